"""The API, put together: reads, commands, and the answers that all of them share."""

from __future__ import annotations

from signoff import __version__
from signoff.doors.api.answers import give_answers
from signoff.doors.api.auth import Session, Token
from signoff.doors.api.deeds import router as deeds
from signoff.doors.api.openapi import SignoffAPI
from signoff.doors.api.reads import (
    board,
    checkpoints,
    files,
    ledger,
    priorities,
    projects,
    proposals,
    scope,
    sprints,
    tasks,
)
from signoff.doors.api.reads import deeds as reads_of_deeds

DESCRIPTION = """\
Everything that people do in Signoff's pages, programs do here: each command has an address of its own under
`/api/v1/do/`, with the same rules, the same refusals and the same receipt.

Send `Authorization: Bearer signoff_…`: you make such a token under your account, or by
`bin/signoff do people.create-api-token`. What is not yours and what is not there get the same answer, 404.
"""


def build() -> SignoffAPI:
    """The API with every command that is registered now."""
    api = SignoffAPI(
        title="Signoff",
        version=__version__,
        description=DESCRIPTION,
        urls_namespace="api",
        auth=[Token(), Session()],
        docs_url=None,
        openapi_url=None,
    )
    give_answers(api)
    for router in (
        projects.router,
        tasks.router,
        scope.router,
        sprints.router,
        board.router,
        proposals.router,
        priorities.router,
        ledger.router,
        checkpoints.router,
        files.router,
        reads_of_deeds.router,
        deeds(),
    ):
        api.add_router("", router)
    return api
