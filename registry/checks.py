"""System checks: what cannot work is said before it fails."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 (Django's word)
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


@register()
def check_mail(**kwargs: Any) -> list[CheckMessage]:
    """Where there is a mail server, e-mails have a sender, and better also links."""
    found: list[CheckMessage] = []
    if settings.MAIL_SERVER and not settings.DEFAULT_FROM_EMAIL:
        found.append(
            Error(
                "There is a mail server, but no sender: no e-mail can be sent.",
                hint="Set REGESTA_MAIL_FROM, for instance to “Register <register@example.org>”.",
                id="registry.E010",
            )
        )
    if settings.MAIL_SERVER and not settings.SITE:
        found.append(
            Warning(
                "E-mails have no links: it is not known where people open the site.",
                hint="Set REGESTA_SITE, for instance to https://register.example.org.",
                id="registry.W010",
            )
        )
    return found
