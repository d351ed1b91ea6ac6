"""The page of an import, and the import itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from signoff.backlog.models import ImportedRecord, Task
from signoff.cli import main
from signoff.discussions.models import Comment
from signoff.doors import uploads
from signoff.doors.importers import jobs, work
from signoff.doors.importers.jira.problems import ImportProblem
from signoff.doors.importers.jira.run import Phase, Stopped, bring_in
from signoff.doors.importers.place import open_file, place_of
from signoff.kernel.refusals import NotThere, Refused
from signoff.ledger.models import Entry
from signoff.people.models import Person
from tests.cast import NOON, Cast

SAMPLES = Path(__file__).parent.parent / "jira" / "tests" / "samples"
pytestmark = pytest.mark.usefixtures("imports_folder")


@pytest.fixture
def imports_folder(tmp_path: Path, settings: object) -> None:
    """Uploads of a test stay with the test."""
    settings.VAR = tmp_path  # type: ignore[attr-defined]


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: bytes, name: str = "Jira.csv", project: str = "BOOK") -> HttpResponse:
    upload = SimpleUploadedFile(name, content)
    return client.post(f"/projects/{project}/import", {"file": upload})  # type: ignore[return-value]


def form_of(page: HttpResponseBase) -> dict[str, str]:
    """What the preview's selects say as they stand."""
    found, text = {}, getattr(page, "content", b"").decode()
    for name, body in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body) or re.search(r'<option value="([^"]*)"', body)
        found[name] = chosen[1] if chosen else ""
    return found


def imported(person: Person, name: str) -> int:
    member = place_of("BOOK", person)
    return bring_in(open_file(SAMPLES / name, member), member, NOON).new


# --- the import


def test_an_export_comes_in_whole_with_its_entry(cast: Cast) -> None:
    assert imported(cast.jonas, "cloud-en.csv") == 2
    done = Task.objects.get(external_key="BOOK-1")
    assert (done.title, done.step, done.priority) == ("Send a reminder a day before", "testing", 1)
    assert done.done_before == datetime(2024, 3, 20, 16, 30, tzinfo=UTC)
    assert [each["text"] for each in done.criteria] == ["The mail arrives a day before", "It names the clinic"]
    assert Comment.objects.filter(task=done).count() == 2
    kept = ImportedRecord.objects.get(task=done).data
    assert (kept["Custom field (Team)"], kept["Labels"]) == ("Front desk", ["mail", "reminders"])
    assert Entry.objects.filter(log__project=cast.project, type="backlog.record-past-tasks").count() == 1


def test_imported_work_is_not_accepted(cast: Cast) -> None:
    """AC1: only the customer accepts."""
    imported(cast.jonas, "cloud-en.csv")
    assert not Task.objects.filter(step="accepted").exists()
    assert not Task.objects.get(external_key="BOOK-1").is_open


def test_brought_in_again_only_what_is_new_comes(cast: Cast, tmp_path: Path) -> None:
    imported(cast.jonas, "cloud-en.csv")
    Task.objects.filter(external_key="BOOK-2").update(title="Changed here")
    later = tmp_path / "later.csv"
    later.write_text("Issue key,Summary,Status\nBOOK-2,Book by phone,Open\nBOOK-9,New,Open\n")
    member = place_of("BOOK", cast.jonas)
    brought = bring_in(open_file(later, member), member, NOON)
    assert (brought.new, brought.here_already) == (1, 1)
    assert Task.objects.get(external_key="BOOK-2").title == "Changed here"


def test_stopped_half_way_nothing_came_in(cast: Cast, tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    many.write_text("Issue key,Summary\n" + "".join(f"A-{number},x\n" for number in range(350)))
    member = place_of("BOOK", cast.jonas)
    before = Entry.objects.count()

    def stop_at_second(phase: Phase, done: int, whole: int) -> None:
        if phase is Phase.WRITING and done >= 200:
            raise Stopped

    with pytest.raises(Stopped):
        bring_in(open_file(many, member), member, NOON, stop_at_second)
    assert not Task.objects.filter(external_key__startswith="A-").exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir() if path.name != "hand-made.csv"))
def test_every_sample_fits_what_the_command_takes(cast: Cast, name: str) -> None:
    assert imported(cast.jonas, name) > 0


