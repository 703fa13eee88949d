"""System checks: what cannot work is said before it fails."""

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections

from registry.ledger.guard import unguarded_tables


@register(Tags.database)
def check_guards(databases: Any = None, **kwargs: Any) -> list[Error]:
    """Every sealed table has its triggers."""
    return [
        Error(
            f"The sealed table {table} can be altered: its guards are missing.",
            hint="Run “manage.py migrate”: it installs them again.",
            id="registry.E001",
        )
        for alias in databases or ()
        for table in unguarded_tables(connections[alias])
    ]
