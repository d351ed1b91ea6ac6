"""The public standards, by their own examples and where they are easily got wrong: RFC 8032, 6962, 8785 and C2SP."""

import hashlib
import random
from typing import Any

import pytest
import rfc8785

import verify
from tests.verifier import second_notes

# RFC 8032, 7.1: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
IDENTITY = (1).to_bytes(32, "little")
SECRET = 0x1234567890ABCDEF << 128 | 12345


def accepted(public: bytes, message: bytes, signature: bytes) -> bool:
    """Our answer, after the second verifier has given the same."""
    try:
        verify.check_signature(public, message, signature)
        ours = True
    except verify.Invalid:
        ours = False
    assert ours == second_notes.ed25519(public, message, signature)
    return ours


def times(number: int, point: verify.Point) -> verify.Point:
    total = verify.ZERO
    for bit in f"{number:b}":
        total = verify.plus(total, total)
        total = verify.plus(total, point) if bit == "1" else total
    return total


def encoded(point: verify.Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def challenge(r: bytes, public: bytes, message: bytes) -> int:
    return int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L


def made_with(r: bytes, public: bytes, message: bytes, r_scalar: int = 0) -> bytes:
    """What the holder of SECRET answers for this R, whatever it is: S = r + k·a."""
    return r + ((r_scalar + challenge(r, public, message) * SECRET) % L).to_bytes(32, "little")


PUBLIC = encoded(times(SECRET, verify.BASE))


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_signatures_of_rfc_8032_verify_and_no_neighbour_does(public: str, message: str, signature: str) -> None:
    key, text, right = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert accepted(key, text, right)
    assert not accepted(key, text + b"x", right)
    assert not accepted(PUBLIC, text, right)
    for bit in range(0, 512, 37):
        wrong = (int.from_bytes(right, "little") ^ 1 << bit).to_bytes(64, "little")
        assert not accepted(key, text, wrong)


def test_s_must_be_below_the_order() -> None:
    public, message, signature = (bytes.fromhex(each) for each in RFC_8032[1])
    s = int.from_bytes(signature[32:], "little")
    assert not accepted(public, message, signature[:32] + (s + L).to_bytes(32, "little"))


def test_r_must_be_written_in_the_canonical_way() -> None:
    """R is the neutral point, for which SECRET's holder can answer: written in its canonical way, and in two others."""
    above, signed_zero = (P + 1).to_bytes(32, "little"), (1 | 1 << 255).to_bytes(32, "little")
    assert accepted(PUBLIC, b"m", made_with(IDENTITY, PUBLIC, b"m"))
    assert not accepted(PUBLIC, b"m", made_with(above, PUBLIC, b"m"))
    assert not accepted(PUBLIC, b"m", made_with(signed_zero, PUBLIC, b"m"))


def test_a_must_be_written_in_the_canonical_way() -> None:
    signature = PUBLIC + SECRET.to_bytes(32, "little")  # for the neutral key: [S]B = R, whatever is signed
    assert accepted(IDENTITY, b"m", signature)
    assert not accepted((P + 1).to_bytes(32, "little"), b"m", signature)
    assert not accepted((1 | 1 << 255).to_bytes(32, "little"), b"m", signature)


def test_the_equation_is_the_one_without_cofactor() -> None:
    """With a part of order 8 in R or A, eight times the equation always holds; the equation itself only by chance."""
    small = verify.point(ORDER_8)
    assert encoded(times(8, small)) == IDENTITY != encoded(times(4, small))
    r = encoded(verify.plus(times(99, verify.BASE), small))
    assert not accepted(PUBLIC, b"m", made_with(r, PUBLIC, b"m", 99))
    mixed = encoded(verify.plus(times(SECRET, verify.BASE), small))
    r = encoded(times(99, verify.BASE))
    for message in (b"%d" % number for number in range(40)):
        by_chance = challenge(r, mixed, message) % 8 == 0
        assert accepted(mixed, message, made_with(r, mixed, message, 99)) == by_chance


def test_what_is_no_point_is_no_key() -> None:
    not_on_the_curve = (2).to_bytes(32, "little")
    assert not accepted(not_on_the_curve, b"m", bytes(64))
    assert not accepted(PUBLIC, b"m", bytes(64))
    assert not accepted(PUBLIC, b"m", b"")
    assert not accepted(PUBLIC, b"m", made_with(IDENTITY, PUBLIC, b"m") + b"\0")
    assert verify.point(PUBLIC) == verify.point(encoded(verify.point(PUBLIC)))
    with pytest.raises(verify.Invalid):
        verify.point(not_on_the_curve)


def test_the_trees_of_rfc_6962_have_their_known_roots() -> None:
    """The leaves and roots that Certificate Transparency's implementations have shared since the beginning."""
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [hashlib.sha256(b"\0" + bytes.fromhex(each)).digest() for each in data]
    assert verify.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert verify.root_of(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert verify.root_of(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert verify.root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_the_example_note_of_c2sp_verifies() -> None:
    key = verify.read_key(b"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", 1)
    text = b"This is an example message.\n"
    signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    assert verify.has_signed(key, text, verify.read_lines(f"— example.com/foo {signature}\n"))
    assert not verify.has_signed(key, text, verify.read_lines(f"— example.com/bar {signature}\n"))
    with pytest.raises(verify.Invalid):
        verify.has_signed(key, text + b"\n", verify.read_lines(f"— example.com/foo {signature}\n"))


def test_the_members_of_rfc_8785_stand_in_the_order_of_utf_16() -> None:
    order = ["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"]
    text = "{" + ",".join(f"{verify.WRITER.encode(key)}:1" for key in order) + "}"
    assert list(verify.canonical(text.encode())) == order
    swapped = text.replace('"😀":1,"\ufb33":1', '"\ufb33":1,"😀":1')
    assert swapped != text
    with pytest.raises(ValueError, match="out of order"):
        verify.canonical(swapped.encode())


def test_text_is_escaped_as_in_rfc_8785() -> None:
    every = "".join(map(chr, range(0x80))) + "\u2028\u2029\ufeff😀"
    data = rfc8785.dumps(every)
    assert verify.canonical(data) == every
    assert rb"\b\t\n\u000b\f\r\u000e" in data
    assert b"/" in data


def test_what_the_library_writes_is_canonical_and_any_other_order_is_not() -> None:
    chance = random.Random(8785)
    for _ in range(300):
        value = some_value(chance, 4)
        assert verify.canonical(rfc8785.dumps(value)) == value
        if isinstance(value, dict) and len(value) > 1:
            shuffled = dict(sorted(value.items(), key=lambda item: verify.utf16(item[0]), reverse=True))
            with pytest.raises(ValueError, match="out of order"):
                verify.canonical(verify.WRITER.encode(shuffled).encode())


def some_value(chance: random.Random, depth: int) -> Any:
    kind = chance.randrange(7 if depth else 5)
    if kind < 2:
        return chance.choice([0, -1, 2**53 - 1, -(2**53) + 1, chance.randrange(10**6)])
    if kind < 4:
        return "".join(
            chance.choice(['"', "\\", "/", "\n", "\u0000", "\u007f", "é", "€", "\ue000", "😀", "a"]) for _ in range(5)
        )
    if kind == 4:
        return chance.choice([True, False, None])
    if kind == 5:
        return [some_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    return {some_value(chance, 0).__repr__(): some_value(chance, depth - 1) for _ in range(chance.randrange(5))}
