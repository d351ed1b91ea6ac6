"""bin/run, started as people start it: what it says when it serves, and when it cannot."""

import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def surroundings(**changed: str) -> dict[str, str]:
    """This process's environment variables, less what the tests have set for themselves."""
    own = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SIGNOFF_DEMO")
    return {**{name: value for name, value in os.environ.items() if name not in own}, **changed}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str, root: Path = ROOT, **changed: str) -> subprocess.CompletedProcess[str]:
    """bin/run until it ends, with what it said."""
    return subprocess.run(
        [root / "bin" / "run", *arguments],
        env=surroundings(**changed),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def serving(var: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """bin/run while it serves from the folder, and the address that it tells."""
    process = subprocess.Popen(
        [ROOT / "bin" / "run", "--port", str(free_port()), *arguments],
        env=surroundings(SIGNOFF_VAR=str(var)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    try:
        said = ""
        while not (told := re.search(r"is at (http://\S+)", said)):
            line = process.stdout.readline()
            assert line, f"bin/run ended, saying: {said}"
            said += line
        yield process, told.group(1)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty installation that has been served from once."""
    var = tmp_path_factory.mktemp("served")
    with serving(var, "--empty"):
        pass
    return var


@pytest.fixture
def served(prepared: Path) -> Iterator[tuple[Path, str]]:
    """An empty installation that is being served: its folder and its address."""
    with serving(prepared) as (_process, address):
        yield prepared, address


def assert_told(answer: subprocess.CompletedProcess[str], *words: str) -> None:
    """It failed with a few lines that hold the words, and no traceback."""
    assert answer.returncode not in (0, None)
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.strip().splitlines()) <= 2
    assert [word for word in words if word not in answer.stderr] == []


def test_the_first_page_is_served_at_the_address_told(served: tuple[Path, str]) -> None:
    with urllib.request.urlopen(served[1] + "/accounts/login/") as page:
        assert page.status == 200
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_every_worker_sends_its_letters_at_once(served: tuple[Path, str]) -> None:
    # A worker that was forked while another thread held a lock waits for it for ever when it comes to name its host.
    with ThreadPoolExecutor(4) as at_once:
        answers = [
            at_once.submit(ask_for_a_new_password, served[1], f"p{number}@signoff.example") for number in range(4)
        ]
        assert [answer.result() for answer in answers] == [200] * 4


def ask_for_a_new_password(address: str, email: str) -> int:
    """The form for whoever forgot theirs, which sends a letter; the status of the page that follows within 20 s."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    form = browser.open(f"{address}/accounts/password/reset/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "email": email}).encode()
    with browser.open(f"{address}/accounts/password/reset/", sent, timeout=20) as page:
        return int(page.status)


def test_everything_is_kept_in_the_folder_named(served: tuple[Path, str]) -> None:
    assert (served[0] / "signoff.sqlite3").exists()
    assert (served[0] / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_first_account_is_made_once(served: tuple[Path, str]) -> None:
    assert make_account(served[0], "too short").returncode == 1
    made = make_account(served[0], "a good long password")
    assert (made.returncode, made.stderr) == (0, "")
    again = make_account(served[0], "a good long password")
    assert again.returncode == 1
    assert "There is an account already" in again.stderr


def make_account(var: Path, password: str) -> subprocess.CompletedProcess[str]:
    """bin/signoff first-account, the password on its input."""
    return subprocess.run(
        [
            ROOT / "bin/signoff",
            "first-account",
            "--name",
            "Helena Brandt",
            "--email",
            "helena@signoff.example",
        ],
        env=surroundings(SIGNOFF_VAR=str(var)),
        input=f"{password}\n",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_instance_is_told_who_serves_and_how_to_go_on(served: tuple[Path, str]) -> None:
    var, address = served
    answer = run("--port", str(free_port()), SIGNOFF_VAR=str(var))
    assert_told(answer, "already being served", address, "Ctrl-C", "SIGNOFF_VAR=")


def test_a_taken_port_is_named_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run("--port", str(port), SIGNOFF_VAR=str(tmp_path))
    assert_told(answer, f"port {port} on 127.0.0.1 is taken", "--port")


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "var"
    assert_told(run("--port", str(free_port()), SIGNOFF_VAR=str(folder)), str(folder), "SIGNOFF_VAR=")


def test_a_database_that_does_not_answer_is_told_with_advice(tmp_path: Path) -> None:
    nowhere = f"postgresql://signoff@127.0.0.1:{free_port()}/signoff"
    answer = run("--port", str(free_port()), SIGNOFF_VAR=str(tmp_path), DATABASE_URL=nowhere)
    assert_told(answer, "the database does not answer", "DATABASE_URL")


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    answer = run("--host", "192.0.2.1", "--port", str(free_port()), SIGNOFF_VAR=str(tmp_path))
    assert_told(answer, "192.0.2.1 is not an address of this machine", "--host 127.0.0.1")


@pytest.mark.parametrize("to_all", [True, False], ids=["as a terminal sends it", "to the server only"])
def test_ctrl_c_ends_it_without_a_word_too_many(prepared: Path, to_all: bool) -> None:
    with serving(prepared) as (process, address):
        urllib.request.urlopen(address + "/accounts/login/").close()
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
        said = process.stdout.read() if process.stdout else ""
        assert process.wait(timeout=20) == 0
    assert "Signoff has stopped." in said
    assert "Traceback" not in said
    assert "Unexpected" not in said


def test_the_demo_is_loaded_once_and_empty_wants_another_folder(tmp_path: Path) -> None:
    with serving(tmp_path) as (_process, address):
        urllib.request.urlopen(address + "/accounts/login/").close()
    assert (tmp_path / "demo-sqlite").read_text() == "yes\n"
    answer = run("--empty", "--port", str(free_port()), SIGNOFF_VAR=str(tmp_path))
    assert_told(answer, "holds the demo project already", "bin/run --empty")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the repository in which nothing has been set up."""
    for name in ("bin", "requirements", "signoff/serving"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("signoff/__init__.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_without_a_python_that_is_new_enough_it_says_which_is_wanted(bare: Path) -> None:
    programs = bare / "programs"
    programs.mkdir()
    for name in ("sh", "dirname"):
        (programs / name).symlink_to(str(shutil.which(name)))
    old = programs / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    assert_told(run(root=bare, PATH=str(programs)), "Python 3.11 or newer", "3.9.2", "Install one")


def test_without_a_network_it_says_so(bare: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/simple"
    silent = {
        "PIP_INDEX_URL": nowhere,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
    }
    answer = run("--port", str(free_port()), root=bare, SIGNOFF_VAR=str(bare / "var"), **silent)
    assert_told(answer, "no network", "run this again")
    assert "Making a Python environment in .venv" in answer.stdout
