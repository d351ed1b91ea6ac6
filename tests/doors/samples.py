"""One deed of every sort, ready to be done: what is given, who may, who may not. A new command needs one here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from signoff.kernel import clock
from signoff.people.commands.account import installation_service
from signoff.people.models import Person
from tests.cast import (
    Cast,
    add_task,
    all_met,
    do,
    ended_sprint,
    hand_over,
    person,
    plan_digest,
    planned_sprint,
    ready_task,
    running_sprint,
)

FILE = "UGxhbiBvZiB0aGUgdmlzaXRz"
"""“Plan of the visits”, in base64."""


@dataclass(frozen=True)
class Sample:
    """What is given; who may do it; who of the project may not; what that one and an outsider are told.

    `at_doors`: False for what the installation does itself, once, before there is anybody, and for what is done only
    by agreeing to a suggestion.
    """

    given: dict[str, Any]
    entitled: Person
    without: Person | None
    without_gets: str = "refused"
    outsider_gets: str = "not there"
    at_doors: bool = True


def handed_over(cast: Cast) -> dict[str, Any]:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    return {"task": task, "revision": 2}


def written(cast: Cast) -> dict[str, Any]:
    return {"task": add_task(cast.helena), "revision": 1}


def place_of(cast: Cast, somebody: Person) -> dict[str, Any]:
    membership = cast.member(somebody).membership
    return {"project": "BOOK", "membership": membership.public_id, "revision": membership.revision}


def invited(cast: Cast) -> str:
    given = {"project": "BOOK", "name": "Nora Lund", "email": "nora@signoff.example", "side": "contractor"}
    done = do("people.invite-person", cast.jonas, now=clock.now(), **given, roles=["tester"])
    return str(done.answer["invitation"])


def attached(cast: Cast) -> str:
    task = add_task(cast.helena)
    done = do("files.attach-file", cast.helena, task=task, name="plan.txt", content=FILE)
    return str(done.answer["file"])


def accepting(cast: Cast) -> Sample:
    return Sample(handed_over(cast) | {"verdicts": all_met(), "note": "Well done"}, cast.helena, cast.sofia)


def returning(cast: Cast) -> Sample:
    return Sample(handed_over(cast) | {"note": "The old time is still taken"}, cast.helena, cast.jonas)


def judging(cast: Cast) -> Sample:
    task = handed_over(cast)["task"]
    unmet = {"met": False, "expected": "One message", "happened": "Two came", "better": "One"}
    return Sample({"task": task, "criterion": 2, "revision": 0} | unmet, cast.tomas, cast.priya)


def handing_over(cast: Cast) -> Sample:
    evidence = [{"kind": "test", "text": "By hand, on two phones", "result": "passed"}]
    given = {"version": "0.4.2", "where": "https://trial.example", "how": "Press Move", "evidence": evidence}
    return Sample(written(cast) | given, cast.sofia, cast.helena)


def adding(cast: Cast) -> Sample:
    given = {"project": "BOOK", "title": "A wish", "criteria": ["It is met"], "kind": "bug"}
    return Sample(given, cast.priya, cast.amara)


def assigning(cast: Cast) -> Sample:
    return Sample(written(cast) | {"assignee": cast.daniel.pid}, cast.jonas, cast.helena)


def estimating(cast: Cast) -> Sample:
    points = {"work": "testing", "optimistic": 60, "likely": 90, "pessimistic": 240}
    return Sample(written(cast) | points, cast.yuki, cast.tomas)


def part_of(cast: Cast) -> str:
    given: dict[str, Any] = {"level": "epic", "title": "Moving a visit"}
    return str(do("scope.add-part", cast.helena, project="BOOK", **given).answer["part"])


def part_in_hand(cast: Cast) -> dict[str, Any]:
    return {"part": part_of(cast), "revision": 1}


def changing_a_part(cast: Cast) -> Sample:
    return Sample(part_in_hand(cast) | {"title": "Visits that move"}, cast.helena, cast.daniel)


def moving_a_part(cast: Cast) -> Sample:
    stage = do("scope.add-part", cast.priya, project="BOOK", level="stage", title="First release").answer["part"]
    return Sample(part_in_hand(cast) | {"parent": str(stage)}, cast.jonas, cast.ingrid)


def retiring_a_part(cast: Cast) -> Sample:
    return Sample(part_in_hand(cast), cast.tomas, cast.yuki)


def prioritising_a_part(cast: Cast) -> Sample:
    return Sample(part_in_hand(cast) | {"priority": "high"}, cast.helena, cast.priya)


def requirement_in_hand(cast: Cast) -> dict[str, Any]:
    given: dict[str, Any] = {
        "project": "BOOK",
        "title": "Moving without a call",
        "text": "They call us all day.",
        "origin": "Old Town",
    }
    return {
        "requirement": str(do("scope.record-requirement", cast.helena, **given).answer["requirement"]),
        "revision": 1,
    }


def recording_a_requirement(cast: Cast) -> Sample:
    return Sample({"project": "BOOK", "title": "Moving without a call"}, cast.helena, cast.marek)


def changing_a_requirement(cast: Cast) -> Sample:
    return Sample(requirement_in_hand(cast) | {"title": "Moving at night"}, cast.priya, cast.sofia)


def taking_up_a_requirement(cast: Cast) -> Sample:
    return Sample(requirement_in_hand(cast), cast.priya, cast.helena)


def settling_a_requirement(cast: Cast) -> Sample:
    return Sample(requirement_in_hand(cast) | {"note": "Six tasks came of it."}, cast.priya, cast.helena)


def withdrawing_a_requirement(cast: Cast) -> Sample:
    return Sample(requirement_in_hand(cast) | {"note": "The clinics closed."}, cast.tomas, cast.priya)


def making_a_task(cast: Cast) -> Sample:
    words = {"title": "Patient moves a visit", "story": "Alone", "criteria": ["It is moved"], "part": part_of(cast)}
    return Sample({"requirement": requirement_in_hand(cast)["requirement"]} | words, cast.priya, cast.helena)


def linking_a_requirement(cast: Cast) -> Sample:
    key = requirement_in_hand(cast)["requirement"]
    return Sample(written(cast) | {"requirement": key}, cast.jonas, cast.helena)


def scope_in_hand(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.estimate-task", cast.sofia, task=task, revision=1, optimistic=60, likely=90, pessimistic=240)
    do("scope.place-task", cast.priya, task=task, revision=2, part=part_of(cast))


def offering_a_baseline(cast: Cast) -> Sample:
    scope_in_hand(cast)
    return Sample({"project": "BOOK", "reason": "The first release."}, cast.jonas, cast.helena)


def approving_a_baseline(cast: Cast) -> Sample:
    scope_in_hand(cast)
    offered = do("scope.offer-baseline", cast.jonas, project="BOOK", reason="The first release.")
    return Sample({"baseline": str(offered.answer["baseline"])}, cast.helena, cast.jonas)


def adding_a_part(cast: Cast) -> Sample:
    given = {"project": "BOOK", "level": "story", "title": "Patient moves a visit", "parent": part_of(cast)}
    return Sample(given, cast.priya, cast.marek)


def placing_several(cast: Cast) -> Sample:
    tasks = [add_task(cast.helena), add_task(cast.helena, title="Patient cancels a visit")]
    return Sample({"part": part_of(cast), "tasks": tasks}, cast.jonas, cast.sofia)


def placing(cast: Cast) -> Sample:
    return Sample(written(cast) | {"part": part_of(cast)}, cast.priya, cast.sofia)


def moving(cast: Cast) -> Sample:
    return Sample(written(cast) | {"step": "in_review"}, cast.marek, cast.helena)


def recording(cast: Cast) -> Sample:
    past = {"external_key": "OLD-1", "title": "From elsewhere", "created_at": "2024-02-03T04:05:06Z"}
    talk = {"at": "2024-02-04T04:05:06Z", "author_name": "Somebody", "text": "Long ago"}
    task = past | {"comments": [talk], "kept": {"sprint": 3.5}}
    return Sample({"project": "BOOK", "source": "jira", "tasks": [task]}, cast.priya, cast.sofia)


def rewording(cast: Cast) -> Sample:
    words = {"kind": "feature", "title": "Patient cancels a visit", "criteria": [{"id": 1, "text": "It is free"}]}
    return Sample(written(cast) | words, cast.priya, cast.sofia)


def prioritising(cast: Cast) -> Sample:
    return Sample(written(cast) | {"priority": "critical"}, cast.helena, cast.jonas)


def valuing(cast: Cast) -> Sample:
    return Sample(written(cast) | {"value": "must_have"}, cast.tomas, cast.sofia)


def commenting(cast: Cast) -> Sample:
    return Sample({"task": add_task(cast.helena), "room": "customer", "text": "Among us"}, cast.amara, cast.sofia)


def attaching(cast: Cast) -> Sample:
    return Sample({"task": add_task(cast.helena), "name": "plan.txt", "content": FILE}, cast.ingrid, cast.amara)


def erasing(cast: Cast) -> Sample:
    return Sample({"project": "BOOK", "file": attached(cast)}, cast.helena, cast.sofia)


def taking_a_place(cast: Cast) -> Sample:
    given = {"project": "BOOK", "invitation": invited(cast), "name": "Nora Lund", "password": "a walk in the rain"}
    return Sample(given, person("Nora"), cast.sofia, without_gets="not there")


def choosing_letters(cast: Cast) -> Sample:
    return Sample({"revision": 0, "unwanted": ["checkpoint"]}, cast.amara, None, outsider_gets="done")


def changing_an_account(cast: Cast) -> Sample:
    given = {"revision": cast.sofia.revision, "name": "Sofia L.", "locale": "fi", "time_zone": "Europe/Helsinki"}
    return Sample(given, cast.sofia, None, outsider_gets="done")


def making_a_token(cast: Cast) -> Sample:
    given = {"name": "Nightly report", "scope": "read", "project": "BOOK", "days": 7}
    return Sample(given, cast.sofia, None)


def taking_a_token_back(cast: Cast) -> Sample:
    token = do("people.create-api-token", cast.sofia, name="Nightly report").answer["token"]
    return Sample({"token": token}, cast.sofia, cast.helena, without_gets="not there")


def making_the_first_account(cast: Cast) -> Sample:
    given = {"name": "Ada First", "email": "ada@signoff.example", "password": "a walk in the rain"}
    return Sample(given, installation_service(), cast.helena, outsider_gets="refused", at_doors=False)


def opening_a_project(cast: Cast) -> Sample:
    Person.objects.filter(pk=cast.jonas.pk).update(is_administrator=True)
    cast.jonas.refresh_from_db()
    sides = {"customer": "Aurora Labs", "contractor": "Northlight Software"}
    people = {
        "product_owner": {"name": "Vera Holm", "email": "vera@signoff.example"},
        "project_manager": {"name": cast.jonas.name, "email": cast.jonas.email},
    }
    given = {"key": "LAB", "name": "Laboratory", "cooperation_model": "fixed_price", **sides, **people}
    return Sample(given, cast.jonas, cast.helena, outsider_gets="refused")


def a_project_that_nobody_has_begun(cast: Cast) -> Sample:
    opening = opening_a_project(cast)
    opening.given["project_manager"] = {"name": "Olof Falk", "email": "olof@signoff.example"}
    do("people.create-project", opening.entitled, **opening.given)
    return Sample({"project": "LAB"}, cast.jonas, cast.helena, without_gets="not there")


def changing_the_model(cast: Cast) -> Sample:
    given = {"project": "BOOK", "revision": cast.project.revision, "cooperation_model": "dedicated_team"}
    return Sample(given, cast.helena, cast.jonas)


def changing_roles(cast: Cast) -> Sample:
    return Sample(place_of(cast, cast.sofia) | {"roles": ["developer", "tester"]}, cast.jonas, cast.helena)


def ending_a_part(cast: Cast) -> Sample:
    return Sample(place_of(cast, cast.sofia), cast.jonas, cast.helena)


def inviting(cast: Cast) -> Sample:
    given = {"project": "BOOK", "name": "Nora Lund", "email": "nora@signoff.example", "side": "customer"}
    return Sample(given | {"roles": ["observer"]}, cast.helena, cast.jonas)


def about_an_invitation(cast: Cast) -> Sample:
    return Sample({"project": "BOOK", "invitation": invited(cast)}, cast.jonas, cast.helena)


def suggestion(cast: Cast) -> dict[str, Any]:
    deed = {
        "command": "backlog.set-priority",
        "given": {"task": add_task(cast.helena), "revision": 1, "priority": "high"},
    }
    return {"project": "BOOK", "commands": [deed], "reason": "Everybody asks for it at the desk"}


def suggested(cast: Cast) -> dict[str, Any]:
    return {"proposal": do("proposals.suggest", cast.jonas, **suggestion(cast)).answer["proposal"]}


def suggesting(cast: Cast) -> Sample:
    return Sample(suggestion(cast), cast.jonas, cast.helena)


def agreeing(cast: Cast) -> Sample:
    return Sample(suggested(cast), cast.helena, cast.jonas)


def declining(cast: Cast) -> Sample:
    return Sample(suggested(cast) | {"note": "Not before the summer"}, cast.tomas, cast.ingrid)


def withdrawing_a_suggestion(cast: Cast) -> Sample:
    return Sample(suggested(cast), cast.jonas, cast.helena)


def ranking(cast: Cast) -> Sample:
    first = add_task(cast.helena, priority="high")
    return Sample(written(cast) | {"above": first, "priority": "high"}, cast.helena, cast.jonas)


def concerned(cast: Cast) -> dict[str, Any]:
    task = add_task(cast.helena)
    done = do("backlog.raise-concern", cast.tomas, task=task, text="Why is it so late?")
    return {"task": task, "concern": done.answer["concern"]}


def raising_a_concern(cast: Cast) -> Sample:
    return Sample({"task": add_task(cast.helena), "text": "Why is it so late?"}, cast.ingrid, cast.jonas)


def answering_a_concern(cast: Cast) -> Sample:
    return Sample(concerned(cast) | {"answer": "It waits for the insurer"}, cast.jonas, cast.helena)


def settling_a_concern(cast: Cast) -> Sample:
    return Sample(concerned(cast), cast.tomas, cast.jonas)


def repeating_a_concern(cast: Cast) -> Sample:
    concern = concerned(cast)
    do("backlog.answer-concern", cast.jonas, **concern, answer="It waits for the insurer")
    return Sample(concern | {"text": "Until when?"}, cast.tomas, cast.jonas)


def mixing(cast: Cast) -> Sample:
    shares = {"feature": 60, "autotest": 15, "technical_debt": 10, "documentation": 5, "bug": 10}
    return Sample({"project": "BOOK", "shares": shares}, cast.helena, cast.sofia, at_doors=False)


def case(cast: Cast) -> dict[str, Any]:
    words = {"name": "A clinic opens on Saturdays", "title": "Saturdays at …", "criteria": ["It can be booked"]}
    return {"project": "BOOK", "sort": "case", "kind": "feature", "story": "Clinics ask for it"} | words


def writing_a_template(cast: Cast) -> Sample:
    return Sample(case(cast), cast.priya, cast.sofia)


def changing_a_template(cast: Cast) -> Sample:
    done = do("backlog.write-template", cast.helena, **case(cast))
    return Sample({**done.answer, "name": "A clinic opens on Sundays"}, cast.priya, cast.ingrid)


def retiring_a_template(cast: Cast) -> Sample:
    done = do("backlog.write-template", cast.helena, **case(cast))
    return Sample(dict(done.answer), cast.tomas, cast.yuki)


def planning_a_sprint(cast: Cast) -> Sample:
    given = {"project": "BOOK", "goal": "Visits can be moved", "starts_on": "2026-11-23", "weeks": 1}
    return Sample(given, cast.helena, cast.sofia)


def changing_a_sprint(cast: Cast) -> Sample:
    given = {
        "sprint": planned_sprint(cast),
        "revision": 1,
        "goal": "Fewer calls",
        "starts_on": "2026-11-30",
        "weeks": 1,
    }
    return Sample(given, cast.jonas, cast.marek)


def drawing_a_task(cast: Cast) -> Sample:
    return Sample({"sprint": planned_sprint(cast), "task": ready_task(cast)}, cast.yuki, cast.elena)


def in_plan(cast: Cast) -> dict[str, Any]:
    task = ready_task(cast)
    planned_sprint(cast, task)
    return {"task": task}


def taking_out(cast: Cast) -> Sample:
    return Sample(in_plan(cast) | {"reason": "It does not fit"}, cast.tomas, cast.ingrid)


def giving_time(cast: Cast) -> Sample:
    given = {"sprint": planned_sprint(cast), "person": cast.sofia.pid, "allocation": 50}
    return Sample(given, cast.jonas, cast.marek)


def leaving_out(cast: Cast) -> Sample:
    return Sample({"sprint": planned_sprint(cast), "person": cast.daniel.pid}, cast.jonas, cast.daniel)


def who_planned(cast: Cast) -> Sample:
    given = {"sprint": planned_sprint(cast), "people": [cast.tomas.pid, cast.priya.pid]}
    return Sample(given, cast.priya, cast.amara)


def allowing_more(cast: Cast) -> Sample:
    given = {"sprint": planned_sprint(cast), "person": cast.sofia.pid, "minutes": 360, "reason": "Only she knows it"}
    return Sample(given, cast.jonas, cast.helena)


def signing(cast: Cast) -> Sample:
    sprint = planned_sprint(cast)
    return Sample({"sprint": sprint, "plan": plan_digest(cast, sprint)}, cast.helena, cast.priya)


def setting_hours(cast: Cast) -> Sample:
    given = {"project": "BOOK", "person": cast.sofia.pid, "weekdays": [420, 420, 420, 420, 300, 0, 0]}
    return Sample(given, cast.sofia, cast.helena)


def away(cast: Cast) -> dict[str, Any]:
    return {"project": "BOOK", "person": cast.yuki.pid, "first_on": "2026-12-07", "last_on": "2026-12-08"}


def being_away(cast: Cast) -> Sample:
    return Sample(away(cast), cast.jonas, cast.sofia)


def being_there(cast: Cast) -> Sample:
    absence = do("sprints.record-absence", cast.yuki, **away(cast)).answer["absence"]
    return Sample({"project": "BOOK", "absence": absence}, cast.yuki, cast.sofia)


def adding_a_subtask(cast: Cast) -> Sample:
    given = {"task": ready_task(cast), "title": "The form", "minutes": 90, "assignee": cast.daniel.pid}
    return Sample(given, cast.sofia, cast.helena)


def divided(cast: Cast) -> dict[str, Any]:
    return {"task": str(in_plan(cast)["task"]), "subtask": 1}


def changing_a_subtask(cast: Cast) -> Sample:
    given = {"revision": 1, "title": "The form", "minutes": 60, "work": "testing"}
    return Sample(divided(cast) | given, cast.yuki, cast.helena)


def giving_a_subtask(cast: Cast) -> Sample:
    return Sample(divided(cast) | {"assignee": cast.daniel.pid}, cast.marek, cast.tomas)


def about_a_subtask(cast: Cast) -> Sample:
    return Sample(divided(cast), cast.sofia, cast.helena)


def dividing(cast: Cast) -> Sample:
    return Sample({"task": ready_task(cast)}, cast.sofia, cast.helena)


def day_for(cast: Cast, by: Person) -> Sample:
    return Sample({"task": ready_task(cast), "on": "2099-12-02"}, by, cast.helena)


def blocking(cast: Cast) -> Sample:
    return Sample(written(cast) | {"reason": "Waits for the insurer’s test account"}, cast.sofia, cast.helena)


def unblocking(cast: Cast) -> Sample:
    given = written(cast)
    do("backlog.block-task", cast.sofia, **given, reason="Waits for the insurer")
    return Sample(given | {"revision": 2}, cast.daniel, cast.tomas)


def letting_in(cast: Cast) -> Sample:
    away = ready_task(cast)
    running_sprint(cast, away)
    bug = add_task(cast.helena, title="Nobody can sign in", kind="bug", priority="critical")
    given = {"task": bug, "reason": "The clinics stand still", "makes_way": away}
    return Sample(given, cast.helena, cast.jonas)


def taking_in(cast: Cast) -> Sample:
    running_sprint(cast)
    given = {"task": ready_task(cast), "reason": "The insurer is ready earlier"}
    return Sample(given, cast.helena, cast.sofia, at_doors=False)


def taking_out_of_it(cast: Cast) -> Sample:
    task = ready_task(cast)
    running_sprint(cast, task)
    return Sample({"task": task, "reason": "The insurer is late"}, cast.jonas, cast.sofia, at_doors=False)


def recording_an_emergency(cast: Cast) -> Sample:
    words = {"title": "Nobody could sign in", "story": "All clinics", "criteria": ["They can"], "reason": "At night"}
    given = {"project": "BOOK", "began_at": "2026-11-20T02:10:00Z", "minutes": 90}
    return Sample(given | words, cast.daniel, cast.helena)


def carrying_over(cast: Cast) -> Sample:
    task = ready_task(cast)
    ended_sprint(cast, task)
    return Sample({"task": task, "to": "backlog", "reason": "Not finished"}, cast.jonas, cast.sofia)


def completing(cast: Cast) -> Sample:
    task = ready_task(cast)
    sprint = ended_sprint(cast, task)
    do("sprints.carry-over", cast.helena, task=task, to="backlog", reason="Not finished")
    return Sample({"sprint": sprint, "revision": 2}, cast.helena, cast.sofia)


SAMPLES: dict[str, Callable[[Cast], Sample]] = {
    "acceptance.accept-task": accepting,
    "acceptance.hand-over-task": handing_over,
    "acceptance.judge-criterion": judging,
    "acceptance.return-task": returning,
    "backlog.add-task": adding,
    "backlog.agree-mix": mixing,
    "backlog.answer-concern": answering_a_concern,
    "backlog.assign-task": assigning,
    "backlog.block-task": blocking,
    "backlog.change-template": changing_a_template,
    "backlog.estimate-task": estimating,
    "backlog.move-task": moving,
    "backlog.raise-concern": raising_a_concern,
    "backlog.rank-task": ranking,
    "backlog.record-past-tasks": recording,
    "backlog.repeat-concern": repeating_a_concern,
    "backlog.retire-template": retiring_a_template,
    "backlog.reword-task": rewording,
    "backlog.set-priority": prioritising,
    "backlog.set-value": valuing,
    "backlog.settle-concern": settling_a_concern,
    "backlog.unblock-task": unblocking,
    "backlog.write-template": writing_a_template,
    "discussions.write-comment": commenting,
    "files.attach-file": attaching,
    "files.erase-file": erasing,
    "mail.choose-letters": choosing_letters,
    "people.accept-invitation": taking_a_place,
    "people.change-account": changing_an_account,
    "people.change-cooperation-model": changing_the_model,
    "people.change-roles": changing_roles,
    "people.create-api-token": making_a_token,
    "people.create-first-account": making_the_first_account,
    "people.create-project": opening_a_project,
    "people.end-membership": ending_a_part,
    "people.invite-person": inviting,
    "people.renew-first-invitations": a_project_that_nobody_has_begun,
    "people.renew-invitation": about_an_invitation,
    "people.revoke-api-token": taking_a_token_back,
    "people.withdraw-invitation": about_an_invitation,
    "scope.add-part": adding_a_part,
    "scope.approve-baseline": approving_a_baseline,
    "scope.change-part": changing_a_part,
    "scope.change-requirement": changing_a_requirement,
    "scope.link-requirement": linking_a_requirement,
    "scope.make-task": making_a_task,
    "scope.move-part": moving_a_part,
    "scope.offer-baseline": offering_a_baseline,
    "scope.place-task": placing,
    "scope.place-tasks": placing_several,
    "scope.record-requirement": recording_a_requirement,
    "scope.retire-part": retiring_a_part,
    "scope.set-part-priority": prioritising_a_part,
    "scope.settle-requirement": settling_a_requirement,
    "scope.take-up-requirement": taking_up_a_requirement,
    "scope.withdraw-requirement": withdrawing_a_requirement,
    "proposals.agree": agreeing,
    "proposals.decline": declining,
    "proposals.suggest": suggesting,
    "proposals.withdraw": withdrawing_a_suggestion,
    "sprints.add-subtask": adding_a_subtask,
    "sprints.allow-overcommitment": allowing_more,
    "sprints.assign-subtask": giving_a_subtask,
    "sprints.carry-over": carrying_over,
    "sprints.change-sprint": changing_a_sprint,
    "sprints.change-subtask": changing_a_subtask,
    "sprints.complete-sprint": completing,
    "sprints.divide-task": dividing,
    "sprints.drop-subtask": about_a_subtask,
    "sprints.finish-subtask": about_a_subtask,
    "sprints.let-in-critical-bug": letting_in,
    "sprints.plan-sprint": planning_a_sprint,
    "sprints.plan-task": drawing_a_task,
    "sprints.record-absence": being_away,
    "sprints.record-emergency-work": recording_an_emergency,
    "sprints.record-planning": who_planned,
    "sprints.remove-participant": leaving_out,
    "sprints.set-delivery-deadline": lambda cast: day_for(cast, cast.jonas),
    "sprints.set-development-deadline": lambda cast: day_for(cast, cast.sofia),
    "sprints.set-participant": giving_time,
    "sprints.set-testing-deadline": lambda cast: day_for(cast, cast.yuki),
    "sprints.set-working-hours": setting_hours,
    "sprints.sign-plan": signing,
    "sprints.take-into-running-sprint": taking_in,
    "sprints.take-out-of-running-sprint": taking_out_of_it,
    "sprints.take-out": taking_out,
    "sprints.withdraw-absence": being_there,
}
