"""A revision in one line: what it added, changed and removed."""

from collections import Counter
from collections.abc import Iterable

from django.apps import apps
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.admin.changes import RecordChange
from registry.ledger.recording import CHANGED, CREATED, DELETED

NAMED = 3
"""So many records, and so many items of a record, are named; more are counted."""
KINDS = 4
"""So many kinds of record are named; the others are counted."""
FIRST = (
    "organisation", "processingactivity", "purpose", "datause", "disclosure", "clientcontroller", "transfer",
    "transferground", "retentionrule", "securitymeasure", "service", "party", "agreement", "subprocessor",
)  # fmt: skip
"""What is named before other kinds of record: what the register is made of."""


def headline(changes: Iterable[RecordChange]) -> str:
    """“Retention of “Account data” changed”; of many records how many of each kind. The record whose history it is
    comes first and is not named."""
    found = list(changes)
    others = [change for change in found if not change.own]
    said = [_own(change) for change in found if change.own]
    if len(others) <= NAMED:
        said += [_named(change) for change in others]
    else:
        said.append(counts(Counter((str(change.model._meta.model_name), change.kind) for change in others)))
    return "; ".join(said)


def counts(found: Counter[tuple[str, str]]) -> str:
    """“Purposes: 2 added, 1 changed; Recipients: 3 removed”: kind of record and of change → how many."""
    labels = in_order({label for label, _kind in found})
    said = [
        _("%(kind)s: %(counts)s") % {"kind": _plural(label), "counts": _counts(found, label)}
        for label in labels[:KINDS]
    ]
    if (others := len(labels) - KINDS) > 0:
        said.append(
            ngettext("%(count)s other kind of record", "%(count)s other kinds of record", others)
            % {"count": others}
        )
    return "; ".join(said)


def in_order(labels: Iterable[str]) -> list[str]:
    """Kinds of record (names of models) in the order in which they are told."""
    return sorted(labels, key=lambda label: (FIRST.index(label) if label in FIRST else len(FIRST), label))


def _plural(label: str) -> str:
    return capfirst(str(apps.get_model("registry", label)._meta.verbose_name_plural))


def _counts(found: Counter[tuple[str, str]], label: str) -> str:
    words = {
        CREATED: _("%(count)s added"),
        CHANGED: _("%(count)s changed"),
        DELETED: _("%(count)s removed"),
    }
    return ", ".join(
        said % {"count": found[label, kind]} for kind, said in words.items() if found[label, kind]
    )


def _own(change: RecordChange) -> str:
    words = {"what": capfirst(change.what), "items": _items(change)}
    if change.kind == CREATED:
        return _("%(what)s added") % words
    if change.kind == DELETED:
        return _("%(what)s removed") % words
    return _("%(items)s changed") % words


def _named(change: RecordChange) -> str:
    words = {"what": capfirst(change.what), "name": change.name, "items": _items(change)}
    if change.kind == CREATED:
        return _("%(what)s “%(name)s” added") % words
    if change.kind == DELETED:
        return _("%(what)s “%(name)s” removed") % words
    return _("%(items)s of “%(name)s” changed") % words


def _items(change: RecordChange) -> str:
    if len(change.items) > NAMED:
        count = len(change.items)
        return ngettext("%(count)s item", "%(count)s items", count) % {"count": count}
    return get_text_list([item.item for item in change.items], _("and"))
