"""`verify_history`: walks every chain and names the first fault."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.actions.release_chain import verify_releases
from registry.ledger.chain import Fault, verify_chain
from registry.ledger.revisions import SHARED, ChainHead
from registry.management.plain import PlainCommand
from registry.models import Organisation, Release

BROKEN = 1
"""Exit code where a chain does not hold."""


class Command(PlainCommand):
    help = _("Walks every chain of revisions and of releases; exit code 1 where one does not hold.")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for name, fault in chains():
            self.stdout.write(line(name, fault))
            faults += fault is not None
        if faults:
            raise SystemExit(BROKEN)


def chains() -> Iterator[tuple[str, Fault | None]]:
    """The name of each chain with its first fault: what all share, then each organisation's revisions and releases."""
    slugs = dict(Organisation.objects.order_by("slug").values_list("pk", "slug"))
    headed = set(ChainHead.objects.values_list("pk", flat=True)) - {SHARED}
    yield _("shared"), verify_chain(SHARED)
    for key in [*slugs, *sorted(headed - slugs.keys())]:
        yield slugs.get(key, f"#{key}"), verify_chain(key)
    released = Release.objects.order_by("organisation_id", "kind").values_list("organisation_id", "kind")
    for key, kind in released.distinct():
        name = _("%(slug)s, releases (%(kind)s)") % {"slug": slugs[key], "kind": kind}
        yield name, verify_releases(key, kind=kind)


def line(name: str, fault: Fault | None) -> str:
    if fault is None:
        return _("%(chain)s: intact") % {"chain": name}
    return _("%(chain)s: broken at %(number)s. %(why)s") % {
        "chain": name,
        "number": fault.number,
        "why": fault.message,
    }
