"""Who decides what: the one table from which pages, refusals and tests are drawn.

*Who* is decided here; *when* by the areas' rules; *visible to whom* by the queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from signoff.charter.sides import CooperationModel, Role, Side
from signoff.charter.standing import Standing
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

CUSTOMER_DECIDES = frozenset({Role.PRODUCT_OWNER, Role.DELEGATE})
MANAGES = frozenset({Role.PROJECT_MANAGER})
WRITES_TASKS = frozenset({Role.PROJECT_MANAGER, Role.BUSINESS_ANALYST})
BUILDS = frozenset({Role.TEAM_LEAD, Role.DEVELOPER, Role.TESTER})
EVERYONE_AT_WORK = frozenset(Role) - {Role.OBSERVER}


@dataclass(frozen=True)
class Decision:
    """One row: what is decided, by which roles of which side, by which rule, and what the others are told.

    `says` is the rule in a few words, as the ledger shows it.

    `by_model` replaces the holders where the cooperation model says who decides (B3).
    """

    name: str
    group: str
    title: str
    says: str
    rule: str
    refusal: str
    customer: frozenset[Role] = frozenset()
    contractor: frozenset[Role] = frozenset()
    other_side: str = ""
    by_model: dict[CooperationModel, dict[Side, frozenset[Role]]] = field(default_factory=dict, hash=False)
    outside_projects: str = ""

    def holders(self, side: Side, model: CooperationModel | None = None) -> frozenset[Role]:
        """The roles of a side that may decide this."""
        if model is not None and model in self.by_model:
            return self.by_model[model].get(side, frozenset())
        return self.customer if side is Side.CUSTOMER else self.contractor

    def allows(self, standing: Standing) -> bool:
        """Whether this person may decide it."""
        if self.outside_projects == "anyone":
            return True
        if self.outside_projects == "administrator":
            return standing.is_administrator or standing.is_service
        if standing.side is None:
            return False
        return bool(self.holders(standing.side, standing.cooperation_model) & standing.roles)

    def refusal_to(self, who: Sequence[str]) -> Refusal:
        """What somebody reads who may not decide this; `who` are the names of those who may."""
        return Refusal(f"not-yours-{self.name}", self.refusal, self.rule, who=tuple(who))


WORK, PEOPLE, RECORD = _("Work"), _("People"), _("Record")

DECISIONS: tuple[Decision, ...] = (
    Decision(
        "acceptance",
        WORK,
        _("Accept or return a task"),
        _("The customer accepts or returns"),
        "AC1",
        _("Only the customer accepts or returns a task."),
        customer=CUSTOMER_DECIDES,
        other_side=_("hands over; may ask to look"),
    ),
    Decision(
        "handover",
        WORK,
        _("Hand over a task"),
        _("Those who build hand over what they have finished"),
        "AC4",
        _("Only those who build hand a task over: the project manager, the team lead, developers or testers."),
        contractor=BUILDS | MANAGES,
        other_side=_("tries it, and accepts or returns"),
    ),
    Decision(
        "priority",
        WORK,
        _("Set a task’s priority and value"),
        _("The customer sets priorities"),
        "S2",
        _("Only the customer sets the priority and the value of a task."),
        customer=CUSTOMER_DECIDES,
        other_side=_("may suggest, with a reason"),
    ),
    Decision(
        "suggestion",
        WORK,
        _("Suggest what the other side decides"),
        _("Whoever may not decide it may suggest it"),
        "S2",
        _("Observers read along. To suggest something, turn to the product owner or the project manager."),
        customer=EVERYONE_AT_WORK,
        contractor=EVERYONE_AT_WORK,
        other_side=_("agrees or declines, with a reason"),
    ),
    Decision(
        "suggestion-answer",
        WORK,
        _("Agree to a suggestion, or decline it"),
        _("Whoever decides a thing answers what is suggested about it"),
        "R2",
        _("A suggestion is answered by those who decide what it is about."),
        customer=EVERYONE_AT_WORK,
        contractor=EVERYONE_AT_WORK,
        other_side=_("may take its own suggestion back"),
    ),
    Decision(
        "concern",
        WORK,
        _("Record a concern about a priority, and settle it"),
        _("The customer asks about any priority"),
        "P3",
        _("A concern about a priority is recorded by the customer."),
        customer=EVERYONE_AT_WORK,
        other_side=_("answers it"),
    ),
    Decision(
        "concern-answer",
        WORK,
        _("Answer a concern about a priority"),
        _("The contractor answers every concern"),
        "P3",
        _("A concern is answered by the contractor: the project manager, the business analyst or the team lead."),
        contractor=WRITES_TASKS | {Role.TEAM_LEAD},
        other_side=_("records it, and settles it or asks again"),
    ),
    Decision(
        "mix",
        WORK,
        _("Agree on the mix of kinds of work"),
        _("Both sides agree on the mix"),
        "P2",
        _("The mix is agreed by the product owner or delegate and by the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("one side suggests a mix, the other agrees"),
    ),
    Decision(
        "template",
        WORK,
        _("Write templates and recurring cases"),
        _("Both sides write what a task begins with"),
        "S5",
        _(
            "Templates and recurring cases are written by the product owner or delegate, "
            "the project manager or the business analyst."
        ),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS,
        other_side=_("both sides write them together"),
    ),
    Decision(
        "new-task",
        WORK,
        _("Ask for something new"),
        _("Both sides ask for work"),
        "S4",
        _("Observers read along. To ask for something new, turn to the product owner or the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS | BUILDS,
        other_side=_("both sides ask for work in the same list"),
    ),
    Decision(
        "task-words",
        WORK,
        _("Write a task’s story and criteria"),
        _("Both sides write the story and the criteria"),
        "S3",
        _(
            "The story and the criteria are written by the product owner or delegate, "
            "the project manager or the business analyst."
        ),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS,
        other_side=_("both sides write them together"),
    ),
    Decision(
        "scope",
        WORK,
        _("Shape the scope: its stages, epics and stories"),
        _("Both sides shape the scope of work"),
        "S1",
        _("The scope is shaped by the product owner or delegate, the project manager or the business analyst."),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS,
        other_side=_("both sides shape it together"),
    ),
    Decision(
        "requirement",
        WORK,
        _("Write down a requirement"),
        _("Requirements come in from the customer"),
        "S6",
        _(
            "Requirements are written down by the product owner or delegate, the project manager or the business "
            "analyst."
        ),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS,
        other_side=_("may write down what the customer said"),
    ),
    Decision(
        "analysis",
        WORK,
        _("Take up a requirement, make tasks of it, settle it"),
        _("An analyst collects and decomposes"),
        "S6",
        _("Only the business analyst or the project manager takes up requirements."),
        contractor=WRITES_TASKS,
        other_side=_("sees what became of each requirement"),
    ),
    Decision(
        "requirement-end",
        WORK,
        _("Withdraw a requirement"),
        _("The customer withdraws what they no longer need"),
        "S6",
        _("Only the customer withdraws a requirement."),
        customer=CUSTOMER_DECIDES,
        other_side=_("settles it, with a word how"),
    ),
    Decision(
        "baseline",
        WORK,
        _("Offer scope and estimate as a baseline"),
        _("The contractor offers scope and estimate"),
        "S6",
        _("Only the project manager or the business analyst offers a baseline."),
        contractor=WRITES_TASKS,
        other_side=_("approves it, or says what is missing"),
    ),
    Decision(
        "baseline-approval",
        WORK,
        _("Approve a baseline"),
        _("The customer approves scope and estimate together"),
        "S6",
        _("Only the customer approves scope and estimate."),
        customer=CUSTOMER_DECIDES,
        other_side=_("offers it"),
    ),
    Decision(
        "estimate",
        WORK,
        _("Write hours on a task"),
        _("Those who do the work estimate it"),
        "S6",
        _("Only those who do the work estimate its hours."),
        contractor=BUILDS,
        other_side=_("sees the whole, as a range"),
    ),
    Decision(
        "assignment",
        WORK,
        _("Give work to developers"),
        _("The side that leads the developers gives them work"),
        "B3",
        _("In this project the work is given to developers by somebody else."),
        contractor=frozenset({Role.PROJECT_MANAGER, Role.TEAM_LEAD}),
        by_model={
            CooperationModel.DEDICATED_TEAM: {
                Side.CUSTOMER: CUSTOMER_DECIDES,
                Side.CONTRACTOR: frozenset({Role.TEAM_LEAD}),
            }
        },
        other_side=_("sets priorities only"),
    ),
    Decision(
        "progress",
        WORK,
        _("Move a task on"),
        _("Those who do the work say how far it is"),
        "SP7",
        _("Only those who do the work say how far a task is."),
        contractor=BUILDS | MANAGES,
        other_side=_("sees it every day"),
    ),
    Decision(
        "critical-bug",
        WORK,
        _("Let a critical bug into a running sprint"),
        _("Only the customer lets a critical bug in"),
        "SP5",
        _("The tasks of a running sprint are frozen. Only the customer lets a critical bug in."),
        customer=CUSTOMER_DECIDES,
        other_side=_("reports it, and may suggest it"),
    ),
    Decision(
        "sprint-scope",
        WORK,
        _("Change which tasks are in a running sprint"),
        _("A running sprint changes only when both sides agree"),
        "SP5",
        _("The tasks of a running sprint are changed by the customer and the project manager together."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("both sides must agree"),
    ),
    Decision(
        "emergency-work",
        WORK,
        _("Write emergency work down afterwards"),
        _("Those who build write emergency work down"),
        "SP6",
        _("Emergency work is written down by those who did it."),
        contractor=BUILDS | MANAGES,
        other_side=_("sees when it began and when it was written down"),
    ),
    Decision(
        "carry-over",
        WORK,
        _("Carry unfinished work over"),
        _("Unfinished work goes on in the next sprint"),
        "AC3",
        _("Unfinished work is carried over by the product owner or delegate, or by the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("either side, at the end of the sprint"),
    ),
    Decision(
        "sprint-end",
        WORK,
        _("Complete a sprint"),
        _("A sprint is over when everything is accepted or carried over"),
        "AC1",
        _("A sprint is completed by the product owner or delegate, or by the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("either side, once every task is accepted or carried over"),
    ),
    Decision(
        "sprint",
        WORK,
        _("Begin to plan a sprint: its goal and its days"),
        _("Both sides begin the next sprint"),
        "SP1",
        _("A sprint is begun by the product owner, their delegate or the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("both sides plan it together"),
    ),
    Decision(
        "planning",
        WORK,
        _("Draw tasks into a sprint’s plan, and take them out"),
        _("The whole team plans, the customer included"),
        "SP2",
        _("A sprint is planned by those who decide for the customer and those who do the work."),
        customer=CUSTOMER_DECIDES,
        contractor=WRITES_TASKS | BUILDS,
        other_side=_("both sides plan together"),
    ),
    Decision(
        "participants",
        WORK,
        _("Say who takes part in a sprint, with how much of their time"),
        _("Each side says who takes part"),
        "SP2",
        _("Who takes part in a sprint is said by the product owner, their delegate or the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("each side for its own people"),
    ),
    Decision(
        "working-hours",
        WORK,
        _("Write down working hours and absences"),
        _("Everybody says when they work"),
        "SP4",
        _("Observers have no hours in a project."),
        customer=EVERYONE_AT_WORK,
        contractor=EVERYONE_AT_WORK,
        other_side=_("each person for themselves, or whoever leads their side"),
    ),
    Decision(
        "overcommitment",
        WORK,
        _("Allow that somebody takes more than their hours"),
        _("More than fits needs a reason"),
        "SP4",
        _("Only the project manager allows that somebody takes more than their hours."),
        contractor=MANAGES,
        other_side=_("sees who has too much, and why"),
    ),
    Decision(
        "subtasks",
        WORK,
        _("Divide a task into subtasks"),
        _("Those who do the work divide it"),
        "SP4",
        _("A task is divided by those who do the work, or by the project manager."),
        contractor=WRITES_TASKS | BUILDS,
        other_side=_("sees the pieces"),
    ),
    Decision(
        "development-deadline",
        WORK,
        _("Say by which day a task is built"),
        _("Developers set the deadline for development"),
        "SP3",
        _("Only developers say by which day a task is built."),
        contractor=frozenset({Role.DEVELOPER, Role.TEAM_LEAD}),
        other_side=_("may ask for a day"),
    ),
    Decision(
        "testing-deadline",
        WORK,
        _("Say by which day a task is tested"),
        _("Testers set the deadline for testing"),
        "SP3",
        _("Only testers say by which day a task is tested."),
        contractor=frozenset({Role.TESTER}),
        other_side=_("may ask for a day"),
    ),
    Decision(
        "delivery-deadline",
        WORK,
        _("Say by which day a task is on trial or shown"),
        _("The project manager sets the deadline for deployment and demonstration"),
        "SP3",
        _("Only the project manager says by which day a task is on trial or shown."),
        contractor=MANAGES,
        other_side=_("may ask for a day"),
    ),
    Decision(
        "signature",
        WORK,
        _("Sign the plan of a sprint"),
        _("A sprint starts when both sides have signed"),
        "SP2",
        _("The plan is signed by the product owner or their delegate, and by the project manager."),
        customer=CUSTOMER_DECIDES,
        contractor=MANAGES,
        other_side=_("each side signs for itself"),
    ),
    Decision(
        "comment",
        WORK,
        _("Say something about a task"),
        _("Everybody in the project takes part"),
        "A1",
        _("Only people of this project take part in its conversations."),
        customer=frozenset(Role),
        contractor=frozenset(Role),
        other_side=_("both sides, or one’s own side only"),
    ),
    Decision(
        "file",
        WORK,
        _("Attach a file"),
        _("Both sides attach files"),
        "S6",
        _("Observers read along, and do not attach files."),
        customer=EVERYONE_AT_WORK,
        contractor=EVERYONE_AT_WORK,
        other_side=_("both sides attach files"),
    ),
    Decision(
        "file-erasure",
        RECORD,
        _("Erase a file for good"),
        _("Each side erases what it attached"),
        "A2",
        _("Only the product owner or the project manager erases a file."),
        customer=frozenset({Role.PRODUCT_OWNER}),
        contractor=MANAGES,
        other_side=_("each side erases what it attached; the record of it stays"),
    ),
    Decision(
        "import",
        RECORD,
        _("Bring in a backlog from elsewhere"),
        _("Either side brings in what it has"),
        "A3",
        _("Only the product owner, the project manager or the business analyst brings in a backlog."),
        customer=frozenset({Role.PRODUCT_OWNER}),
        contractor=WRITES_TASKS,
        other_side=_("either side brings in what it has"),
    ),
    Decision(
        "team",
        PEOPLE,
        _("Invite people to one’s own side, change their roles, end their part"),
        _("Each side chooses its own people"),
        "A2",
        _("Only the product owner, or the project manager, says who is on their side."),
        customer=frozenset({Role.PRODUCT_OWNER}),
        contractor=MANAGES,
        other_side=_("each side chooses its own people"),
    ),
    Decision(
        "cooperation-model",
        PEOPLE,
        _("Say how the two sides work together"),
        _("The product owner says how the sides work together"),
        "B3",
        _("Only the product owner says how the two sides work together."),
        customer=frozenset({Role.PRODUCT_OWNER}),
        other_side=_("may suggest another model"),
    ),
    Decision(
        "invitation",
        PEOPLE,
        _("Accept one’s own invitation"),
        _("Everybody takes their own place"),
        "A2",
        _("Only the person who was invited accepts the invitation."),
        customer=frozenset(Role),
        contractor=frozenset(Role),
        other_side=_("each person for themselves"),
    ),
    Decision(
        "own-account",
        PEOPLE,
        _("Change one’s own account"),
        _("Everybody changes their own account"),
        "A2",
        _("Everybody changes only their own account."),
        outside_projects="anyone",
    ),
    Decision(
        "new-project",
        PEOPLE,
        _("Open a project"),
        _("An administrator opens projects"),
        "S1",
        _("Only an administrator of this installation opens a project."),
        outside_projects="administrator",
    ),
    Decision(
        "installation",
        PEOPLE,
        _("Make the first account"),
        _("The first account is made once"),
        "A2",
        _("The first account is made once, when the installation is new."),
        outside_projects="administrator",
    ),
)

BY_NAME: dict[str, Decision] = {decision.name: decision for decision in DECISIONS}


def decision_named(name: str) -> Decision:
    return BY_NAME[name]
