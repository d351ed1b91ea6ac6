"""What state.json and the files must be."""
# ruff: noqa: E501 (a rule, a row, a line)

from tests.verifier.cases.table import INVALID, VALID, Case, one
from tests.verifier.make import Bundle, canonical, entry, fact, sha


def state_and_files_cases() -> list[Case]:
    right, none = Bundle().members()["state.json"], sha(b"none")
    attach = entry(0, type="files.attach", files=[none])
    erase = entry(1, type="files.erase-file", facts=[fact(f"file:{none}")])
    again = entry(2, type="files.attach", files=[none])
    # fmt: off
    rows: list[tuple[str, Bundle, int, str]] = [
        ("state with a line feed", Bundle(state=right + b"\n"), INVALID, "state.json"),
        ("state without an obj", Bundle(state=b"{}"), INVALID, "state.json"),
        ("state of the empty log with an obj", Bundle(entries=[], files={}, state=canonical({"task:1": {}})), INVALID, "state.json"),
        ("state with an obj too many", Bundle(state=right[:-1] + b',"zzz:1":{}}'), INVALID, "state.json"),
        ("state with an old seq", Bundle(state=right.replace(b'"seq":5', b'"seq":3')), INVALID, "state.json"),
        ("state with another digest", Bundle(state=right.replace(b'"digest":"', b'"digest":"0', 1)), INVALID, "state.json"),
        ("state not canonical", Bundle(state=right.replace(b",", b", ")), INVALID, "state.json"),
        ("state empty", Bundle(state=b""), INVALID, "state.json"),
        ("a file missing", Bundle(files={}), INVALID, "entry 2: files/"),
        ("a file changed", Bundle(files={sha(b"kept"): b"Kept"}), INVALID, "files/"),
        ("a file that no entry names", Bundle(files={sha(b"kept"): b"kept", none: b"none"}), INVALID, "files/"),
        ("a file that only a fact names", Bundle(entries=[entry(0, facts=[fact(f"file:{none}")])], files={none: b"none"}), INVALID, "files/"),
        ("an erased file that is there", Bundle(files={sha(b"kept"): b"kept", sha(b"gone"): b"gone"}), VALID, ""),
        ("an erased file with other content", Bundle(files={sha(b"kept"): b"kept", sha(b"gone"): b"back"}), INVALID, "files/"),
        ("a file erased later", Bundle(entries=[attach, erase], files={}), VALID, ""),
        ("a file erased before", Bundle(entries=[entry(0, type="files.erase-file", facts=[fact(f"file:{none}")]), entry(1, files=[none])], files={}),
         INVALID, "entry 1: files/"),
        ("a file erased by the entry that names it", Bundle(entries=[attach, erase | {"files": [none]}], files={}), INVALID, "entry 1: files/"),
        ("a file erased and named again", Bundle(entries=[attach, erase, again], files={}), INVALID, "entry 2: files/"),
        ("a file erased and there again", Bundle(entries=[attach, erase, again], files={none: b"none"}), VALID, ""),
        ("a file erased by another type", Bundle(entries=[attach, erase | {"type": "files.hide"}], files={}), INVALID, "files/"),
        ("a file named twice", Bundle(entries=[entry(0, files=[none, none])], files={none: b"none"}), VALID, ""),
        ("an empty file", Bundle(entries=[entry(0, files=[sha(b"")])], files={sha(b""): b""}), VALID, ""),
        ("files an object", one(files={}), INVALID, "files is"),
        ("files null", one(files=None), INVALID, "files is"),
        ("files in capitals", one(files=[none.upper()]), INVALID, "files is"),
        ("files with a number", one(files=[1]), INVALID, "files is"),
    ]
    # fmt: on
    return [Case(name, bundle.zipped(), expected, reason) for name, bundle, expected, reason in rows]
