"""A small mail server on this machine: takes mail, or fails in a way the test asks for."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass
class Postbox:
    """What arrived, and how the server behaves: ``ok``, ``refuse``, ``busy`` or ``hang_up``."""

    port: int = 0
    mood: str = "ok"
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)


def _read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


class _Talk(socketserver.StreamRequestHandler):
    """One connection; ``server.box`` holds the mood and takes what arrives."""

    def handle(self) -> None:
        box: Postbox = self.server.box  # type: ignore[attr-defined]  # set where it is started
        sender, receivers = "", []
        self._say("220 test ESMTP")
        while line := self.rfile.readline():
            command = line.decode().strip()
            word = command.upper().partition(" ")[0]
            if word in {"EHLO", "HELO"}:
                self._say("250 test")
            elif word == "MAIL":
                sender = command.partition(":")[2]
                self._say("451 too busy, come again" if box.mood == "busy" else "250 ok")
            elif word == "RCPT":
                receivers.append(command.partition(":")[2].strip("<>"))
                self._say("550 no such user" if box.mood == "refuse" else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                content = self._content()
                box.mails.append(_read(content))
                box.envelopes.append((sender, receivers))
                if box.mood == "hang_up":
                    return
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[Postbox]:
    """Run a mail server on a free port of this machine."""
    box = Postbox()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.box = box  # type: ignore[attr-defined]  # read in _Talk
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
