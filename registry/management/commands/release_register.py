"""`release_register`: seals the register of an organisation, or prepares that for a second person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.actions.checking import line_of
from registry.actions.exports import organisation_called
from registry.actions.moments import parse_on
from registry.actions.refused import Refused
from registry.actions.releasing import (
    approve_release,
    draft_release,
    prepare_release,
    release_register,
    waiting_release,
)
from registry.documents.edition import CONTENTS
from registry.management.accounts import account_called
from registry.management.plain import PlainCommand
from registry.models import Organisation, Release, User
from registry.render.wording import day


class Command(PlainCommand):
    help = _(
        "Releases the register of an organisation; where a second person approves, prepares the release or, with"
        " --approve, approves the one that waits. Prints what is open, which --by thereby confirms to have seen, and the"
        " witness line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", metavar="ORG_SLUG", help=_("the organisation's short name"))
        parser.add_argument(
            "--by", required=True, metavar="USERNAME", help=_("the privacy officer who answers for it")
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help=_("what is in force on this day (default: today)")
        )
        parser.add_argument(
            "--content",
            default="art30",
            metavar="|".join(CONTENTS),
            help=_("what the article asks, or everything recorded, with pictures (default: art30)"),
        )
        parser.add_argument("--note", default="", help=_("stays inside, in no file"))
        parser.add_argument("--approve", action="store_true", help=_("approve the release that waits"))

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = organisation_called(options["organisation"])
        by = account_called(options["by"])
        try:
            if options["approve"]:
                self.tell(self.approved(organisation, by=by))
            else:
                self.release(organisation, by=by, options=options)
        except PermissionDenied as denied:
            raise Refused(str(denied)) from denied

    def approved(self, organisation: Organisation, *, by: User) -> Release:
        prepared = waiting_release(organisation.pk)
        if prepared is None:
            raise Refused(_("No release of %(name)s is waiting.") % {"name": organisation.name})
        return approve_release(prepared, by=by)

    def release(self, organisation: Organisation, *, by: User, options: dict[str, Any]) -> None:
        on = parse_on(options["on"], timezone=organisation.timezone, now=timezone.now())
        asked: dict[str, Any] = {"on": on, "content": options["content"]}
        draft = draft_release(organisation, **asked)
        asked |= {"by": by, "note": options["note"], "seen": draft.sha256, "confirmed": True}
        if organisation.second_person_approves:
            prepared = prepare_release(organisation, **asked)
            words = {"number": prepared.revision_number, "day": day(on)}
            said = _("Prepared: revision %(number)s, in force on %(day)s. A second person approves it.")
            self.stdout.write(said % words)
        else:
            self.tell(release_register(organisation, **asked))
        for item in draft.open_items:
            self.stderr.write(_("Open: %(item)s") % {"item": item})

    def tell(self, release: Release) -> None:
        self.stdout.write(line_of(release).line)
