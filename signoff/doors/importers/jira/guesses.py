"""What a status, a priority or a type of the file is here: by its name in many languages, by Jira's category."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .columns import Sure
from .words import plain, words

DONE = "done"
_TOKENS = (
    ("done", ("done", "closed", "resolved", "complete", "completed", "finished", "released", "deployed", "live")),
    ("in_review", ("review", "pr", "merge")),
    ("testing", ("test", "testing", "qa", "uat", "verify", "validate", "staging", "acceptance")),
    ("in_progress", ("progress", "doing", "development", "dev", "implementation", "blocked", "hold", "working")),
    ("to_do", ("do", "open", "new", "backlog", "ready", "todo", "waiting", "planned", "idea")),
)


class Guess(NamedTuple):
    """A value here, and how sure we are that it is meant."""

    value: str
    sure: Sure


@lru_cache(maxsize=8192)
def step_of(status: str, category: str = "") -> Guess:
    """A step, or "done". Jira's own category decides what is finished; the name decides the rest."""
    name = words("steps").get(plain(status), "")
    name = DONE if name == "dropped" else name
    kind = words("categories").get(plain(category), "") if category else ""
    if kind == DONE:
        return Guess(DONE, Sure.KNOWN)
    if kind and name == DONE:  # named as done, yet work for Jira: somebody still has to look at it
        return Guess("testing", Sure.GUESS)
    if name:
        return Guess(name, Sure.KNOWN)
    token = _by_token(status)
    if kind:
        return Guess(token if token and token != DONE else kind, Sure.KNOWN if not token else Sure.GUESS)
    return Guess(token or "to_do", Sure.GUESS if token else Sure.NO)


def _by_token(status: str) -> str:
    found = set(re.findall(r"[^\W\d_]+", status.casefold()))
    return next((step for step, tokens in _TOKENS if found & set(tokens)), "")


@lru_cache(maxsize=4096)
def priority_of(name: str) -> Guess:
    """critical, high, medium, low or none (P1)."""
    ways = {"1": "critical", "2": "high", "3": "medium", "4": "low", "none": "none"}
    if not name.strip():
        return Guess("none", Sure.KNOWN)
    found = words("priorities").get(plain(name))
    if found:
        return Guess(ways[found], Sure.KNOWN)
    core = re.sub(r"^\W*(?:p|prio)?\s*\d+\W+|\W+(?:p|prio)?\s*\d+\W*$", "", name.strip(), flags=re.IGNORECASE)
    found = words("priorities").get(plain(core))
    return Guess(ways[found], Sure.GUESS) if found else Guess("none", Sure.NO)


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Guess:
    """feature, bug, autotest, technical_debt or documentation."""
    if not name.strip():
        return Guess("feature", Sure.KNOWN)
    found = words("kinds").get(plain(name))
    if found:
        return Guess(found, Sure.KNOWN)
    tokens = re.findall(r"[^\W\d_]+", name.casefold())
    found = next((words("kinds")[token] for token in tokens if words("kinds").get(token, "feature") != "feature"), "")
    return Guess(found or "feature", Sure.GUESS if found else Sure.NO)
