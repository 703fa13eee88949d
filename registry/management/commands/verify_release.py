"""`verify_release`: whether a file is what was released."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from registry.actions.checking import check_file
from registry.actions.refused import Refused
from registry.management.plain import PlainCommand
from registry.models import Release
from registry.render.attached import LARGEST

NOT_SHOWN = 1
"""Exit code where a file is not an unaltered release, or cannot be shown to be one."""


class Command(PlainCommand):
    help = _(
        "Says which release a file is, whether it was altered, and where it stands in its chain; also of a file from"
        " another machine. Prints its witness line. Exit code 0: unaltered, 1: not so, or not to be shown."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.pdf", help=_("a PDF, or any other file of a release"))
        parser.add_argument(
            "--witness",
            default="",
            metavar="LINE",
            help=_("the line that the organisation published: number, instant and fingerprint"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_file(read(options["file"]), known=Release.objects.all(), line=options["witness"])
        for sentence in checked.sentences:
            self.stdout.write(sentence)
        if checked.line:
            self.stdout.write(checked.line)
        if not checked.unaltered:
            raise SystemExit(NOT_SHOWN)


def read(path: str) -> bytes:
    """The file, as far as it is not too large to be one of ours. Raises Refused."""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(_("Cannot read “%(path)s”: %(why)s.") % {"path": path, "why": why}) from error
