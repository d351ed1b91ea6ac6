"""What a checkpoint is, and what stands under it."""
# ruff: noqa: E501 (a rule, a row, a line)

import base64

from tests.verifier import make
from tests.verifier.cases.table import INVALID, VALID, Case
from tests.verifier.make import Bundle, Key, b64, entry


def note_cases() -> list[Case]:
    b, text, good = Bundle(), Bundle().text, Bundle().signed()
    signature = make.OUR_LOG.line(text)
    stranger, twin = Key("stranger.example/log"), Key(make.ORIGIN, seed="twin")
    entries = [entry(0)]

    def signed(changed: str, *more: str) -> Bundle:
        return Bundle(checkpoint=f"{changed}\n{make.OUR_LOG.line(changed)}{''.join(more)}")

    def at(origin: str) -> Bundle:
        log = Key(origin)
        return Bundle(
            entries=[each | {"log": origin} for each in entries],
            files={},
            origin=origin,
            log=log,
            policy=make.policy(logs=[log]),
        )

    def unknown(size: int) -> str:
        return make.line("stranger.example/log", b"x" * size)

    spoilt = signature.replace("A", "B", 1) if "A" in signature[-60:] else signature[:-6] + "AAA=\n"
    # fmt: off
    rows: list[tuple[str, Bundle, int, str]] = [
        ("a host with a port", at("localhost:8000/signoff/Ab_-9"), VALID, ""),
        ("a host in capitals", at("Signoff.example/signoff/x"), INVALID, "checkpoint"),
        ("an origin of another kind", at("signoff.example/log/x"), INVALID, "checkpoint"),
        ("an origin without id", at("signoff.example/signoff/"), INVALID, "checkpoint"),
        ("an origin with a path", at("signoff.example/signoff/x/y"), INVALID, "checkpoint"),
        ("a port in other digits", at("a:٣/signoff/x"), INVALID, "checkpoint"),
        ("a size with a leading zero", signed(text.replace("\n7\n", "\n07\n")), INVALID, "checkpoint"),
        ("a size with a plus", signed(text.replace("\n7\n", "\n+7\n")), INVALID, "checkpoint"),
        ("a size in other digits", signed(text.replace("\n7\n", "\n٧\n")), INVALID, "checkpoint"),
        ("a size of 5,000 digits", signed(text.replace("\n7\n", f"\n{'9' * 5000}\n")), INVALID, "checkpoint"),
        ("a size too large", signed(text.replace("\n7\n", "\n8\n")), INVALID, "7 entries"),
        ("a size too small", signed(text.replace("\n7\n", "\n6\n")), INVALID, "7 entries"),
        ("another root", signed(make.head(7, b"r" * 32)), INVALID, "root"),
        ("a root too short", signed(f"{make.ORIGIN}\n7\n{b64(b'r' * 31)}\n"), INVALID, "checkpoint"),
        ("a root whose base64 has loose bits", signed(text.replace("=\n", "") [:-1] + "B=\n"), INVALID, "checkpoint"),
        ("an extension line", signed(text + "more\n"), INVALID, "checkpoint"),
        ("carriage returns in the checkpoint", signed(text.replace("\n", "\r\n")), INVALID, "checkpoint"),
        ("no signature", Bundle(checkpoint=text + "\n"), INVALID, "policy"),
        ("no empty line", Bundle(checkpoint=text), INVALID, "checkpoint"),
        ("an empty checkpoint", Bundle(checkpoint=""), INVALID, "checkpoint"),
        ("a last line that is not ended", Bundle(checkpoint=good[:-1]), INVALID, "signatures"),
        ("an empty line at the end", Bundle(checkpoint=good + "\n"), INVALID, "checkpoint"),
        ("a hyphen for the dash", Bundle(checkpoint=good.replace("—", "-")), INVALID, "signatures"),
        ("two spaces", Bundle(checkpoint=good.replace("— ", "—  ")), INVALID, "signatures"),
        ("a wrong signature", Bundle(checkpoint=f"{text}\n{spoilt}"), INVALID, ""),
        ("signed by a stranger alone", Bundle(log=stranger), INVALID, "signed"),
        ("signed by another key of the same name", Bundle(log=twin), INVALID, "signed"),
        ("the log's line twice", Bundle(lines=signature), VALID, ""),
        ("the log's line right and wrong", Bundle(lines=make.OUR_LOG.line("other\n")), INVALID, "signature"),
        ("the log's name with an unknown id", Bundle(lines=make.line(make.ORIGIN, b"x" * 68)), VALID, ""),
        ("the log's id with an unknown name", Bundle(lines=make.line("other.example", make.key_id(make.ORIGIN, 1, make.OUR_LOG.public) + b"x" * 64)), VALID, ""),
        ("an unknown line of 5 bytes", Bundle(lines=unknown(5)), VALID, ""),
        ("an unknown line of 4 bytes", Bundle(lines=unknown(4)), INVALID, "signatures"),
        ("an unknown line of loose base64", Bundle(lines="— stranger.example eHh4eHh=\n"), INVALID, "signatures"),
        ("an unknown line without padding", Bundle(lines="— stranger.example eHh4eHg\n"), INVALID, "signatures"),
        ("an unknown line with a plus in its name", Bundle(lines="— stranger+x eHh4eHh4\n"), INVALID, "signatures"),
        ("an unknown line with a Unicode space in its name", Bundle(lines="— stranger\u2003x eHh4eHh4\n"), INVALID, "signatures"),
        ("an unknown line with a control character", Bundle(lines="— stranger\u0001x eHh4eHh4\n"), INVALID, "signatures"),
        ("an unknown line with a Cyrillic name", Bundle(lines="— свидетель.рф eHh4eHh4\n"), VALID, ""),
        ("a note that is not UTF-8", Bundle(checkpoint=good.encode() + "— ".encode() + b"\xff eHh4eHh4\n"), INVALID, "checkpoint"),
        ("16 signature lines", Bundle(lines=unknown(9) * 15), VALID, ""),
        ("17 signature lines", Bundle(lines=unknown(9) * 16), INVALID, "signatures"),
        ("a signature too short", Bundle(lines=make.line(make.ORIGIN, make.key_id(make.ORIGIN, 1, make.OUR_LOG.public) + b"x" * 63)), INVALID, "policy"),
        ("a signature too long", Bundle(checkpoint=f"{text}\n" + _longer(signature)), INVALID, "policy"),
        ("the log's line only among the cosignatures", Bundle(checkpoint=f"{text}\n{unknown(9)}", cosignatures=signature), INVALID, "signed"),
        ("the log's line also among the cosignatures", Bundle(cosignatures=signature), VALID, ""),
        ("the log's line wrong among the cosignatures", Bundle(cosignatures=make.OUR_LOG.line("other\n")), INVALID, "signature"),
        ("cosignatures not ended", Bundle(cosignatures=unknown(9)[:-1]), INVALID, "signatures"),
        ("cosignatures of an empty line", Bundle(cosignatures="\n"), INVALID, "signatures"),
        ("16 cosignatures", Bundle(cosignatures=unknown(9) * 16), VALID, ""),
        ("17 cosignatures", Bundle(cosignatures=unknown(9) * 17), INVALID, "signatures"),
        ("cosignatures that are not UTF-8", Bundle(cosignatures=b"\xff\n"), INVALID, ""),
    ]
    assert b.text == text
    return [Case(name, bundle.zipped(), expected, reason) for name, bundle, expected, reason in rows]


def _longer(line: str) -> str:
    name, blob = line.removeprefix("— ").split(" ")
    return make.line(name, base64.b64decode(blob) + b"x")
