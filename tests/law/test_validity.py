"""The first and the last day both count."""

from datetime import date

import pytest

from registry.law.facts import Validity
from registry.law.validity import in_force

FIRST = date(2021, 6, 28)
LAST = date(2025, 6, 27)


@pytest.mark.parametrize(
    "first,last,on,answer",
    [
        (FIRST, LAST, date(2021, 6, 27), False),
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, date(2025, 6, 28), False),
        (None, LAST, date.min, True),
        (FIRST, None, date.max, True),
        (None, None, FIRST, True),
    ],
)
def test_in_force_includes_both_ends(first, last, on, answer):
    assert in_force(Validity(valid_from=first, valid_until=last), on) is answer


def test_validity_refuses_an_end_before_the_beginning():
    with pytest.raises(ValueError, match="valid_until lies before valid_from"):
        Validity(valid_from=LAST, valid_until=FIRST)
