"""A process that writes names and erases them again: python -m tests.actions.expunger SLUG TIMES."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from registry.actions.expunge import expunge  # noqa: E402 (after setup)
from registry.models import Organisation, Party, User  # noqa: E402 (after setup)
from tests import factories  # noqa: E402 (after setup)

slug, times = sys.argv[1], int(sys.argv[2])
organisation = Organisation.objects.filter(slug=slug).first() or factories.organisation(name=slug, slug=slug)
by = User.objects.filter(username="installer").first() or factories.account(
    username="installer", is_superuser=True
)
for turn in range(times):
    person = factories.party(organisation, name=f"Jane Doe {os.getpid()} {turn}")
    factories.changed(person, name=f"Office {os.getpid()} {turn}")
    expunge(Party, person.pk, fields=["name"], by=by, reason="asked for")
