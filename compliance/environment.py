"""Reads settings from the environment and refuses nonsense."""

import os
import secrets
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def flag(name: str, default: bool) -> bool:
    """A yes/no variable."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE | FALSE:
        return value.lower() in TRUE
    raise ImproperlyConfigured(f"{name} is “{value}”; it takes yes or no.")


def words(name: str, default: str) -> list[str]:
    """A comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, path: Path) -> str:
    """A secret from the environment or, where none is given, one generated once into `path` (readable by the owner)."""
    if given := os.environ.get(name):
        return given
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # made by an earlier run
    return path.read_text().strip()


SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
"""How a mail server is spoken to → its usual port: in clear, secured after the greeting, secured from the start."""
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where e-mail is handed over. `secured` is "" (in clear), "starttls" or "tls"."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    secured: str


def mail_server(name: str) -> MailServer | None:
    """A mail server as an address, such as smtp+tls://user:password@mail.example.org:587; None where none is given."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise _no_mail_server(name, str(error)) from error
    if parts.scheme not in SCHEMES:
        raise _no_mail_server(name, f"it begins with one of {', '.join(f'{one}://' for one in SCHEMES)}")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _no_mail_server(name, "it names a host and perhaps a port, and nothing behind it")
    if bool(parts.username) != bool(parts.password):
        raise _no_mail_server(name, "a user has a password and a password a user")
    if parts.username and parts.scheme == "smtp" and parts.hostname not in LOOPBACK_HOSTS:
        raise _no_mail_server(name, "smtp:// would send the password in clear; take smtp+tls:// or smtps://")
    return MailServer(
        host=parts.hostname,
        port=port or SCHEMES[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        secured={"smtp": "", "smtp+tls": "starttls", "smtps": "tls"}[parts.scheme],
    )


def _no_mail_server(name: str, why: str) -> ImproperlyConfigured:
    """The value itself is not repeated: it holds a password."""
    return ImproperlyConfigured(
        f"{name} is not the address of a mail server ({why}); an example is smtp+tls://user:password@mail.example.org:587."
    )


def sender(name: str) -> str:
    """Whom e-mails are from: “register@example.org” or “Our register <register@example.org>”; empty where not given."""
    value = os.environ.get(name, "").strip()
    if not value:
        return ""
    _said, address = parseaddr(value)
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes an e-mail address, or a name with one: Register <register@example.org>."
        ) from error
    return value


def site(name: str) -> str:
    """The address at which people open the site, without a slash at its end; empty where not given."""
    value = os.environ.get(name, "").strip().rstrip("/")
    if not value:
        return ""
    parts = urlsplit(value)
    if (
        parts.scheme not in ("https", "http")
        or not parts.hostname
        or parts.path
        or parts.query
        or parts.fragment
    ):
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes the address of the site, such as https://register.example.org."
        )
    return value
