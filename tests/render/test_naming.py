"""Names of files."""

from registry.render.naming import filename
from tests.render import documents
from tests.render.findings import found_register


def test_filename_says_what_whose_and_which_day() -> None:
    register = documents.register(content="art30")
    assert filename(register, "pdf") == "regesta-example-register-2026-11-20.pdf"
    assert filename(documents.register(), "xlsx") == "regesta-example-register-full-2026-11-20.xlsx"
    found = found_register()
    assert filename(found, "pdf") == "regesta-example-register-full-findings-2026-11-20.pdf"
    assert filename(documents.subprocessor_list(), "csv") == "regesta-example-subprocessors-2026-11-20.csv"
