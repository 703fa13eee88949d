"""The annex of what the rules find: the last one of a register that says everything recorded, and of no other."""

from dataclasses import replace

import pytest

from registry.documents.annexes.findings import with_findings
from registry.documents.canonical import decode, encode, fingerprint
from registry.documents.register import APPROVED, Register
from tests.render import documents
from tests.render.findings import findings, found_register

GOLDEN = "c6b106b103931b70a7b3f60714e78e3dc7581782c9dc1b51d474f920699c45ab"
"""Of the register in tests/render/documents.py, as `regesta.register/3` was written before there were findings."""


def test_register_without_findings_is_the_bytes_that_it_was() -> None:
    assert fingerprint(documents.register()) == GOLDEN
    assert '"findings"' not in encode(documents.register())


def test_findings_are_the_last_annex_and_change_nothing_else() -> None:
    register, found = documents.register(), findings()
    made = with_findings(register, found)
    last = made.annexes[-1]
    assert (last.key, last.number, last.heading, last.grids, last.map) == (
        "findings",
        4,
        "Findings",
        (),
        None,
    )
    assert last.findings == found
    assert replace(made, annexes=made.annexes[:-1]) == register
    assert (register.has_findings, made.has_findings) == (False, True)
    assert fingerprint(made) != GOLDEN


def test_findings_come_back_as_they_were() -> None:
    made = found_register()
    assert decode(encode(made), Register) == made


@pytest.mark.parametrize("other", [{"content": "art30"}, {"state": APPROVED}])
def test_what_is_for_others_or_was_approved_has_none(other: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="findings are no part of a register"):
        with_findings(documents.register(**other), findings())
