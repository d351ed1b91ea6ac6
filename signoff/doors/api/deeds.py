"""`POST do/<area>.<command>` for every command, each from its one declaration."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from signoff.doors.api.answers import OF_DEEDS
from signoff.doors.api.auth import Caller, caller_of
from signoff.doors.api.reading import body_of, key_of, most_bytes, with_revision
from signoff.doors.describing import summary
from signoff.kernel.command import Command, commands, read_command
from signoff.kernel.run import Done, run

PREFIX = "/do/"
MAKES_TOKENS = "people.create-api-token"


class Receipt(BaseModel):
    """That it stands in the ledger. `entry` is base64 of the entry's bytes; `proof` is a C2SP tlog-proof."""

    log: str
    seq: int
    entry: str = Field(json_schema_extra={"contentEncoding": "base64"})
    proof: str


class Answer(BaseModel):
    """It is done. `answer` names what came of it; `secret` is shown this once and kept nowhere.

    `repeated`: this idempotency key had been used for the same command, and this is the first answer again.
    """

    answer: dict[str, Any]
    receipt: Receipt
    secret: dict[str, Any] = Field(default_factory=dict)
    repeated: bool = False


HEADERS = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Sent again with the same key, the command has one effect and the first answer.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]*$"},
    },
    {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The revision that was seen, instead of the field `revision` of the body.",
        "schema": {"type": "string", "pattern": '^"[0-9]{1,10}"$', "examples": ['"3"']},
    },
]


def router() -> Router:
    """A path for every command that is registered now."""
    deeds = Router()
    for name, declared in sorted(commands.items()):
        deeds.add_api_operation(
            PREFIX + name,
            ["POST"],
            _view(name, declared),
            response={200: Answer, **OF_DEEDS},
            operation_id=name.replace(".", "_").replace("-", "_"),
            summary=summary(declared),
            description=inspect.cleandoc(declared.__doc__ or ""),
            tags=[name.partition(".")[0]],
            url_name=name,
            openapi_extra={"parameters": _headers(declared), "requestBody": _request_body(name)},
        )
    return deeds


def _headers(declared: type[Command[Any, Any]]) -> list[dict[str, Any]]:
    return HEADERS if "revision" in declared.model_fields else HEADERS[:1]


def _request_body(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _view(name: str, declared: type[Command[Any, Any]]) -> Callable[[HttpRequest], Status[Answer]]:
    def view(request: HttpRequest) -> Status[Answer]:
        caller = caller_of(request)
        caller.must_write()
        raw = with_revision(request, declared, body_of(request, most_bytes(declared)))
        command = read_command(name, raw, strict=True)
        _must_reach(caller, command)
        return Status(200, _answer(run(command, by=caller.person, door="api", key=key_of(request))))

    return view


def _must_reach(caller: Caller, command: Command[Any, Any]) -> None:
    if command.public_name == MAKES_TOKENS:
        caller.must_be_at_the_keys()
    caller.must_reach(getattr(command, "project_key", None))


def _answer(done: Done) -> Answer:
    return Answer(
        answer=done.answer,
        receipt=Receipt.model_validate(done.receipt.plain()),
        secret=done.secret,
        repeated=done.repeated,
    )
