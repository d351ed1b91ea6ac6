"""Whom a policy trusts, in the bundle and pinned."""
# ruff: noqa: E501 (a rule, a row, a line)

import base64
from typing import Any

from tests.verifier import make
from tests.verifier.cases.table import INVALID, VALID, Case
from tests.verifier.make import Bundle, Key


def policy_cases() -> list[Case]:
    text = Bundle().text
    w = [f"witness w{number} {key.vkey}" for number, key in enumerate(make.WITNESSES)]
    signed = [key.line(text) for key in make.WITNESSES]
    log = f"log {make.OUR_LOG.vkey}\n"

    def of(*lines: str, quorum: str = "none", **more: Any) -> Bundle:
        return Bundle(policy=make.policy(*lines, quorum=quorum), **more)

    name, key_id, material = make.OUR_LOG.vkey.split("+", 2)
    # fmt: off
    rows: list[tuple[str, Bundle, int, str]] = [
        ("a policy with comments and spaces", Bundle(policy=f"# ours\n\n \t{log[:-1]}\thttps://x.example \n\t# Ж\nquorum  none\n"), VALID, ""),
        ("a policy that is not ended", Bundle(policy=make.policy()[:-1]), INVALID, "policy"),
        ("an empty policy", Bundle(policy=""), INVALID, "policy"),
        ("a policy without quorum", Bundle(policy=log), INVALID, "quorum"),
        ("a policy with two quorums", Bundle(policy=make.policy() + "quorum none\n"), INVALID, "quorum"),
        ("a policy with a carriage return", Bundle(policy=make.policy().replace("\n", "\r\n")), INVALID, "policy"),
        ("a policy with other bytes in a comment", Bundle(policy=b"# \xff\xfe\n" + make.policy().encode()), VALID, ""),
        ("a policy with a byte 127", Bundle(policy="# \x7f\n" + make.policy()), INVALID, "policy"),
        ("a policy without logs", Bundle(policy="quorum none\n"), INVALID, "policy"),
        ("an unknown line", of("trust me"), INVALID, "policy"),
        ("a keyword in capitals", Bundle(policy=make.policy().replace("log ", "LOG ")), INVALID, "policy"),
        ("a log with two addresses", Bundle(policy=f"{log[:-1]} a b\nquorum none\n"), INVALID, "policy"),
        ("a key of another log", Bundle(policy=make.policy(logs=[make.OUR_LOG, Key("other.example/signoff/x")])), INVALID, "another log"),
        ("two keys of the log", Bundle(policy=make.policy(logs=[make.OLD_LOG, make.OUR_LOG])), VALID, ""),
        ("signed by the older key", Bundle(log=make.OLD_LOG, policy=make.policy(logs=[make.OLD_LOG, make.OUR_LOG])), VALID, ""),
        ("the same key twice", Bundle(policy=log + make.policy()), INVALID, "twice"),
        ("a key id in capitals", Bundle(policy=f"log {name}+{key_id.upper()}+{material}\nquorum none\n"), INVALID, "id"),
        ("a wrong key id", Bundle(policy=f"log {name}+00000000+{material}\nquorum none\n"), INVALID, "id"),
        ("a log key of type 4", Bundle(policy=f"log {make.vkey(name, 4, make.OUR_LOG.public)}\nquorum none\n"), INVALID, "type"),
        ("a witness key of type 1", of(f"witness w {make.vkey('w.example', 1, make.WITNESSES[0].public)}"), INVALID, "type"),
        ("a key of 31 bytes", of(f"witness w {make.vkey('w.example', 4, b'x' * 31)}"), INVALID, "type"),
        ("a key without name", of(f"witness w {make.vkey('', 4, b'x' * 32)}"), INVALID, "policy"),
        ("a quorum of nobody known", of(quorum="w0"), INVALID, "policy"),
        ("a quorum said too early", Bundle(policy=f"{log}quorum w0\n{w[0]}\n"), INVALID, "policy"),
        ("a quorum of one witness, met", of(w[0], quorum="w0", cosignatures=signed[0]), VALID, ""),
        ("a quorum of one witness, in the checkpoint", of(w[0], quorum="w0", lines=signed[0]), VALID, ""),
        ("a quorum of one witness, not met", of(w[0], quorum="w0"), INVALID, "quorum"),
        ("a quorum met by another witness", of(w[0], w[1], quorum="w0", cosignatures=signed[1]), INVALID, "quorum"),
        ("a witness's signature of another tree", of(w[0], cosignatures=make.WITNESSES[0].line("other\n")), INVALID, "signature"),
        ("a witness's time changed", of(w[0], cosignatures=_time_changed(signed[0])), INVALID, "signature"),
        ("a witness's time beyond 2^63", of(w[0], cosignatures=make.WITNESSES[0].line(text, 2**63)), INVALID, "time"),
        ("a witness's time of 2^63 - 1", of(w[0], quorum="w0", cosignatures=make.WITNESSES[0].line(text, 2**63 - 1)), VALID, ""),
        ("the log's key as its witness", of(f"witness w {make.vkey(name, 4, make.OUR_LOG.public)}", quorum="w"), INVALID, "quorum"),
        ("two of three, met", of(*w[:3], "group g 2 w0 w1 w2", quorum="g", cosignatures=signed[0] + signed[2]), VALID, ""),
        ("two of three, one twice", of(*w[:3], "group g 2 w0 w1 w2", quorum="g", cosignatures=signed[0] * 2, lines=signed[0]), INVALID, "quorum"),
        ("all, met", of(*w[:2], "group g all w0 w1", quorum="g", cosignatures=signed[0], lines=signed[1]), VALID, ""),
        ("all, not met", of(*w[:2], "group g all w0 w1", quorum="g", lines=signed[1]), INVALID, "quorum"),
        ("any, met", of(*w[:2], "group g any w0 w1", quorum="g", cosignatures=signed[1]), VALID, ""),
        ("any, not met", of(*w[:2], "group g any w0 w1", quorum="g"), INVALID, "quorum"),
        ("groups of groups, met", of(*w, "group a any w0 w1", "group b all w2 w3", "group c 2 a b", quorum="c", cosignatures="".join(signed[1:])), VALID, ""),
        ("groups of groups, not met", of(*w, "group a any w0 w1", "group b all w2 w3", "group c 2 a b", quorum="c", cosignatures="".join(signed[:3])), INVALID, "quorum"),
        ("a group too small", of(w[0], "group g 2 w0"), INVALID, "policy"),
        ("a group of 0", of(w[0], "group g 0 w0"), INVALID, "policy"),
        ("a group of 01", of(w[0], "group g 01 w0"), INVALID, "policy"),
        ("a group of nobody", of("group g all"), INVALID, "policy"),
        ("a group of the unknown", of("group g any w0", w[0]), INVALID, "policy"),
        ("a group with none", of(w[0], "group g any w0 none"), INVALID, "policy"),
        ("a member twice", of(w[0], "group g any w0 w0"), INVALID, "policy"),
        ("a member of two groups", of(*w[:2], "group g any w0", "group h any w0 w1"), INVALID, "policy"),
        ("a name twice in the policy", of(w[0], w[1].replace("w1", "w0", 1)), INVALID, "policy"),
        ("a witness called none", of(w[0].replace("w0", "none", 1)), INVALID, "policy"),
        ("a witness key twice", of(w[0], w[0].replace("w0", "again", 1)), INVALID, "twice"),
        ("a name of high bytes", Bundle(policy=make.policy(w[0].replace("w0", "ж", 1), quorum="ж"), cosignatures=signed[0]), VALID, ""),
        ("1,000 groups one in another", of(w[0], "group g0 any w0", *(f"group g{n + 1} any g{n}" for n in range(900)), quorum="g900", cosignatures=signed[0]), VALID, ""),
    ]
    # fmt: on
    return [Case(name, bundle.zipped(), expected, reason) for name, bundle, expected, reason in rows]


