"""`export_register`: the Article 30 register of an organisation as a file."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from registry.actions.exports import make_register
from registry.documents.edition import CONTENTS
from registry.documents.register import CURRENT, STATES
from registry.documents.registers import SHOWN
from registry.management.exporting import ExportCommand
from registry.render.formats import FORMATS


class Command(ExportCommand):
    help = _("Writes the Article 30 register of an organisation.")
    formats = tuple(FORMATS)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--content",
            default="art30",
            metavar="|".join(CONTENTS),
            help=_("what the article asks, or everything recorded, with pictures (default: art30)"),
        )
        parser.add_argument(
            "--state",
            default=CURRENT,
            metavar="|".join(STATES),
            help=_("each activity as recorded, or as it was last approved (default: current)"),
        )
        parser.add_argument(
            "--part", default="all", metavar="|".join(SHOWN), help=_("which of its parts (default: all)")
        )

        parser.add_argument(
            "--findings",
            action="store_true",
            help=_("with an annex of what the rules find; only with everything recorded"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        which = {name: options[name] for name in ("content", "part", "state", "findings")}
        export = make_register(**self.asked(options), **which)
        self.deliver(export.content, path=options["output"])
