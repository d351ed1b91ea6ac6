"""The published vectors: they are what publish.py writes, and both verifiers judge them as vectors.json says."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import verify
from tests.verifier import publish, second

VECTORS: list[dict[str, Any]] = json.loads((publish.FOLDER / "vectors.json").read_text("utf-8"))
JUDGES: dict[str, Callable[..., str | None]] = {
    "bundle": second.judge_bundle,
    "receipt": second.judge_receipt,
    "consistency": second.judge_consistency,
}
ONE_EACH = pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])


def test_the_vectors_are_those_that_are_written_today() -> None:
    written = {path.name: path.read_bytes() for path in publish.FOLDER.iterdir()}
    assert written == {**publish.files(), "vectors.json": publish.index()}
    assert max(map(len, written.values())) < 20_000


@ONE_EACH
def test_verify_judges_every_vector_as_it_is_published(
    vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(publish.FOLDER)
    assert verify.main(vector["command"]) == vector["exit"]
    printed = capsys.readouterr().out
    assert [words for words in vector["prints"] if words not in printed] == []


@ONE_EACH
def test_the_second_verifier_judges_it_alike(vector: dict[str, Any]) -> None:
    files = publish.files()
    command, bundle, *others = [word for word in vector["command"] if word != "--policy"]
    reason = JUDGES[command](files.get(bundle, b""), *(files[name] for name in others))
    assert (reason is None) == (vector["exit"] == 0)
