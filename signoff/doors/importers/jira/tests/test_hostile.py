"""Files that are no exports, broken ones, and ones made to hurt: always a clear problem or values, never a crash."""

import json
import re
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signoff.doors.importers.jira import says
from signoff.doors.importers.jira.markup import to_markdown
from signoff.doors.importers.jira.preview import preview
from signoff.doors.importers.jira.problems import ImportProblem
from signoff.doors.importers.jira.reading import Reading
from signoff.doors.importers.jira.run import given_of
from signoff.doors.importers.jira.values import Markup, RichText

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
HEAD = "Issue key,Summary,Status,Created,Comment\n"


def problem_of(folder: Path, content: bytes) -> ImportProblem:
    path = folder / "file"
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as refused:
        preview(Reading(path), (), NOW)
    return refused.value


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        (b"", "empty", None),
        (b"\xef\xbb\xbf  \n", "empty", None),
        (b"PK\x03\x04xl/workbook.xml", "not-an-export", "zip"),
        (b"%PDF-1.7", "not-an-export", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1", "not-an-export", "old-excel"),
        (b"\x1f\x8b\x08", "not-an-export", "gzip"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "not-an-export", "page"),
        (b"<html><head><title>Jira</title></head><body><table></table></body></html>", "not-an-export", "excel-page"),
        (b'<?xml version="1.0"?><entity-engine-xml date="1">', "not-an-export", "backup"),
        (b"<feed><entry/></feed>", "not-an-export", "xml:feed"),
        (b"<rss><channel><title>News</title></channel></rss>", "not-an-export", "xml-without-items"),
        (b"Dear Ada,\n\nthe door is blue.\n", "not-a-table", None),
        (b'{"issues": [], "total": 0}', "not-an-export", "jira-nothing-found"),
        (b'{"errorMessages": ["No"]}', "not-an-export", "jira-error"),
        (b'{"cards": [], "lists": []}', "not-an-export", "trello"),
        (b'[{"iid": 1, "web_url": "x"}]', "not-an-export", "gitlab"),
        (b"[1, 2]", "not-an-export", "json-without-objects"),
        (b'{"issues": [{"key": "A-1", "fields": {', "broken-json", None),
        (b'{"a": 1}}', "broken-json", None),
        (b"Issue key,Summary,Status\n", "no-rows", None),
        (b'Issue key,Summary,Status\nA-1,"never closed,Open\nA-2,b,Open\n', "unclosed-quote", None),
        (b'Issue key,Summary,Status,Created;;;\n"A-1,b,Open,c";;;\n', "resaved", None),
        (b"<rss><channel><item><key>A-1</key></item>", "broken-xml", None),
        (b"<rss><channel><item><key>A-1</wrong></item></channel></rss>", "broken-xml", None),
    ],
)
def test_a_file_that_is_no_export_is_told_what_it_is(
    tmp_path: Path, content: bytes, code: str, what: str | None
) -> None:
    problem = problem_of(tmp_path, content)
    assert (problem.code, problem.facts.get("what")) == (code, what)
    assert "%(" not in says.problem_said(problem)
    assert says.problem_said(problem) != problem.code


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(ImportProblem, match="no-file"):
        Reading(SAMPLES / "nowhere.csv")


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">%s]>'
    b"<rss><channel><item><key>&b9;</key></item></channel></rss>"
)
BOMB = ENTITIES % b"".join(b'<!ENTITY b%d "%s">' % (n, (b"&b%d;" % (n - 1) if n else b"&a;") * 10) for n in range(10))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "unsafe-xml"),
        (b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss/>', "unsafe-xml"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "unsafe-xml"),
        (b"<rss><channel><item>" + b"<a>" * 300_000, "absurd-xml"),
        (b'{"issues":[{"key":"A","fields":{"x":' + b"[" * 100_000, "absurd-json"),
        (b'{"issues":[{"key":"A","fields":{"x":' + b"9" * 100_000 + b"}}]}", "absurd-json"),
    ],
)
def test_a_file_made_to_hurt_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert problem_of(tmp_path, content).code == code


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write(HEAD)
        for number in range(3_000):
            file.write(f"A-{number},{'word ' * 30},Open,05/Mar/24 9:05 AM,05/Mar/24 9:05 AM;ada;{'text ' * 60}\n")
    reading = Reading(path)
    tracemalloc.start()
    assert preview(reading, (), NOW).tasks == 3_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size


