"""D1: nothing that a program sends makes the API fail, and every answer is one that its description promises.

Cases are drawn from the OpenAPI document, fit and unfit ones, and sent through WSGI for a product owner. Where a
name is wanted, most name what is really there, so that they come past the first door.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from signoff.wsgi import application
from tests.attacks.figures import report, times
from tests.cast import Cast, add_task, do, hand_over
from tests.doors.samples import FILE

CASES = int(os.environ.get("SIGNOFF_FUZZ_CASES", "0")) or times(300, 5000)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def real(cast: Cast) -> dict[str, list[Any]]:
    """The names of what is there, by the fields and parts of addresses that want one."""
    waiting, handed_over = add_task(cast.helena), add_task(cast.helena)
    hand_over(cast.sofia, handed_over)
    file = do("files.attach-file", cast.helena, task=waiting, name="plan.txt", content=FILE).answer["file"]
    token = do("people.create-api-token", cast.helena, name="Nightly").answer["token"]
    place = cast.member(cast.tomas).membership
    return {
        "project": ["BOOK"],
        "task": [waiting, handed_over],
        "key": ["BOOK", waiting],
        "file": [file],
        "seq": [0, 3],
        "token": [token],
        "membership": [place.public_id],
        "revision": [0, 1, 2, place.revision],
        "criterion": [1, 2],
        "assignee": [cast.sofia.pid],
        "content": [FILE],
        "title": ["Fine"],
    }


@pytest.fixture
def one_transaction() -> Iterator[None]:
    """Requests through WSGI end without closing the connection, on which the test's own transaction is open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def with_real_names(case: Any, real: dict[str, list[Any]], draw: Any) -> None:
    """Name what is there in most of the places that want a name."""
    for part in (case.path_parameters, case.body):
        if isinstance(part, dict):
            for name in sorted(part.keys() & real.keys()):
                if draw(st.integers(0, 9)):
                    part[name] = draw(st.sampled_from(real[name]))


def failure_of(case: Any, secret: str) -> str:
    """What is wrong with the answer to this case; "" when nothing is. What it did is undone."""
    with transaction.atomic():
        response = case.call(headers={"Authorization": f"Bearer {secret}"})
        transaction.set_rollback(True)
    try:
        case.validate_response(response, checks=CHECKS)
    except schemathesis.core.failures.FailureGroup as wrong:
        return f"{case.method} {case.path} {case.body!r:.300} -> {response.status_code} {wrong.exceptions!r:.600}"
    return ""


@pytest.mark.filterwarnings("ignore")
def test_the_description_is_valid_openapi(db: None, client: Client) -> None:
    schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json()).validate()


@pytest.mark.usefixtures("one_transaction")
@pytest.mark.filterwarnings("ignore")
def test_no_input_makes_the_api_fail_or_say_what_it_does_not_promise(cast: Cast, real: dict[str, list[Any]]) -> None:
    given_token = do("people.create-api-token", cast.helena, now=timezone.now(), name="Fuzz", scope="write")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations: list[Any] = [each.ok() for each in schema.get_all_operations()]  # type: ignore[union-attr]
    tried: list[int] = []
    failed: list[str] = []
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=max(1, CASES // (2 * len(operations)) + 1),
                database=None,
                deadline=None,
                derandomize="SIGNOFF_FUZZ_CASES" not in os.environ,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(mode), data=st.data())
            def attack(case: Any, data: Any) -> None:
                with_real_names(case, real, data.draw)
                tried.append(1)
                if wrong := failure_of(case, given_token.secret["secret"]):
                    failed.append(wrong)

            try:
                attack()
            except (Unsatisfiable, InvalidArgument):
                continue
    report("D1", len(tried), failed, "requests to the API, fit and unfit, answered as described")
    assert len(tried) >= CASES * 0.8
