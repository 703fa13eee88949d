"""All rules, and the themes that they are listed under."""

import pkgutil
from functools import cache
from importlib import import_module

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.linter import rules as package
from registry.linter.rule import DECLARED, Rule

THEMES: dict[str, str | Promise] = {
    "A": gettext_lazy("Parties"),
    "B": gettext_lazy("Purposes and legal bases"),
    "C": gettext_lazy("Special categories, criminal data, identification numbers"),
    "D": gettext_lazy("Data subjects and data"),
    "E": gettext_lazy("Time limits for erasure"),
    "F": gettext_lazy("Recipients, processors and sub-processors"),
    "G": gettext_lazy("Transfers"),
    "H": gettext_lazy("Security"),
    "I": gettext_lazy("Impact assessments and automated decisions"),
    "J": gettext_lazy("Rights and notices"),
    "K": gettext_lazy("The processor's record"),
    "L": gettext_lazy("Governance and quality of the data"),
}


class UnknownRule(ValueError):
    """A slug that no rule has."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return tuple(sorted(DECLARED.values(), key=lambda one: one.code))


def rule_named(slug: str) -> Rule:
    """The rule with this slug. Raises UnknownRule."""
    all_rules()
    if slug not in DECLARED:
        raise UnknownRule(_("There is no rule “%(slug)s”; list_rules names them all.") % {"slug": slug})
    return DECLARED[slug]
