"""What a task begins with: the project's own templates (S4), and its recurring cases (S5)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import TaskTemplate
from signoff.backlog.offers import templates
from signoff.kernel.refusals import NotThere, Refused, Stale
from signoff.proposals.tests.talk import told
from signoff.proposals.tests.test_suggest import codes
from tests.cast import Cast, do

CASE: dict[str, Any] = {
    "name": "A clinic opens on another day",
    "kind": "feature",
    "title": "… opens on …",
    "story": "Patients of this clinic asked for it.",
    "criteria": ["It can be booked on that day"],
}


@pytest.fixture
def case(cast: Cast) -> dict[str, Any]:
    """A recurring case that Priya wrote."""
    return dict(do("backlog.write-template", cast.priya, project="BOOK", sort="case", **CASE).answer)


def test_either_side_writes_a_recurring_case(cast: Cast, case: dict[str, Any]) -> None:
    row = TaskTemplate.objects.get()
    assert (case["template"], row.sort, row.criteria) == ("BOOK.1", "case", CASE["criteria"])
    assert told(cast) == "wrote down the recurring case “A clinic opens on another day”."


def test_the_project_has_templates_of_its_own(cast: Cast) -> None:
    do("backlog.write-template", cast.helena, project="BOOK", name="A report", story="Who reads it?")
    assert [row.sort for row in templates(seen_by=cast.member(cast.sofia))] == ["template"]
    assert told(cast) == "wrote the template “A report”."


def test_only_those_who_write_tasks_write_templates(cast: Cast) -> None:
    for person in (cast.sofia, cast.ingrid, cast.amara):
        with pytest.raises(Refused) as refused:
            do("backlog.write-template", person, project="BOOK", name="A report")
        assert codes(refused) == ["not-yours-template"]


def test_a_case_is_written_anew(cast: Cast, case: dict[str, Any]) -> None:
    do("backlog.change-template", cast.helena, **case, **CASE | {"title": "Saturdays at …"})
    assert TaskTemplate.objects.get().title == "Saturdays at …"
    assert told(cast) == "changed what a task begins with in “A clinic opens on another day”."


def test_the_same_words_again_are_no_change(cast: Cast, case: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        do("backlog.change-template", cast.helena, **case, **CASE)
    assert codes(refused) == ["nothing-to-change"]


def test_who_has_seen_an_older_text_looks_again(cast: Cast, case: dict[str, Any]) -> None:
    do("backlog.change-template", cast.helena, **case, **CASE | {"title": "Saturdays at …"})
    with pytest.raises(Stale):
        do("backlog.retire-template", cast.priya, **case)


def test_what_is_retired_is_no_longer_offered_nor_changed(cast: Cast, case: dict[str, Any]) -> None:
    do("backlog.retire-template", cast.tomas, **case)
    assert not templates(seen_by=cast.member(cast.sofia))
    assert told(cast) == "no longer offers “A clinic opens on another day”."
    case["revision"] = 2
    for command, words in (("backlog.retire-template", {}), ("backlog.change-template", CASE | {"title": "x"})):
        with pytest.raises(Refused) as refused:
            do(command, cast.helena, **case, **words)
        assert codes(refused) == ["template-retired"]


def test_another_projects_case_is_not_there(cast: Cast, case: dict[str, Any]) -> None:
    for by, key in ((cast.astrid, "BOOK.1"), (cast.helena, "BOOK.9"), (cast.helena, "ELSE.1")):
        with pytest.raises(NotThere):
            do("backlog.retire-template", by, template=key, revision=1)
