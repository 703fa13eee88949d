"""Runs a command as its command line would, inside the test's transaction."""

import importlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


def run(capfdbinary: Any, name: str, *arguments: str) -> Ended:
    """`manage.py NAME ARGUMENTS…`; unlike `run_from_argv` it leaves the test's connection open."""
    command = importlib.import_module(f"registry.management.commands.{name}").Command()
    command._called_from_command_line = True
    code = 0
    try:
        options = vars(command.create_parser("manage.py", name).parse_args(arguments))
        command.execute(**options)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    out, err = capfdbinary.readouterr()
    return Ended(code=code, out=out, err=err.decode())
