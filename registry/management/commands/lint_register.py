"""`lint_register`: what the rules find in registers; exit code 1 where something is as grave as asked."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry.actions.exports import known, organisation_called
from registry.actions.findings import find
from registry.actions.moments import parse_as_of, parse_on
from registry.linter.engine import PROFILES
from registry.linter.findings import Severity
from registry.linter.report import Report
from registry.linter.text import as_data, as_text
from registry.management.plain import PlainCommand
from registry.models import Organisation

NEVER = "never"
FOUND = 1
"""Exit code where a finding reaches the level."""
FORMATS = ("text", "json")
LEVELS = {severity.value: severity for severity in Severity}


class Command(PlainCommand):
    help = _("Checks registers against the rules; exit code 1 where a finding reaches the level.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "organisations", nargs="*", metavar="ORG_SLUG", help=_("short names (default: all organisations)")
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help=_("the day to check for (default: today)")
        )
        parser.add_argument(
            "--as-of",
            default="",
            metavar="DATE_OR_DATETIME",
            help=_("as it was recorded by then; a day means its end there (default: now)"),
        )
        parser.add_argument(
            "--profile",
            default="",
            metavar="|".join(PROFILES),
            help=_("how much to ask (default: as each organisation has chosen)"),
        )
        parser.add_argument("--format", default="text", metavar="|".join(FORMATS))
        parser.add_argument(
            "--fail-level",
            default=Severity.MISSING.value,
            metavar="|".join((*LEVELS, NEVER)),
            help=_("the mildest finding that ends the command with exit code 1 (default: missing)"),
        )
        parser.add_argument(
            "--rule",
            nargs="+",
            action="extend",
            default=[],
            metavar="SLUG",
            help=_("only these rules, whatever the profile"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known(options["format"], FORMATS, what=_("format"))
        level = known(options["fail_level"], (*LEVELS, NEVER), what=_("level"))
        found = [(one, self.find(one, options)) for one in self.asked(options["organisations"])]
        self.tell(found, format=options["format"])
        if level != NEVER and any(report.reaches(LEVELS[level]) for _organisation, report in found):
            raise SystemExit(FOUND)

    def asked(self, slugs: list[str]) -> list[Organisation]:
        if slugs:
            return [organisation_called(slug) for slug in dict.fromkeys(slugs)]
        return list(Organisation.objects.order_by("name", "pk"))

    def find(self, organisation: Organisation, options: dict[str, Any]) -> Report:
        now, zone = timezone.now(), organisation.timezone
        return find(
            organisation,
            as_of=parse_as_of(options["as_of"], timezone=zone, now=now),
            on=parse_on(options["on"], timezone=zone, now=now),
            profile=options["profile"],
            only=options["rule"],
            by=None,
        )

    def tell(self, found: list[tuple[Organisation, Report]], *, format: str) -> None:  # noqa: A002
        if format == "json":
            data = [as_data(report, slug=one.slug, name=one.name) for one, report in found]
            self.deliver(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode(), path="")
            return
        parts = []
        for organisation, report in found:
            with translation.override(organisation.language):
                parts.append(as_text(report, name=organisation.name))
        self.deliver("\n".join(parts).encode(), path="")
