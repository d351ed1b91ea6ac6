"""The REST search's JSON: pages one after the other, one page, one issue, or a list of issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .json_stream import JsonStream
from .problems import ImportProblem, one_of
from .source import Source

_MOST_NAMES = 20_000
#: what other JSON gives itself away by, in this order: (all these members, what it is)
_OTHERS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"errorMessages"}), "jira-error"),
    (frozenset({"webhookEvent"}), "jira-webhook"),
    (frozenset({"comments", "startAt"}), "jira-comments"),
    (frozenset({"comments", "total"}), "jira-comments"),
    (frozenset({"worklogs"}), "jira-worklogs"),
    (frozenset({"transitions"}), "jira-transitions"),
    (frozenset({"jql", "owner"}), "jira-filters"),
    (frozenset({"values", "startAt"}), "jira-boards"),
    (frozenset({"values", "isLast"}), "jira-boards"),
    (frozenset({"issueTypes", "projectTypeKey"}), "jira-project"),
    (frozenset({"issueTypes", "components"}), "jira-project"),
    (frozenset({"columnConfig"}), "jira-boards"),
    (frozenset({"clauseNames"}), "jira-fields"),
    (frozenset({"schema", "navigable"}), "jira-fields"),
    (frozenset({"statusCategory", "iconUrl"}), "jira-statuses"),
    (frozenset({"accountId", "avatarUrls"}), "jira-people"),
    (frozenset({"cards", "lists"}), "trello"),
    (frozenset({"iid", "web_url"}), "gitlab"),
    (frozenset({"html_url", "number"}), "github"),
    (frozenset({"tracker", "author"}), "redmine"),
    (frozenset({"stacks"}), "deck"),
)


class JsonFile:
    """The issues of a JSON file. `names` (field's id → its name) and `total` are full after one reading."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names: dict[str, str] = {}
        self.total = 0  # what Jira's search found, where it says more than the file holds
        self._seen: set[str] = set()

    def issues(self) -> Iterator[dict[str, Any]]:
        """Each issue as Jira wrote it. Raises ImportProblem where there is none, or something else."""
        found = 0
        self._seen.clear()
        self.total = 0
        with self.source.open_text() as file:
            stream = JsonStream(file)
            while stream.peek():
                for issue in self._top(stream):
                    found += 1
                    yield issue
        if not found:
            raise ImportProblem("not-an-export", what=self._what_else())

    def _top(self, stream: JsonStream) -> Iterator[dict[str, Any]]:
        opening = stream.peek()
        if opening == "[":
            for _ in stream.elements():
                yield from self._page(stream) if stream.peek() == "{" else self._other(stream.value())
        elif opening == "{":
            yield from self._page(stream)
        elif opening == "," or not isinstance(stream.value(), dict | list):
            raise ImportProblem("broken-json", found=opening, wanted="{")

    def _page(self, stream: JsonStream) -> Iterator[dict[str, Any]]:
        """An object: a page of a search (its issues stream), or one issue by itself."""
        rest: dict[str, Any] = {}
        for key in stream.members():
            if key == "issues" and stream.peek() == "[":
                for _ in stream.elements():
                    issue = stream.value()
                    if is_issue(issue):
                        yield issue
                    else:
                        self._other(issue)
                self._seen.add("issues")
            else:
                rest[key] = stream.value()
        self._learn(rest)
        if is_issue(rest):
            yield rest

    def _learn(self, page: dict[str, Any]) -> None:
        names = page.get("names")
        if isinstance(names, dict) and len(self.names) < _MOST_NAMES:
            self.names.update({str(key): str(value) for key, value in names.items() if isinstance(value, str)})
        total = page.get("total")
        if isinstance(total, int) and not isinstance(total, bool):
            self.total = max(self.total, total)
        self._other(page)
        self._other(page.get("values"))

    def _other(self, value: Any) -> tuple[()]:
        """Remember what else was seen, for the message."""
        if isinstance(value, list):
            value = value[0] if value else {}
        if isinstance(value, dict) and len(self._seen) < _MOST_NAMES:
            self._seen.update(str(key) for key in list(value)[:200])
        return ()

    def _what_else(self) -> str:
        if "total" in self._seen and self._seen >= {"issues"} and not self._seen & {"tracker", "key"}:
            return "jira-nothing-found"
        for members, what in _OTHERS:
            if members <= self._seen:
                return what
        if "issues" in self._seen:
            return "jira-nothing-found"
        return "json:" + one_of(sorted(self._seen)) if self._seen else "json-without-objects"


def is_issue(value: Any) -> bool:
    """Whether this is an issue as Jira's REST answers tell it."""
    return isinstance(value, dict) and isinstance(value.get("fields"), dict) and ("key" in value or "id" in value)
