"""A process that writes the history that other tests tamper with: python -m tests.management.commands.told."""

import datetime as dt
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from registry.actions.publish import publish_subprocessors  # noqa: E402 (after setup)
from registry.actions.releasing import (  # noqa: E402 (after setup)
    approve_release,
    prepare_release,
    release_register,
)
from registry.models import Organisation, Subprocessor  # noqa: E402 (after setup)
from tests import factories  # noqa: E402 (after setup)

ON = dt.date(2026, 11, 20)


def tell() -> None:
    """Acme records something after its second publication (revisions 1 to 8); Other's last act is its first one; Third
    releases its register twice, alone at revision 2 and by two persons at revision 3, and does nothing after that."""
    acme = factories.organisation(subprocessor_page=True)
    party = factories.party(acme, name="Vendor", country="DE")
    measures = [factories.measure(acme, title="Locks")]
    activity = factories.activity(acme, name="Payroll", measures=measures)
    entry: Subprocessor = factories.subprocessor(acme)
    publish_subprocessors(acme, by=None)
    factories.changed(activity, name="Wages")
    factories.changed(entry, concerns="Messages")
    publish_subprocessors(acme, by=None)
    factories.changed(party, note="Paid monthly")
    other: Organisation = factories.organisation(name="Other", slug="other", subprocessor_page=True)
    factories.subprocessor(other)
    publish_subprocessors(other, by=None)
    third: Organisation = factories.organisation(name="Third", slug="third")
    first, second = (factories.account(third, username=name) for name in ("first", "second"))
    activity = factories.activity(third, name="Books")
    release_register(third, by=first, on=ON, confirmed=True)
    factories.changed(activity, name="Ledgers")
    approve_release(prepare_release(third, by=first, on=ON, confirmed=True), by=second)


if __name__ == "__main__":
    tell()
