"""Commands that answer with bytes or with one plain sentence: no usage, no traceback."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry.actions.refused import Refused

WRONG = 2
"""Exit code where what was asked for is not possible."""
PIPE_CLOSED = 141
"""Exit code where the reader went away, as a shell reports it."""


class PlainCommand(BaseCommand):
    """A command whose every refusal is one sentence on standard error and exit code 2, and that ends quietly where
    its reader goes away."""

    # Their warnings would stand beside the one sentence.
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse_arguments  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            said = super().execute(*args, **options)
            self.stdout.flush()
        except Refused as refused:
            self.refuse(str(refused))
        except BrokenPipeError:
            # Python would complain once more when it flushes at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(PIPE_CLOSED) from None
        return said

    def refuse(self, sentence: str) -> NoReturn:
        """Ends the command; where another program called it, by CommandError."""
        if not self._called_from_command_line:
            raise CommandError(sentence, returncode=WRONG)
        self.stderr.write(sentence)
        raise SystemExit(WRONG)

    def deliver(self, content: bytes, *, path: str) -> None:
        """Writes to a file or, where none is named, to standard output. Raises Refused."""
        try:
            if path:
                Path(path).write_bytes(content)
            else:
                self.stdout.buffer.write(content)
                self.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"“{path}”" if path else _("standard output")
            raise Refused(
                _("Cannot write to %(where)s: %(why)s.") % {"where": where, "why": error.strerror}
            ) from error

    def _refuse_arguments(self, message: str) -> NoReturn:
        """What the parser does not understand, as a sentence."""
        self.refuse(f"{message[:1].upper()}{message[1:]}".rstrip(".") + ".")
