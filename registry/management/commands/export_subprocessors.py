"""`export_subprocessors`: the subprocessor list of an organisation as a file."""

from typing import Any

from django.utils.translation import gettext as _

from registry.actions.exports import make_subprocessors
from registry.management.exporting import ExportCommand
from registry.render.formats import LIST_FORMATS


class Command(ExportCommand):
    help = _("Writes the subprocessor list of an organisation, published or not.")
    formats = tuple(LIST_FORMATS)

    def handle(self, *args: Any, **options: Any) -> None:
        export = make_subprocessors(**self.asked(options))
        self.deliver(export.content, path=options["output"])
