"""`diff_register`: what changed in the register of an organisation between two moments, with who, when and why."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.actions.comparisons import make_difference
from registry.actions.exports import organisation_called
from registry.actions.moments import parse_as_of, parse_on
from registry.management.plain import PlainCommand
from registry.render.differences.formats import DIFFERENCE_FORMATS


class Command(PlainCommand):
    help = _("Writes what changed in the Article 30 register of an organisation between two moments.")

    def add_arguments(self, parser: CommandParser) -> None:
        moment = _("a day, which means its end there, or a time: 2026-01-31 or 2026-01-31T14:30")
        parser.add_argument("organisation", metavar="ORG_SLUG", help=_("the organisation's short name"))
        parser.add_argument("since", metavar="FROM", help=moment)
        parser.add_argument("until", metavar="TO", help=moment)
        parser.add_argument(
            "--on",
            default="",
            metavar="DATE",
            help=_("what is in force is judged on this day (default: on each side the day of its moment)"),
        )
        parser.add_argument("--format", default="text", metavar="|".join(DIFFERENCE_FORMATS))
        parser.add_argument(
            "--output", default="", metavar="FILE", help=_("where to write (default: standard output)")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        organisation = organisation_called(options["organisation"])
        zone = organisation.timezone
        export = make_difference(
            organisation,
            since=parse_as_of(options["since"], timezone=zone, now=now),
            until=parse_as_of(options["until"], timezone=zone, now=now),
            on=parse_on(options["on"], timezone=zone, now=now) if options["on"] else None,
            format=options["format"],
            by=None,
            now=now,
        )
        self.deliver(export.content, path=options["output"])
