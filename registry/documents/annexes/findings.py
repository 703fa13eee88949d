"""The annex of what the rules find: a copy has it only where somebody asks for it."""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from registry.documents.register import CURRENT, Annex, Findings, Register


def with_findings(register: Register, findings: Findings) -> Register:
    """The register with one annex more, its last. Raises ValueError where it says less than everything recorded, or
    something else: what Article 30 asks is for others, and what was approved is not what was looked at."""
    if register.content != "full" or register.state != CURRENT:
        raise ValueError(f"findings are no part of a register of {register.content}, {register.state}")
    with translation.override(register.language):
        heading = _("Findings")
    number = len(register.annexes) + 1
    annex = Annex(key="findings", number=number, heading=heading, grids=(), findings=findings)
    return replace(register, annexes=(*register.annexes, annex))
