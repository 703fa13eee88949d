"""What the histories should hold, kept in plain Python beside the ledger."""

import copy
from collections.abc import Iterator
from typing import Any

Key = tuple[str, int]
"""Label of the table and number of the record."""
Values = dict[str, Any]


class Told:
    """Versions of each record by revision: `None` says that it was removed; its last values are kept beside."""

    def __init__(self) -> None:
        self.revisions = 0
        self.versions: dict[Key, list[tuple[int, Values, bool]]] = {}

    def write(self, changes: dict[Key, Values | None]) -> None:
        """One revision with these records as they are from now on, or nothing where nothing changed."""
        new = {key: values for key, values in changes.items() if values != self.now(key)}
        self.revisions += bool(new)
        for key, values in new.items():
            last = self.now(key)
            there = values is not None
            kept = copy.deepcopy(values if values is not None else last or {})
            self.versions.setdefault(key, []).append((self.revisions, kept, there))

    def now(self, key: Key) -> Values | None:
        return self.then(key, self.revisions)

    def then(self, key: Key, revision: int) -> Values | None:
        """A record as of a revision; None where it was not there."""
        found = None
        for number, values, there in self.versions.get(key, []):
            if number <= revision:
                found = values if there else None
        return found

    def state(self, label: str, revision: int) -> dict[int, Values]:
        """All records of one kind as of a revision."""
        known = ((pk, self.then((kind, pk), revision)) for kind, pk in self.versions if kind == label)
        return {pk: values for pk, values in known if values is not None}

    def living(self, *labels: str) -> list[Key]:
        return [key for key in self.versions if key[0] in labels and self.now(key) is not None]

    def erase(self, key: Key, name: str, *, erased: str) -> set[int]:
        """Puts the stand-in wherever a field was something else than it is today; returns which revisions it touched.
        Where it touched any, that is a further revision."""
        today = self.now(key)
        going = [
            (number, values)
            for number, values, _there in self.versions[key]
            if values[name] not in ("", erased) and (today is None or values[name] != today[name])
        ]
        for _number, values in going:
            values[name] = erased
        self.revisions += bool(going)
        return {number for number, _values in going}

    def every_revision(self) -> Iterator[int]:
        yield from range(1, self.revisions + 1)
