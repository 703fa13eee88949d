"""Rows that differ in one column only are said once."""

from registry.documents.grids import joined
from registry.documents.values import MISSING, filled


def test_rows_that_differ_in_one_column_become_one_in_the_order_of_the_first() -> None:
    name, mail, address = filled("Name"), filled("E-mail"), filled("Address")
    days, years = filled("30 days"), filled("2 years")
    assert joined([(name, days), (mail, years), (address, days)], column=0) == (
        (filled("Name", "Address"), days),
        (mail, years),
    )
    assert joined([(days, name, MISSING), (days, mail, MISSING)], column=1) == (
        (days, filled("Name", "E-mail"), MISSING),
    )
    assert joined([(name, days), (filled("Name", "E-mail"), days)], column=0) == (
        (filled("Name", "E-mail"), days),
    )
    assert joined([], column=0) == ()
