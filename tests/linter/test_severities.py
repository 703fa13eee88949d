"""Where a finding is milder than its rule, because less is known."""

import pytest

from registry.linter.findings import Severity
from tests.linter.harness import Case, report
from tests.linter.test_examples import EXAMPLES

MILDER = {
    ("joint-controller-contact-missing", 3): Severity.HINT,
    ("dpo-contact-missing", 2): Severity.CHECK,
    ("vulnerable-no-dpia-screening", 3): Severity.HINT,
    ("retention-missing", 5): Severity.CHECK,
    ("uk-schedule1-missing", 3): Severity.CHECK,
}
"""Rule and number of the example that fires it."""


@pytest.mark.parametrize("slug, place", MILDER)
def test_what_is_less_certain_is_milder(slug: str, place: int) -> None:
    case: Case = EXAMPLES[slug].fires[place][0]
    first: Case = EXAMPLES[slug].fires[0][0]
    assert {one.severity for one in report(slug, case).findings} == {MILDER[slug, place]}
    assert not {one.severity for one in report(slug, first).findings} & {MILDER[slug, place]}
