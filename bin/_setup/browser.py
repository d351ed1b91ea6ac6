"""The browser files of others that Signoff serves: fetched by npm as package-lock.json pins them, and copied
to where signoff/ui/vendor.json says. In the wheel they are included, so that its users need no npm."""

import hashlib
import json
import shutil
from pathlib import Path

import packages
from steps import ROOT, VENV, Stop, do, step

LIST = ROOT / "signoff" / "ui" / "vendor.json"
STATIC = ROOT / "signoff" / "ui" / "static"
MODULES = ROOT / "node_modules"


def ready(*, with_tools: bool = False) -> None:
    """See to it that the browser files are in place, and the tests' own tools in node_modules if wanted."""
    tools_missing = with_tools and not stamped(MODULES / ".installed-with-tools")
    if not tools_missing and stamped(STATIC / "vendor" / ".copied"):
        return
    with packages.alone():
        program = npm()
        with step("Fetching the browser files (package-lock.json)"):
            fetch(program, with_tools=with_tools)
            copy()


def pinned() -> str:
    """A digest of what npm is asked for and what is copied of it."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + LIST.read_bytes()).hexdigest()


def stamped(file: Path) -> bool:
    """Whether the file says that it was made from what is pinned now."""
    return file.exists() and file.read_text() == pinned()


def fetch(program: Path, *, with_tools: bool) -> None:
    """Fill node_modules as package-lock.json pins it; no package runs a script of its own."""
    omitted = [] if with_tools else ["--omit=dev"]
    patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"]
    do(
        [program, "ci", *omitted, "--ignore-scripts", *patience],
        failing="npm could not fetch the browser files",
    )
    if with_tools:
        (MODULES / ".installed-with-tools").write_text(pinned())


def npm() -> Path:
    """npm of this machine, else of the Python package that brings it."""
    if found := shutil.which("npm"):
        return Path(found)
    if not packages.installed("node"):
        packages.install("node")
    return VENV / "bin" / "npm"


def copy() -> None:
    """Copy the listed files from node_modules into the static folder."""
    vendor = STATIC / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in json.loads(LIST.read_text()).items():
        if not (MODULES / source).is_file():
            raise Stop(f"npm brought no {source}, which {LIST.relative_to(ROOT)} lists.")
        (STATIC / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, STATIC / target)
    (vendor / ".copied").write_text(pinned())
