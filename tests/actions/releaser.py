"""A process that changes and releases “race” so many times: python -m tests.actions.releaser NAME TIMES."""

import datetime as dt
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from registry.actions.refused import Refused  # noqa: E402 (after setup)
from registry.actions.releasing import release_register  # noqa: E402 (after setup)
from registry.models import Organisation, User  # noqa: E402 (after setup)
from tests import factories  # noqa: E402 (after setup)

name, times = sys.argv[1], int(sys.argv[2])
organisation = Organisation.objects.filter(slug="race").first()
if organisation is None:
    organisation = factories.organisation(name="Race", slug="race")
    factories.account(organisation)
by, done, refused = User.objects.get(), 0, 0
while done < times and refused < 100:
    factories.party(organisation, name=f"{name} {done} {refused}")
    try:
        release_register(organisation, by=by, on=dt.date(2026, 11, 20), confirmed=True)
        done += 1
    except Refused:
        refused += 1
sys.stdout.write(f"{done} {refused}")
