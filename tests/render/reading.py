"""What a reader of a document is owed."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from registry.documents.register import Flow, Grid, Map, Moment, Part
from registry.documents.values import Value


def texts(document: Any) -> Iterator[str]:
    """Every text that a reader is owed: all but keys, codes, and what is said in place of what is there."""
    if isinstance(document, tuple):
        for item in document:
            yield from texts(item)
    elif isinstance(document, Value):
        yield from document.texts
        for line in document.lines:
            yield from filter(None, (line.source, line.reading))
    elif dataclasses.is_dataclass(document) and not isinstance(document, Moment):
        for field in dataclasses.fields(document):
            if field.name not in UNPRINTED | unsaid(document):
                yield from texts(getattr(document, field.name))
    elif isinstance(document, str) and document:
        yield document


def unsaid(document: Any) -> set[str]:
    match document:
        case Grid(rows=()):
            return {"columns"}
        case Flow(recipients=(_, *_)):
            return {*SPOKEN, "absent"}
        case Flow() | Map():
            return {*SPOKEN}
        case Grid() | Part(sheets=(_, *_)):
            return {"empty"}
    return set()


UNPRINTED = frozenset({"schema", "language", "content", "state", "slug", "key", "code", "footing"})
SPOKEN = ("title", "description")
"""Of a picture, for those who do not see it."""
