"""`list_rules`: every rule, for people, for machines, or as the page of the documentation."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from registry.actions.exports import known
from registry.linter import handbook
from registry.management.plain import PlainCommand

FORMATS = {
    "text": handbook.as_text,
    "json": lambda: f"{json.dumps(handbook.as_data(), ensure_ascii=False, indent=2)}\n",
    "markdown": handbook.as_markdown,
}


class Command(PlainCommand):
    help = _("Lists the rules that registers are checked against.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", default="text", metavar="|".join(FORMATS))

    def handle(self, *args: Any, **options: Any) -> None:
        write = FORMATS[known(options["format"], FORMATS, what=_("format"))]
        self.deliver(write().encode(), path="")
