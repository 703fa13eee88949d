"""Reading many records without Python looking for garbage among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside: records hold none, and every few hundred of them all others were walked again, a
    quarter of the time that reading a large register took. Whoever turned the search off turns it on again, so that
    readings may overlap and stand inside each other."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
