"""What the rules find in a register, for the admin and the command line alike."""

import datetime as dt
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from registry.actions.exports import known, refuse_unless_reader
from registry.actions.refused import Refused
from registry.inventory import read_inventory
from registry.linter.catalogue import UnknownRule
from registry.linter.engine import PROFILES, found_in
from registry.linter.report import Report
from registry.models import Organisation, User


def find(
    organisation: Organisation,
    *,
    as_of: dt.datetime | None,
    on: dt.date,
    profile: str = "",
    only: Iterable[str] = (),
    by: User | None,
) -> Report:
    """The findings on a day in what was recorded as of an instant (None: now), in the organisation's language.

    `profile` “” is that of the organisation as it was recorded; `only` names the only rules to ask; `by` None is the
    command line. Queries: those of one inventory. Raises Refused for an unknown word, PermissionDenied.
    """
    if profile:
        known(profile, PROFILES, what=_("profile"))
    refuse_unless_reader(organisation, by=by)
    inventory = read_inventory(organisation=organisation, as_of=as_of)
    with translation.override(organisation.language):
        try:
            return found_in(inventory, on=on, profile=profile, only=only)
        except UnknownRule as error:
            raise Refused(str(error)) from error
