"""What each kind of export says, read from small files made by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from signoff.doors.importers.jira.columns import Field
from signoff.doors.importers.jira.mapping import Mapping
from signoff.doors.importers.jira.problems import Notes
from signoff.doors.importers.jira.reading import Reading
from signoff.doors.importers.jira.values import JiraIssue, JiraLink, JiraPerson

SAMPLES = Path(__file__).parent / "samples"


def read(name: str, mapping: Mapping | None = None) -> tuple[list[JiraIssue], Notes]:
    notes = Notes()
    return list(Reading(SAMPLES / name, mapping).issues(notes)), notes


def test_a_cloud_csv_tells_its_fields() -> None:
    issues, notes = read("cloud-en.csv")
    first = issues[0]
    assert (first.row, first.key, first.type, first.status, first.priority) == (2, "BOOK-1", "Story", "Done", "Highest")
    assert first.assignee == JiraPerson("Ada Marsh", "5f00000000000000000000a1")
    assert first.created == datetime(2024, 3, 5, 9, 5, tzinfo=UTC)
    assert first.due == date(2024, 3, 21)
    assert first.labels == ("mail", "reminders")
    assert first.sprints == ("Sprint 1", "Sprint 2")
    assert (first.estimate_seconds, first.spent_seconds) == (7200, 5400)
    assert first.parent == "BOOK-2"
    assert notes.total == 0


def test_packed_cells_are_taken_apart_at_the_right_semicolons() -> None:
    first = read("cloud-en.csv")[0][0]
    assert [comment.author for comment in first.comments] == [
        JiraPerson("Ada Marsh", "5f00000000000000000000a1"),
        JiraPerson("Ines Roth", "5f00000000000000000000b2"),
    ]
    assert first.comments[0].text.source.replace("\r\n", "\n") == "Looks good; really.\n\nSecond line"
    assert (first.attachments[0].name, first.attachments[0].url) == ("plan;v2.pdf", "https://example.org/plan.pdf")
    assert (first.work_logs[0].text, first.work_logs[0].seconds) == ("first draft; with tests", 5400)
    assert first.links == (JiraLink("Blocks", "inward", "BOOK-2"), JiraLink("Relates", "outward", "BOOK-3"))


@pytest.mark.parametrize(
    ("name", "key", "created"),
    [
        ("server-de.csv", "TERM-7", datetime(2024, 3, 3, 14, 5, tzinfo=UTC)),
        ("cloud-fr.csv", "RDV-1", datetime(2024, 2, 12, 15, 4, tzinfo=UTC)),
        ("cloud-es.csv", "CITA-1", datetime(2024, 1, 12, 15, 4, tzinfo=UTC)),
        ("server-ru.csv", "ПРИЕМ-1", datetime(2023, 7, 20, 15, 25, tzinfo=UTC)),
        ("server-ja.csv", "YOYAKU-1", datetime(2024, 3, 5, 9, 5, tzinfo=UTC)),
    ],
)
def test_exports_in_other_languages_are_recognised_without_help(name: str, key: str, created: datetime) -> None:
    reading = Reading(SAMPLES / name)
    issue = next(iter(reading.issues()))
    assert (issue.key, issue.created) == (key, created)
    assert issue.summary
    assert reading.is_jira


def test_a_legacy_encoding_is_found_by_the_column_names_it_makes_readable() -> None:
    assert Reading(SAMPLES / "server-de.csv").source.encoding == "cp1252"
    assert Reading(SAMPLES / "server-ru.csv").source.encoding == "cp1251"


def test_any_table_comes_in_when_its_columns_are_mapped_by_hand() -> None:
    columns = {"What": Field.SUMMARY, "Who": Field.ASSIGNEE, "When": Field.CREATED}
    issues, notes = read("hand-made.csv", Mapping(columns=columns))
    assert [issue.summary for issue in issues] == ["Paint the door", "Fix the bell"]
    assert issues[0].created == datetime(2024, 4, 15, tzinfo=UTC)
    assert issues[1].created == datetime(2024, 12, 1, tzinfo=UTC)  # the other row proves month before day
    assert notes.total == 0


def test_the_search_json_tells_fields_custom_fields_and_history() -> None:
    issues, notes = read("search-v2.json")
    first = issues[0]
    assert (first.key, first.status_category, first.resolution) == ("DESK-1", "done", "Fixed")
    assert (first.epic, first.story_points, first.sprints) == ("DESK-9", "5", ("Sprint 1",))
    assert first.created == datetime(2024, 3, 5, 8, 5, tzinfo=UTC)
    assert first.links == (JiraLink("Blocks", "inward", "DESK-2"),)
    assert (first.changes[0].field, first.changes[0].old, first.changes[0].new) == ("status", "Open", "Resolved")
    assert ("Team", '{"value":"Front desk"}') in first.cells
    assert notes.counts == {"restricted-comment": 1, "not-all-in-file": 1, "unreadable-date": 1}


def test_a_comment_that_not_everybody_could_read_is_left_out_and_named() -> None:
    for name in ("search-v2.json", "search.xml"):
        issues, notes = read(name)
        assert len(issues[0].comments) == 1
        assert not any("Not for" in cell.value for cell in issues[0].cells)
        assert notes.counts["restricted-comment"] == 1


def test_the_file_says_how_many_issues_it_does_not_hold() -> None:
    assert Reading(SAMPLES / "search-v2.json").total == 3
    assert Reading(SAMPLES / "search.xml").total == 12


def test_the_xml_tells_fields_and_custom_fields() -> None:
    issue = read("search.xml")[0][0]
    assert (issue.key, issue.id, issue.status_category, issue.resolution) == ("LAB-1", "31", "done", "")
    assert issue.assignee is None
    assert issue.reporter == JiraPerson("Ines Roth", "iroth")
    assert (issue.estimate_seconds, issue.due, issue.sprints) == (5400, date(2024, 3, 8), ("Sprint 4",))
    assert ("Machine", "Printer & cutter") in issue.cells
    assert ("subtasks", "LAB-3") in issue.cells


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_reading_twice_gives_the_same(name: str) -> None:
    reading = Reading(SAMPLES / name)
    assert list(reading.issues()) == list(reading.issues())
    assert reading.rows == len(list(reading.issues()))


def test_a_cell_that_is_not_what_its_column_says_is_named_by_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Issue key,Summary,Created,Original estimate\nA-1,x,someday,a while\n,,,\nA-2,y,,,far out\n")
    notes = Notes()
    issues = list(Reading(path).issues(notes))
    assert [(note.row, note.column, note.code) for note in notes.first] == [
        (2, "Created", "unreadable-date"),
        (2, "Original estimate", "unreadable-duration"),
        (4, "(5)", "beyond-header"),
    ]
    assert ("Created", "someday") in issues[0].cells
    assert ("(5)", "far out") in issues[1].cells


def test_characters_that_cannot_be_stored_are_taken_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(b"Issue key,Summary,Status\n" + b"A-1,na\0me \xc3\xa4\xc3\xb6\xc3\xbc" * 1 + b" \xff,Open\n")
    path.write_bytes(path.read_bytes() + "A-2,äöüßéèêàâîôûçñäöüßéèêàâîôûçñ,Open\n".encode())
    notes = Notes()
    issue = next(iter(Reading(path).issues(notes)))
    assert issue.summary == "name äöü \ufffd"
    assert [(note.row, note.column, note.code) for note in notes.first] == [(2, "Summary", "nul-left-out")]
