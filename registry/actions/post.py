"""Sending e-mail by Django's SMTP backend, which here also tells a refusal from not knowing what became of an e-mail."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class InDoubt(smtplib.SMTPException):
    """The line broke after the text was on its way: the mail server may have taken it or not."""


class _Asking:
    """A session with a mail server; the text is the one thing after which a broken line leaves a doubt."""

    def data(self, msg: Any) -> Any:
        try:
            return super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPServerDisconnected as gone:
            raise InDoubt(str(gone)) from gone


class PlainSession(_Asking, smtplib.SMTP):
    """In clear, or secured after the greeting (STARTTLS)."""


class SecureSession(_Asking, smtplib.SMTP_SSL):
    """Secured from the start."""


class Post(EmailBackend):
    """Django's backend over these sessions."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SecureSession if self.use_ssl else PlainSession