def _time_changed(line: str) -> str:
    name, blob = line.removeprefix("— ").split(" ")
    made = bytearray(base64.b64decode(blob))
    made[11] ^= 1
    return make.line(name, bytes(made))


def pinned_cases() -> list[Case]:
    ours, other = make.policy().encode(), Key("other.example/signoff/x")
    witness, both = make.WITNESSES[0], make.policy(logs=[make.OLD_LOG, make.OUR_LOG])
    asking = make.policy(f"witness w {witness.vkey}", quorum="w").encode()
    good = Bundle().zipped()
    # fmt: off
    return [
        Case("pinned to its key", good, VALID, "", ours),
        Case("pinned, with other logs", good, VALID, "", make.policy(logs=[other, make.OUR_LOG]).encode()),
        Case("pinned to another key", good, INVALID, "policy", make.policy(logs=[Key(make.ORIGIN, seed="twin")]).encode()),
        Case("pinned to another log", good, INVALID, "policy", make.policy(logs=[other]).encode()),
        Case("pinned to fewer keys", Bundle(policy=both).zipped(), INVALID, "pinned", ours),
        Case("pinned to more keys", good, VALID, "", both.encode()),
        Case("pinned, asking for a witness who signed", Bundle(cosignatures=witness.line(Bundle().text)).zipped(), VALID, "", asking),
        Case("pinned, asking for a witness who did not", good, INVALID, "quorum", asking),
        Case("pinned, a witness's line wrong", Bundle(cosignatures=witness.line("other\n")).zipped(), INVALID, "signature",
             make.policy(f"witness w {witness.vkey}").encode()),
        Case("the same line, not pinned", Bundle(cosignatures=witness.line("other\n")).zipped(), VALID),
    ]
    # fmt: on
