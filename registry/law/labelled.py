"""Enumerations whose members are codes for machines and carry a label for people."""

from enum import StrEnum
from typing import Self

from django.utils.functional import Promise


class Labelled(StrEnum):
    """A member is its code and equals it: `NAME = "code", _("label")`."""

    label: str | Promise

    def __new__(cls, code: str, label: str | Promise) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
