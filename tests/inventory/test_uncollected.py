"""The search for garbage is off while records are read, and on again after it."""

import gc
from collections.abc import Iterator

import pytest

from registry.inventory.uncollected import uncollected


@pytest.fixture(autouse=True)
def _searching() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_search_is_off_inside_and_on_again_after_it() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_reading_inside_another_leaves_it_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_readings_that_overlap_leave_it_on() -> None:
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_failure_turns_it_on_again() -> None:
    with pytest.raises(ValueError, match="no such day"), uncollected():
        raise ValueError("no such day")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
