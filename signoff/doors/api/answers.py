"""What the API answers when it is not yes: the same for every address (ARCHITECTURE.md, "Answers")."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Annotated, Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, Field

from signoff.kernel.refusals import Answer, NotThere, Problem, Refused, Stale, Unreadable
from signoff.ledger.faults import LedgerFault

MOST_PROBLEMS = 20
LONGEST_FIELD = 200
logger = logging.getLogger("signoff.api")


class TooLarge(Exception):
    """More was sent than is read (413). `most` is in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} bytes")
        self.most = most


class NotSignedIn(Exception):
    """Nobody whom we know, or no longer (401)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Sentence(BaseModel):
    """Why not, in a sentence for people."""

    sentence: str


class OneProblem(BaseModel):
    """A field, and what it wants. `field` is a path such as `criteria.0`; `body` is the whole."""

    field: str
    problem: str


class Problems(BaseModel):
    """It could not be read as what it should be; nothing has changed."""

    problems: list[OneProblem]


class OneRefusal(BaseModel):
    """A rule that says no. `code` is permanent; `rule` is an id of Signoff's mission; `who` may do it instead."""

    code: str
    sentence: str
    rule: str
    who: list[str]


class Refusals(BaseModel):
    """It was understood, and a rule says no; nothing has changed."""

    refusals: list[OneRefusal]


class Outdated(BaseModel):
    """It was changed since the sender looked; nothing has changed. `current` is the revision that it has now."""

    sentence: str
    object: Annotated[str, Field(examples=["task:BOOK-131"])]
    current: int


OF_READS: dict[int, Any] = {401: Sentence, 404: Sentence, 422: Problems}
OF_DEEDS: dict[int, Any] = {**OF_READS, 409: Refusals, 412: Outdated, 413: Sentence}


def answer(status: int, body: BaseModel) -> JsonResponse:
    return JsonResponse(body.model_dump(), status=status)


def unreadable(problems: Sequence[Problem]) -> JsonResponse:
    shown = [OneProblem(field=each.field[:LONGEST_FIELD], problem=each.problem) for each in problems[:MOST_PROBLEMS]]
    return answer(422, Problems(problems=shown))


def not_there() -> JsonResponse:
    """Of what is not there and of what is not the reader's, byte for byte the same (B2)."""
    return answer(404, Sentence(sentence=_("There is nothing here.")))


def refused(no: Refused) -> JsonResponse:
    refusals = [
        OneRefusal(code=each.code, sentence=each.sentence, rule=each.rule, who=list(each.who)) for each in no.refusals
    ]
    return answer(409, Refusals(refusals=refusals))


def stale(old: Stale) -> JsonResponse:
    return answer(412, Outdated(sentence=old.sentence, object=old.obj, current=old.current))


def not_signed_in(sentence: str) -> JsonResponse:
    response = answer(401, Sentence(sentence=sentence))
    response.headers["WWW-Authenticate"] = 'Bearer realm="Signoff"'
    return response


def too_large(most: int) -> JsonResponse:
    return answer(413, Sentence(sentence=_("This is too large: at most %(most)d bytes are read.") % {"most": most}))


def _misread(invalid: ValidationError) -> JsonResponse:
    """What was wrong with the address: `query.limit` is told as `limit`."""
    return unreadable([Problem(_name(each["loc"]), each["msg"]) for each in invalid.errors])


def _name(place: Sequence[object]) -> str:
    return ".".join(str(part) for part in place).removeprefix("query.").removeprefix("query.")


def _not_now(fault: LedgerFault | OperationalError) -> JsonResponse:
    """Something of ours is in the way: the same request may work later."""
    logger.error("%s: %s", type(fault).__name__, fault)
    busy = _("The database does not answer. Try again soon.")
    sentence = fault.sentence if isinstance(fault, LedgerFault) else busy
    response = answer(503, Sentence(sentence=sentence))
    response.headers["Retry-After"] = "5"
    return response


ANSWERED = (
    Answer,
    ValidationError,
    Http404,
    NotSignedIn,
    AuthenticationError,
    TooLarge,
    LedgerFault,
    OperationalError,
    RequestDataTooBig,
    SuspiciousOperation,
    BadRequest,
    MultiPartParserError,
    HttpError,
)


def answer_to(exception: object) -> JsonResponse:
    """Every exception that a view may raise has its answer here, once."""
    match exception:
        case Unreadable():
            return unreadable(exception.problems)
        case ValidationError():
            return _misread(exception)
        case NotThere() | Http404():
            return not_there()
        case Refused():
            return refused(exception)
        case Stale():
            return stale(exception)
        case NotSignedIn():
            return not_signed_in(exception.sentence)
        case AuthenticationError():
            return not_signed_in(_("Sign in, or send an API token."))
        case TooLarge():
            return too_large(exception.most)
        case LedgerFault() | OperationalError():
            return _not_now(exception)
    return unreadable([Problem("body", "cannot be read")])


def give_answers(api: NinjaAPI) -> None:
    """Have ninja answer so."""
    for kind in ANSWERED:
        api.add_exception_handler(kind, lambda _request, exception: answer_to(exception))
