"""`verify_history`: walks every chain and names the first fault of each."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.actions.release_chain import verify_files, verify_newest, verify_releases
from registry.inventory.snapshot import snapshot
from registry.ledger.chain import Fault, chain_keys, verify_chain
from registry.ledger.ends import lost_end
from registry.ledger.expunged import left_by_expunges
from registry.ledger.revisions import SHARED
from registry.management.plain import PlainCommand
from registry.models import Organisation, Release
from registry.render.wording import universal

BROKEN = 1
"""Exit code where a chain does not hold."""

AT = {
    "revision": gettext_lazy("%(chain)s: broken at revision %(number)s of %(instant)s: %(why)s."),
    "release": gettext_lazy("%(chain)s: broken at release %(number)s of %(instant)s: %(why)s."),
}
AT_MISSING = {
    "revision": gettext_lazy("%(chain)s: broken at revision %(number)s: %(why)s."),
    "release": gettext_lazy("%(chain)s: broken at release %(number)s: %(why)s."),
}
AT_INSTANT = gettext_lazy("%(chain)s: broken at %(instant)s: %(why)s.")
SOMEWHERE = gettext_lazy("%(chain)s: broken: %(why)s.")
Checked = tuple[str, Fault | None, int]
"""Name of a chain, its first fault, and how many of its revisions are expunged."""


class Command(PlainCommand):
    help = _("Walks every chain of revisions and of releases; exit code 1 where one does not hold.")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        with snapshot():
            for name, fault, expunged in chains():
                self.stdout.write(broken(name, fault) if fault else intact(name, expunged=expunged))
                faults += fault is not None
            # Beside another fault this would only repeat it.
            if not faults and (fault := lost_end(connection)):
                self.stdout.write(broken(_("all"), fault))
                faults += 1
        if faults:
            raise SystemExit(BROKEN)


def chains() -> Iterator[Checked]:
    """What all share, each organisation's revisions, then what was published."""
    slugs = dict(Organisation.objects.order_by("slug").values_list("pk", "slug"))
    whole = []
    for key in [SHARED, *slugs, *(key for key in chain_keys() if key != SHARED and key not in slugs)]:
        fault = read(key, lambda key=key: verify_chain(key))
        whole += [] if fault or key == SHARED else [key]
        yield named(key, slugs), fault, len(left_by_expunges(key))
    yield from publications(slugs, whole=whole)


def publications(slugs: dict[int, str], *, whole: list[int]) -> Iterator[Checked]:
    """Each chain of releases. That the newest of an organisation or its files are gone is a line of its own, the
    former where the chain of revisions, whose head knows it, is `whole`."""
    released = Release.objects.order_by("organisation_id", "kind").values_list("organisation_id", "kind")
    for key, kind in released.distinct():
        words = {"chain": named(key, slugs), "kind": kind}
        fault = read(key, lambda key=key, kind=kind: verify_releases(key, kind=kind))
        yield _("%(chain)s, releases (%(kind)s)") % words, fault, 0
    for key in whole:
        if fault := verify_newest(key):
            yield _("%(chain)s, releases") % {"chain": named(key, slugs)}, fault, 0
    if fault := verify_files():
        yield _("releases"), fault, 0


def read(key: int, check: Callable[[], Fault | None]) -> Fault | None:
    """What a check finds, also where a column holds something that its type never does."""
    try:
        return check()
    except (ValueError, TypeError, AttributeError) as error:
        message = _("a row cannot be read (%(why)s)") % {"why": error}
        return Fault(key=key, number=None, instant=None, message=message)


def named(key: int, slugs: dict[int, str]) -> str:
    return _("shared") if key == SHARED else slugs.get(key, f"#{key}")


def intact(name: str, *, expunged: int) -> str:
    if not expunged:
        return _("%(chain)s: intact") % {"chain": name}
    words = {"chain": name, "count": expunged}
    return (
        ngettext(
            "%(chain)s: intact, %(count)s revision expunged",
            "%(chain)s: intact, %(count)s revisions expunged",
            expunged,
        )
        % words
    )


def broken(name: str, fault: Fault) -> str:
    """One fault in one sentence: which chain, which revision or release as far as there is one, and what."""
    sentence = AT_INSTANT if fault.instant else SOMEWHERE
    if fault.number is not None:
        sentence = (AT if fault.instant else AT_MISSING)[fault.of]
    return sentence % {
        "chain": name,
        "number": fault.number,
        "instant": universal(fault.instant) if fault.instant else "",
        "why": fault.message,
    }
