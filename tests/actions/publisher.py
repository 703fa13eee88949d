"""A process that changes and publishes “race” so many times: python -m tests.actions.publisher NAME TIMES."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from registry.actions.publish import publish_subprocessors  # noqa: E402 (after setup)
from registry.models import Organisation  # noqa: E402 (after setup)
from tests import factories  # noqa: E402 (after setup)

name, times = sys.argv[1], int(sys.argv[2])
organisation = Organisation.objects.filter(slug="race").first() or factories.organisation(
    name="Race", slug="race", subprocessor_page=True
)
for turn in range(times):
    provider = factories.party(organisation, name=f"{name} {turn}")
    factories.subprocessor(organisation, service=factories.service(organisation, party=provider))
    publish_subprocessors(organisation, by=None)
