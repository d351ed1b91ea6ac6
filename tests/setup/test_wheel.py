"""The wheel holds all that serving needs."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel that is built from the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(build, cwd=ROOT, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("signoff-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_and_the_verifier(names: set[str]) -> None:
    assert {"signoff/settings.py", "signoff/verify.py", "signoff/ui/vendor.json"} <= names


def test_the_wheel_holds_every_browser_file(names: set[str]) -> None:
    listed = json.loads((ROOT / "signoff/ui/vendor.json").read_text()).values()
    assert {f"signoff/ui/static/{target}" for target in listed} <= names


def test_the_wheel_holds_no_tests(names: set[str]) -> None:
    assert not [name for name in names if "/tests/" in name]
