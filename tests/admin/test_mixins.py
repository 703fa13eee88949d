"""Pages are mixed into the admin of a model: what one keeps to itself is no name of another."""

from collections import defaultdict
from typing import Any

import pytest
from django.contrib import admin

HANDED_DOWN = {"_words_of"}
"""Overridden on purpose."""


def private_names(kind: type[Any]) -> dict[str, list[str]]:
    """Private method → the classes of ours that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in kind.__mro__:
        if part.__module__.startswith("registry."):
            for name, value in vars(part).items():
                if name.startswith("_") and not name.startswith("__") and callable(value):
                    found[name].append(part.__name__)
    return found


ADMINS = sorted({type(one) for one in admin.site._registry.values()}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", ADMINS, ids=lambda kind: kind.__name__)
def test_no_page_takes_the_private_name_of_another(kind: type[Any]) -> None:
    names = private_names(kind)
    assert {name: own for name, own in names.items() if len(own) > 1 and name not in HANDED_DOWN} == {}


def test_a_name_taken_twice_is_found() -> None:
    class One:
        def _same(self) -> None: ...

    class Other:
        def _same(self) -> None: ...

    One.__module__ = Other.__module__ = "registry.admin.example"
    assert private_names(type("Both", (One, Other), {}))["_same"] == ["One", "Other"]
