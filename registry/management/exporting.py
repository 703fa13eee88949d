"""What the commands that write documents share: whose document, which moment, where to."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.actions.exports import organisation_called
from registry.actions.moments import parse_as_of, parse_on
from registry.management.plain import PlainCommand


class ExportCommand(PlainCommand):
    """A command that writes one document of one organisation."""

    formats: tuple[str, ...]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", metavar="ORG_SLUG", help=_("the organisation's short name"))
        parser.add_argument("--format", required=True, metavar="|".join(self.formats))
        parser.add_argument(
            "--as-of",
            default="",
            metavar="DATE_OR_DATETIME",
            help=_("as it was recorded by then; a day means its end there (default: now)"),
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help=_("what is in force on this day (default: today)")
        )
        parser.add_argument(
            "--output", default="", metavar="FILE", help=_("where to write (default: standard output)")
        )

    def asked(self, options: dict[str, Any]) -> dict[str, Any]:
        """The arguments of `make_register` and `make_subprocessors` that both share. Raises Refused."""
        now = timezone.now()
        organisation = organisation_called(options["organisation"])
        zone = organisation.timezone
        return {
            "organisation": organisation,
            "as_of": parse_as_of(options["as_of"], timezone=zone, now=now),
            "on": parse_on(options["on"], timezone=zone, now=now),
            "format": options["format"],
            "by": None,
            "now": now,
        }
