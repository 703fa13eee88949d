"""A mail server on this machine that speaks SMTP for real, and can be told to misbehave."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

ADDRESS = re.compile(r"<([^>]*)>")


@dataclass(kw_only=True)
class MailServer:
    """What it took, and how it behaves: `refused` are addresses that it does not take, `drop` the command at which it breaks
    the line (mail, rcpt, data; text: behind the text, before the answer); `answering` cleared holds the last answer."""

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    drop: str = ""
    drops: int = 0
    """How often it breaks the line; afterwards it behaves."""
    sessions: int = 0
    answering: threading.Event = field(default_factory=threading.Event)
    heard: threading.Event = field(default_factory=threading.Event)

    @property
    def recipients(self) -> list[str]:
        return [address for address, _message in self.taken]

    def breaks(self, command: str) -> bool:
        if command != self.drop or not self.drops:
            return False
        self.drops -= 1
        return True


class Session(socketserver.StreamRequestHandler):
    """One client."""

    house: MailServer

    def handle(self) -> None:
        self.house.sessions += 1
        self.to: list[str] = []
        self.say("220 loopback")
        while line := self.rfile.readline():
            words = line.decode().strip()
            command = words.partition(" ")[0].lower()
            if self.house.breaks(command) or not self.answer(command, words):
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def answer(self, command: str, words: str) -> bool:
        """Whether the line stays open."""
        match command:
            case "ehlo" | "helo" | "mail" | "noop":
                self.say("250 fine")
            case "rset":
                self.to = []
                self.say("250 fine")
            case "rcpt":
                address = ADDRESS.findall(words)[0]
                if address in self.house.refused:
                    self.say("550 5.1.1 nobody of that name")
                else:
                    self.to.append(address)
                    self.say("250 fine")
            case "data":
                return self.text()
            case "quit":
                self.say("221 bye")
                return False
            case _:
                self.say("502 what?")
        return True

    def text(self) -> bool:
        self.say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        text = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        message = message_from_bytes(text, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.house.taken += [(address, message) for address in self.to]
        self.to = []
        self.house.heard.set()
        if self.house.breaks("text"):
            return False
        self.house.answering.wait(60)
        self.say("250 taken")
        return True


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed leaves a broken pipe; that is what some tests are about."""


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server on a free port of the loopback."""
    house = MailServer()
    house.answering.set()
    handler = type("OwnSession", (Session,), {"house": house})
    with _Server(("127.0.0.1", 0), handler) as server:
        house.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield house
        finally:
            house.answering.set()
            server.shutdown()
            thread.join()
