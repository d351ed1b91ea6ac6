"""What would come in: tasks, and the preview that says it beforehand."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signoff.doors.importers.jira.columns import Field, Sure
from signoff.doors.importers.jira.csv_reader import Table
from signoff.doors.importers.jira.mapping import Mapping, from_json
from signoff.doors.importers.jira.people import KnownPerson, People
from signoff.doors.importers.jira.preview import Preview, preview
from signoff.doors.importers.jira.problems import ImportProblem, Notes
from signoff.doors.importers.jira.reading import Reading
from signoff.doors.importers.jira.run import MOST_FACTS, _chunks
from signoff.doors.importers.jira.source import Form
from signoff.doors.importers.jira.tasks import LONGEST_TITLE, PastComment, PastTask, Turning

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ADA = KnownPerson("p_ada", "Ada Marsh", "ada@example.org")


def tasks_of(path: Path, mapping: Mapping | None = None, known: tuple[KnownPerson, ...] = ()) -> list[PastTask]:
    reading = Reading(path, mapping)
    people = People(known, reading.mapping.people, reading.names)
    turning = Turning(reading.mapping, reading.columns, people, Notes(), NOW)
    return [task for _, task in turning.tasks(reading.issues())]


def seen(path: Path, mapping: Mapping | None = None, known: tuple[KnownPerson, ...] = ()) -> Preview:
    return preview(Reading(path, mapping), known, NOW)


def table(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_finished_work_comes_in_as_done_before_and_never_as_accepted() -> None:
    """AC1: only the customer accepts."""
    done, open_ = tasks_of(SAMPLES / "cloud-en.csv")
    assert done.done_at == datetime(2024, 3, 20, 16, 30, tzinfo=UTC)
    assert done.done_before
    assert done.step == "testing"
    assert (open_.done_at, open_.step) == (None, "in_progress")


def test_the_importing_person_decides_what_a_status_means() -> None:
    done = tasks_of(SAMPLES / "cloud-en.csv", Mapping(statuses={"Done": "in_review"}))[0]
    assert (done.done_at, done.step) == (None, "in_review")


def test_a_task_has_kind_priority_estimate_and_criteria_of_the_issue() -> None:
    task = tasks_of(SAMPLES / "cloud-en.csv")[0]
    assert (task.external_key, task.kind, task.priority, task.estimate_minutes) == (
        "BOOK-1",
        "feature",
        "critical",
        120,
    )
    assert task.criteria == ("The mail arrives a day before", "It names the clinic")
    assert task.story.startswith("## Why\n\n**Patients** forget. See [the study](https://example.org/s).")
    assert [comment.author_name for comment in task.comments] == ["Ada Marsh", "Ines Roth"]


def test_without_statuses_a_finishing_date_tells_what_is_done(tmp_path: Path) -> None:
    done, open_ = tasks_of(table(tmp_path, "Issue key,Summary,Resolved\nA-1,x,2024-03-05\nA-2,y,\n"))
    assert (done.done_before, open_.done_before) == (True, False)


def test_german_words_become_the_same_values() -> None:
    task = tasks_of(SAMPLES / "server-de.csv")[0]
    assert (task.kind, task.priority, task.done_before, task.estimate_minutes) == ("bug", "high", True, 60)
    assert task.criteria == ("Über 100 Termine", "Ohne Fehler")
    assert task.story == "Größe prüfen"


def test_criteria_are_found_under_their_heading_in_the_story() -> None:
    task = tasks_of(SAMPLES / "search-v3.json")[0]
    assert task.criteria == ("It is **fast**", "It is quiet")
    assert "```sql\nselect 1\n```" in task.story


def test_people_are_matched_by_name_unless_two_have_it() -> None:
    task = tasks_of(SAMPLES / "cloud-en.csv", known=(ADA,))[0]
    assert (task.assignee, task.comments[0].author, task.comments[1].author) == ("p_ada", "p_ada", "")
    twice = tasks_of(SAMPLES / "cloud-en.csv", known=(ADA, ADA._replace(pid="p_other", email="other@example.org")))[0]
    assert twice.assignee == ""


def test_the_importing_person_decides_who_is_who() -> None:
    said = Mapping(people={"Ada Marsh": "", "Ines Roth": "p_ada"})
    task = tasks_of(SAMPLES / "cloud-en.csv", said, known=(ADA,))[0]
    assert (task.assignee, task.comments[1].author, task.comments[0].author_name) == ("", "p_ada", "Ada Marsh")


def test_what_has_no_place_is_kept_under_its_columns_name() -> None:
    task = tasks_of(SAMPLES / "cloud-en.csv")[0]
    kept = dict(task.kept)
    assert kept["Custom field (Team)"] == "Front desk"
    assert kept["Status"] == "Done"
    assert kept["Attachment"].endswith("plan.pdf")
    assert ("Summary", task.title) not in task.kept


def test_a_long_summary_is_cut_named_and_kept_whole(tmp_path: Path) -> None:
    path = table(tmp_path, f"Issue key,Summary,Status\nA-1,{'long ' * 60},Open\n")
    task, found = tasks_of(path)[0], seen(path)
    assert len(task.title) <= LONGEST_TITLE
    assert ("Summary", "long " * 60) in task.kept
    assert [(note.row, note.column, note.code) for note in found.notes] == [(2, "Summary", "title-cut")]


def test_a_key_that_stands_twice_comes_in_once_and_is_named(tmp_path: Path) -> None:
    found = seen(table(tmp_path, "Issue key,Summary\nA-1,x\nA-1,y\n"))
    assert (found.tasks, found.note_counts) == (1, {"key-twice": 1})


def test_without_a_key_the_rows_content_tells_rows_apart_and_again_the_same(tmp_path: Path) -> None:
    path = table(tmp_path, "Summary,Status\nx,Open\ny,Open\n")
    keys = [task.external_key for task in tasks_of(path)]
    assert len(set(keys)) == 2
    assert keys == [task.external_key for task in tasks_of(path)]


def test_the_preview_counts_what_would_come_in() -> None:
    found = preview(Reading(SAMPLES / "cloud-en.csv"), (ADA,), NOW, here_already={"BOOK-2"})
    assert (found.tasks, found.new, found.here_already, found.done_before, found.comments) == (2, 1, 1, 1, 2)
    assert [(choice.name, choice.value, choice.sure) for choice in found.statuses] == [
        ("Done", "done", Sure.KNOWN),
        ("In Progress", "in_progress", Sure.KNOWN),
    ]
    assert {person.name: person.pid for person in found.people} == {"Ada Marsh": "p_ada", "Ines Roth": ""}


def test_the_preview_shows_the_columns_that_mean_nothing_and_asks_for_the_summary() -> None:
    found = seen(SAMPLES / "hand-made.csv")
    assert found.missing == ("summary",)
    assert [column.name for column in found.unrecognised] == ["What", "Who", "When"]


def test_a_guessed_order_of_day_and_month_is_marked_as_a_guess(tmp_path: Path) -> None:
    unclear = seen(table(tmp_path, "Issue key,Summary,Created\nA-1,x,03/04/2024\n"))
    assert (unclear.order, unclear.order_sure) == ("dmy", Sure.GUESS)
    proved = seen(table(tmp_path, "Issue key,Summary,Created\nA-1,x,03/04/2024\nA-2,y,03/24/2024\n"))
    assert (proved.order, proved.order_sure) == ("mdy", Sure.KNOWN)


def test_local_dates_are_read_in_the_zone_that_is_said() -> None:
    task = tasks_of(SAMPLES / "cloud-en.csv", Mapping(zone="Europe/Berlin"))[0]
    assert task.created_at == datetime(2024, 3, 5, 8, 5, tzinfo=UTC)


def test_a_mapping_survives_its_own_json() -> None:
    mapping = Mapping(columns={"What": Field.SUMMARY}, statuses={"x": "done"}, people={"a": ""}, zone="Asia/Tokyo")
    assert from_json(mapping.as_json()) == mapping


@pytest.mark.parametrize(
    "wrong",
    [
        "[",
        "[]",
        {"colums": {}},
        {"statuses": {"Done": "accepted"}},
        {"zone": "../etc"},
        {"order": "xyz"},
        {"people": 3},
    ],
)
def test_a_mapping_that_says_nonsense_is_refused_by_member(wrong: object) -> None:
    with pytest.raises(ImportProblem) as refused:
        from_json(wrong)
    assert refused.value.code == "bad-mapping"


# --- real exports, where they are at hand


def real_files(*endings: str) -> Iterator[Path]:
    folder = os.environ.get("SIGNOFF_SAMPLES", "")
    if folder:
        for name in ("jira-csv", "jira-rest/perceval", "jira-xml", "linear-csv", "clickup-csv", "redmine"):
            yield from sorted(path for path in (Path(folder) / name).iterdir() if path.suffix in endings)


def samples(*endings: str) -> list[object]:
    found: list[object] = [pytest.param(path, id=path.name) for path in real_files(*endings)]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="SIGNOFF_SAMPLES names no folder of exports"))]


@pytest.mark.parametrize("path", samples(".csv", ".json", ".xml"))
def test_every_real_file_reads_or_says_what_it_is_instead(path: Path) -> None:
    code = ""
    try:
        reading = Reading(path)
        assert sum(1 for _ in reading.issues()) == reading.rows > 0
    except ImportProblem as problem:
        code = problem.code
    assert code in ("", "not-an-export", "no-rows")


@pytest.mark.parametrize("path", samples(".csv"))
def test_every_cell_of_a_real_table_is_found_again(path: Path) -> None:
    try:
        reading = Reading(path)
    except ImportProblem:
        pytest.skip("holds no rows")
    assert reading.source.form is Form.CSV
    table = Table(reading.source)
    for (_, cells), issue in zip(table.rows(), reading.issues(), strict=True):
        assert Counter((table.name(place), text) for place, text in cells) == Counter(map(tuple, issue.cells))


@pytest.mark.parametrize("path", samples(".csv", ".json", ".xml"))
def test_every_cell_of_a_real_file_is_in_the_task_or_kept_with_it(path: Path) -> None:
    try:
        reading = Reading(path)
    except ImportProblem:
        pytest.skip("is no export")
    turning = Turning(reading.mapping, reading.columns, People(), Notes(), NOW)
    for issue, task in turning.tasks(reading.issues()):
        said = {task.title, task.story, task.external_key, *(comment.text for comment in task.comments)}
        for cell in issue.cells:
            value = cell.value.replace("\r\n", "\n").strip()
            is_said = value in said or value.split(";", 2)[-1].strip() in said
            assert (cell.column, cell.value) in task.kept or is_said


def test_much_discussed_tasks_come_in_smaller_batches_that_fit_into_an_entry_of_the_ledger() -> None:
    remarks = (PastComment(NOW, "", "Ada Marsh", "Seen"),) * 400
    told = ("", (), "feature", "", "to_do", "", None, NOW, None, remarks, ())
    tasks = [PastTask(number, f"OLD-{number}", "Old", *told) for number in range(30)]
    batches = [len(batch) for batch in _chunks(iter(tasks))]
    assert sum(batches) == 30
    assert max(batches) == MOST_FACTS // 402