def test_texts_at_every_bound_fit_what_the_command_takes(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "bounds.csv"
    path.write_text(
        "Issue key,Summary,Description,Original estimate,Custom field (Acceptance Criteria),Assignee,Comment\n"
        f'A-1,{"t" * 300},{"d" * 250_000},99999999,"{"- " + "c" * 600}\n",{"n" * 600},{"x" * 300_000}\n'
        f'A-2,\u202ehidden\x07,\u200f,1,"{chr(10).join(["- c"] * 80)}",\u202e,\x08\n'
        f"{'k' * 200},,,,,,\n",
        encoding="utf-8",
    )
    member = place_of("BOOK", cast.jonas)
    assert bring_in(open_file(path, member), member, NOON).new == 3


def test_without_a_title_column_nothing_can_come_in(cast: Cast) -> None:
    with pytest.raises(ImportProblem, match="no-summary-column"):
        imported(cast.jonas, "hand-made.csv")


def test_who_may_not_bring_in_is_refused_and_strangers_find_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        place_of("BOOK", cast.sofia)
    with pytest.raises(NotThere):
        place_of("BOOK", cast.astrid)


# --- the page


def test_from_the_file_to_the_backlog(cast: Cast) -> None:
    client = browser(cast.jonas)
    answer = send(client, (SAMPLES / "cloud-en.csv").read_bytes())
    assert answer.status_code == 303
    address = answer.headers["Location"]
    preview = client.get(address)
    assert "What would come in" in preview.content.decode()
    assert not Task.objects.filter(external_key="BOOK-1").exists()
    form = form_of(preview)
    assert form["status-0"] == "done"
    client.post(f"{address}/decide", {**form, "deed": "bring-in"})
    assert Task.objects.filter(external_key="BOOK-1").exists()
    assert "2 tasks came in." in client.get(address).content.decode()


def test_a_changed_answer_is_shown_before_anything_comes_in(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    form = form_of(client.get(address)) | {"status-0": "in_review", "deed": "bring-in"}
    client.post(f"{address}/decide", form)
    assert not Task.objects.filter(external_key="BOOK-1").exists()
    form = form_of(client.get(address))
    assert form["status-0"] == "in_review"
    client.post(f"{address}/decide", {**form, "deed": "bring-in"})
    task = Task.objects.get(external_key="BOOK-1")
    assert (task.step, task.done_before) == ("in_review", None)


def test_a_table_of_ones_own_is_mapped_by_hand(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "hand-made.csv").read_bytes(), "doors.csv").headers["Location"]
    page = client.get(address)
    assert "No column is known" in page.content.decode()
    client.post(f"{address}/decide", form_of(page) | {"column-0": "summary", "column-2": "created", "deed": "look"})
    client.post(f"{address}/decide", {**form_of(client.get(address)), "deed": "bring-in"})
    assert set(
        Task.objects.filter(title__in=["Paint the door", "Fix the bell"]).values_list("created_at", flat=True)
    ) == {
        datetime(2024, 4, 15, tzinfo=UTC),
        datetime(2024, 12, 1, tzinfo=UTC),
    }


def test_a_file_that_is_no_export_gets_a_clear_answer(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, b"%PDF-1.7 whatever", "plan.pdf").headers["Location"]
    assert "it is a PDF" in client.get(address).content.decode()


def test_no_file_is_said_at_its_field(cast: Cast) -> None:
    answer = browser(cast.jonas).post("/projects/BOOK/import")
    assert (answer.status_code, "Choose a file." in answer.content.decode()) == (422, True)


def test_a_file_above_the_bound_is_stopped_on_its_way(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(uploads.MOST_BYTES, "import", 1000)
    answer = send(browser(cast.jonas), b"Issue key,Summary\n" + b"A-1,x\n" * 1000)
    assert (answer.status_code, "larger than 512 MB" in answer.content.decode()) == (422, True)


def test_nonsense_in_the_form_changes_nothing(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    answer = client.post(f"{address}/decide", form_of(client.get(address)) | {"status-0": "accepted", "zone": "../x"})
    assert answer.status_code == 422
    assert form_of(client.get(address))["status-0"] == "done"


def test_others_find_no_trace_of_an_upload(cast: Cast) -> None:
    address = send(browser(cast.jonas), (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    assert browser(cast.priya).get(address).status_code == 404
    assert browser(cast.astrid).get("/projects/BOOK/import").status_code == 404
    assert browser(cast.jonas).get("/projects/BOOK/import/" + "x" * 16).status_code == 404


def test_who_may_not_bring_in_reads_why_and_who_may(cast: Cast) -> None:
    client = browser(cast.sofia)
    assert "Only the product owner" in client.get("/projects/BOOK/import").content.decode()
    assert send(client, (SAMPLES / "cloud-en.csv").read_bytes()).status_code == 409


def test_a_forgotten_file_is_gone(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    client.post(f"{address}/stop")
    job = jobs.job_called(address.rsplit("/", 1)[1])
    assert (job.state["now"], job.file.exists()) == ("stopped", False)


def test_a_worker_that_is_gone_is_noticed(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    job = jobs.job_called(address.rsplit("/", 1)[1])
    (job.folder / "state.json").write_text('{"now": "writing", "done": 1, "whole": 2, "worker": 999999999}')
    assert "It was interrupted." in client.get(address).content.decode()


def test_while_it_goes_on_the_page_tells_how_far(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    job = jobs.job_called(address.rsplit("/", 1)[1])
    job.say("writing", phase="writing", done=1, whole=2)
    answer = client.get(address)
    assert "1 of 2 written" in answer.content.decode()
    assert answer.headers["Refresh"] == "2"


def test_folders_of_last_week_are_forgotten(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    job = jobs.job_called(address.rsplit("/", 1)[1])
    job._write("upload.json", {**job.upload, "at": "2020-01-01T00:00:00+00:00"})
    send(browser(cast.priya), b"Issue key,Summary\nA-1,x\n")
    assert client.get(address).status_code == 404


def test_a_second_file_takes_the_place_of_the_first(cast: Cast) -> None:
    client = browser(cast.jonas)
    first = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    second = send(client, (SAMPLES / "cloud-es.csv").read_bytes()).headers["Location"]
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]


def test_the_process_of_its_own_does_the_same_work(cast: Cast) -> None:
    client = browser(cast.jonas)
    address = send(client, (SAMPLES / "cloud-en.csv").read_bytes()).headers["Location"]
    token = address.rsplit("/", 1)[1]
    assert main(["import", "work", token, "look"]) == 0
    assert jobs.job_called(token).state["now"] == "preview"
    assert main(["import", "work", token, "bring"]) == 0
    assert Task.objects.filter(external_key="BOOK-1").exists()


def test_stop_is_heard_while_it_writes(cast: Cast) -> None:
    client = browser(cast.jonas)
    rows = "".join(f"A-{number},x\n" for number in range(150))
    address = send(client, f"Issue key,Summary\n{rows}".encode()).headers["Location"]
    job = jobs.job_called(address.rsplit("/", 1)[1])
    job.ask_to_stop()
    work.bring(job, 150)
    assert job.state["now"] == "stopped"
    assert not Task.objects.filter(external_key="A-1").exists()


# --- the command line


def test_the_command_line_previews_and_brings_in(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["import", "jira", str(SAMPLES / "cloud-en.csv"), "--project", "BOOK", "--as", cast.jonas.email]
    assert main([*given, "--preview"]) == 0
    said = capsys.readouterr().out
    assert "2 issues in the file." in said
    assert "Done × 1 → done" in said
    assert not Task.objects.filter(external_key="BOOK-1").exists()
    assert main(given) == 0
    assert "2 tasks came in." in capsys.readouterr().out


def test_the_command_line_takes_and_gives_a_mapping(cast: Cast, tmp_path: Path) -> None:
    given = ["import", "jira", str(SAMPLES / "hand-made.csv"), "--project", "BOOK", "--as", cast.jonas.pid]
    wanted, saved = tmp_path / "wanted.json", tmp_path / "saved.json"
    assert main(given) == 2
    wanted.write_text('{"columns": {"What": "summary"}}')
    assert main([*given, "--map", str(wanted), "--save-map", str(saved), "--preview"]) == 0
    assert main([*given, "--map", str(saved)]) == 0
    assert Task.objects.filter(title="Paint the door").exists()


@pytest.mark.parametrize(("person", "code"), [("sofia@signoff.example", 1), ("astrid@signoff.example", 1), ("who", 1)])
def test_the_command_line_says_no(cast: Cast, person: str, code: int) -> None:
    given = ["import", "jira", str(SAMPLES / "cloud-en.csv"), "--project", "BOOK", "--as", person]
    assert main(given) == code
    assert not Task.objects.filter(external_key="BOOK-1").exists()
