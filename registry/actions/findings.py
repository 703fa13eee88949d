"""What the rules find in a register, for the admin and the command line alike."""

import datetime as dt
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from registry.actions.exports import known, refuse_unless_reader
from registry.actions.refused import Refused
from registry.documents.inventory import Inventory
from registry.inventory import read_inventory
from registry.linter.catalogue import UnknownRule
from registry.linter.engine import lint
from registry.linter.report import Report
from registry.linter.rule import Profile
from registry.models import Organisation, User

PROFILES_BY_CODE = {profile.value: profile for profile in Profile}
PROFILES = tuple(PROFILES_BY_CODE)


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
    known(profile or PROFILES[0], PROFILES, what=_("profile"))
    refuse_unless_reader(organisation, by=by)
    inventory = read_inventory(organisation=organisation, as_of=as_of)
    with translation.override(organisation.language):
        try:
            return found_in(inventory, on=on, profile=profile, only=only)
        except UnknownRule as error:
            raise Refused(str(error)) from error


def found_in(inventory: Inventory, *, on: dt.date, profile: str = "", only: Iterable[str] = ()) -> Report:
    """The findings on a day in an inventory, in the language that is active. `profile` “” is that of the organisation
    as it was recorded. No query. Raises UnknownRule."""
    recorded = inventory.organisation.profile if inventory.organisation else None
    chosen = profile or (recorded.code if recorded else PROFILES[0])
    return lint(inventory, on=on, profile=PROFILES_BY_CODE[chosen], only=only)
