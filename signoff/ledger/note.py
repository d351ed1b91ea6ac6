"""C2SP signed notes: checkpoints (tlog-checkpoint), receipts (tlog-proof) and policies (tlog-policy)."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence

ED25519_LOG_KEY = b"\x01"


def key_id(name: str, public_key: bytes) -> bytes:
    """The four bytes by which a note names its key (C2SP signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519_LOG_KEY + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """The key as policies and people hand it on: `<name>+<hex id>+<base64 of type and key>`."""
    return f"{name}+{key_id(name, public_key).hex()}+{b64encode(ED25519_LOG_KEY + public_key).decode()}"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """What is signed: origin, size, root, a line each (C2SP tlog-checkpoint)."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


def signed_note(text: str, name: str, public_key: bytes, signature: bytes) -> str:
    """The text with its signature line."""
    return f"{text}\n— {name} {b64encode(key_id(name, public_key) + signature).decode()}\n"


def proof_text(index: int, proof: Sequence[bytes], checkpoint: str) -> str:
    """A receipt: that entry `index` is in the tree of the checkpoint (C2SP tlog-proof)."""
    hashes = "".join(f"{b64encode(each).decode()}\n" for each in proof)
    return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{checkpoint}"


def policy_text(name: str, public_key: bytes) -> str:
    """The policy of a log that waits for no witness (C2SP tlog-policy)."""
    return f"log {verifier_key(name, public_key)}\nquorum none\n"
