"""A process that writes to the organisation “race” so many times: python -m tests.ledger.writer NAME TIMES."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from registry.ledger.recording import recording  # noqa: E402 (after setup)
from registry.models import Channel, Organisation, Party, ProcessingActivity  # noqa: E402 (after setup)

name, times = sys.argv[1], int(sys.argv[2])
organisation = Organisation.objects.filter(slug="race").first()
if organisation is None:
    organisation = Organisation(name="Race", slug="race")
    with recording(by=None, organisation=organisation, channel=Channel.COMMAND):
        organisation.save()
for turn in range(times):
    with recording(by=None, organisation=organisation, channel=Channel.COMMAND, reason=f"{name} {turn}"):
        Party.objects.create(organisation=organisation, name=f"{name} {turn}")
        ProcessingActivity.objects.create(organisation=organisation, name=f"{name} {turn}")