def test_a_long_cell_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(HEAD + "A-1," + "x" * 1_000_000 + ",Open,,\n")
    assert len(next(iter(Reading(path).issues())).summary) == 1_000_000


def test_characters_that_xml_forbids_do_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "odd.xml"
    path.write_bytes(
        b"<rss><channel><item><key>A-1</key><summary>bell \x07 &#x7; &#55357; end</summary></item></channel></rss>"
    )
    assert next(iter(Reading(path).issues())).summary == "bell \ufffd \ufffd \ufffd end"


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_cut_of_an_export_gives_values_or_a_problem(tmp_path: Path, name: str) -> None:
    whole = (SAMPLES / name).read_bytes()
    path = tmp_path / "cut"
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:length])
        read_anyhow(path)


def read_anyhow(path: Path) -> None:
    """Everything that an import would do; a problem must have its sentence, and so must every note."""
    try:
        found = preview(Reading(path), (), NOW)
    except ImportProblem as problem:
        if problem.code not in says.all_problem_codes():
            raise
        return
    assert set(found.note_counts) <= says.all_note_codes()
    for task in found.first_tasks:
        text = json.dumps(given_of(task), ensure_ascii=False)
        assert "\\u0000" not in text.replace("\\\\", "")
        assert text.encode()  # what no UTF-8 can hold has been taken out
    assert found.tasks + found.note_counts.get("key-twice", 0) == found.rows


beginnings = st.sampled_from([b"", HEAD.encode(), b"<rss><channel><item>", b'{"issues":[', b"[", b"\xff\xfe", b"a;b\n"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginnings, st.binary(max_size=400))
def test_any_bytes_give_values_or_a_problem(tmp_path: Path, beginning: bytes, rest: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(beginning + rest)
    read_anyhow(path)


cells = st.text(max_size=30).map(lambda text: '"' + text.replace('"', '""') + '"')


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cells, max_size=3), st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_cells_give_values_or_a_problem(tmp_path: Path, names: list[str], rows: list[list[str]]) -> None:
    path = tmp_path / "cells.csv"
    text = ",".join([*names, HEAD]) + "\n".join(",".join(row) for row in rows)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    read_anyhow(path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
field_names = st.sampled_from(
    ["summary", "description", "status", "created", "comment", "worklog", "issuelinks", "parent", "labels", "assignee"]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(field_names, anything, max_size=6), anything)
def test_any_json_in_the_place_of_a_field_gives_values(
    tmp_path: Path, fields: dict[str, object], other: object
) -> None:
    path = tmp_path / "fields.json"
    path.write_text(json.dumps({"issues": [{"key": "A-1", "fields": fields, "changelog": other}], "names": other}))
    read_anyhow(path)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="*_-+{}[]|!#h1. \n?^~:codequote\\/", max_size=200), st.sampled_from([Markup.WIKI, Markup.HTML]))
def test_any_markup_becomes_some_markdown(text: str, markup: Markup) -> None:
    assert isinstance(to_markdown(RichText(text, markup)), str)


@pytest.mark.parametrize(
    "piece", ["*a ", "[a|", "{code}", "||a", "{quote}\n", "!a.png|", "_-+", "<b><table><td>", "* x\n"]
)
@pytest.mark.parametrize("markup", [Markup.WIKI, Markup.HTML])
def test_markup_made_to_be_slow_is_not(piece: str, markup: Markup) -> None:
    started = datetime.now(UTC)
    to_markdown(RichText(piece * (200_000 // len(piece)), markup))
    assert (datetime.now(UTC) - started).total_seconds() < 10


def test_every_code_that_is_raised_has_its_sentence() -> None:
    folder = Path(says.__file__).parent
    text = "\n".join(path.read_text() for path in folder.glob("*.py"))
    raised = set(re.findall(r'ImportProblem\(\s*"([a-z-]+)"', text))
    noted = set(re.findall(r'notes\.add\([^"]*"(?:[a-z]+", ")?([a-z-]+)"', text))
    assert {"broken-csv", "bad-mapping"} <= raised <= says.all_problem_codes()
    assert (
        {"title-cut", "unreadable-date"} <= noted - {"comment", "worklog", "security", "xml"} <= says.all_note_codes()
    )
