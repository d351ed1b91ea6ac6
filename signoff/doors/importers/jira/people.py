"""Who of the file is who here: by address, by name, or as the importing person says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .columns import Sure
from .values import JiraPerson
from .words import plain

_MOST_REMEMBERED = 20_000


class KnownPerson(NamedTuple):
    """A person of the project, by pseudonymous id."""

    pid: str
    name: str
    email: str


class People:
    """Matches people. `said`: name or id in the file → pid, or "" for "keep the name only"."""

    def __init__(
        self,
        known: Iterable[KnownPerson] = (),
        said: Mapping[str, str] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.names = names or {}
        self._said = said or {}
        self._found: dict[JiraPerson, tuple[str, Sure]] = {}
        known = list(known)
        self._pids = {person.pid for person in known}
        self._by_email = {person.email.casefold(): person.pid for person in known if person.email}
        self._by_name: dict[str, str] = {}
        for person in known:
            name = plain(person.name)
            self._by_name[name] = "" if name in self._by_name else person.pid  # two of one name: nobody

    def label_of(self, person: JiraPerson | None) -> str:
        """The name to show and keep."""
        if person is None:
            return ""
        return person.name or self.names.get(person.id, "") or person.label

    def match(self, person: JiraPerson | None) -> tuple[str, Sure]:
        """The pid, or "", and how we know."""
        if person is None:
            return "", Sure.NO
        found = self._found.get(person)
        if found is None:
            found = self._match(person)
            if len(self._found) < _MOST_REMEMBERED:
                self._found[person] = found
        return found

    def _match(self, person: JiraPerson) -> tuple[str, Sure]:
        label = self.label_of(person)
        for name in (label, person.id, person.email):
            if name and name in self._said:
                pid = self._said[name]
                return (pid if pid in self._pids else ""), Sure.KNOWN
        email = self._by_email.get(person.email.casefold()) if person.email else None
        if email:
            return email, Sure.KNOWN
        found = self._by_email.get(label.casefold()) or self._by_name.get(plain(label), "")
        return found, Sure.GUESS if found else Sure.NO

    def pid_of(self, person: JiraPerson | None) -> str:
        return self.match(person)[0]
