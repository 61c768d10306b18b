"""Reads how notices leave the program: today by mail, once a day, never in the quiet hours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from email.headerregistry import Address
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qsl, unquote

from chuangcheng.config.env.faults import (
    AT_IN_QUIET,
    MAIL_IN_CLEAR,
    MAIL_LACKS,
    MAIL_TWICE,
    MAIL_UNKNOWN,
    NEEDS_OTHER,
    NOT_A_SENDER,
    NOT_HOURS,
    NOT_NOTICES,
)
from chuangcheng.config.env.reader import Reader, is_host, split
from chuangcheng.config.env.variables import PUBLIC_URL, Variable
from chuangcheng.domain.errors import Sentence

Security = Literal["none", "starttls", "tls"]

SCHEMES: Final[Mapping[str, tuple[Security, int]]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}
KNOWN: Final = frozenset({"from", "at", "quiet"})
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
DIGEST_AT: Final = time(8, 30)
QUIET: Final = (time(21, 0), time(7, 0))
CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server to send by, whom mail comes from, and when it may go out (local time).

    ``quiet`` holds beginning and end; the same time twice means that no hour is quiet.
    """

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str
    at: time
    quiet: tuple[time, time]


def mail(reader: Reader, variable: Variable, public_url: SplitResult | None) -> Mail | None:
    """Return how mail is sent, or None while the variable is absent or faulty."""
    written = reader.text(variable)
    if written is None:
        return None
    addresses = re.split(r"[\s,]+(?=[a-z+]+://)", written)
    if len(addresses) > 1:
        reader.refuse(MAIL_TWICE, variable)
        return None
    if public_url is None:
        reader.refuse(NEEDS_OTHER, variable, other=PUBLIC_URL.name)
    parts = split(addresses[0])
    if parts is None or parts.scheme not in SCHEMES:
        reader.refuse(NOT_NOTICES, variable)
        return None
    return _Parts(reader, variable, parts).mail()


class _Parts:
    """Checks the parts of one address, noting every fault."""

    def __init__(self, reader: Reader, variable: Variable, parts: SplitResult) -> None:
        self.reader, self.variable, self.parts = reader, variable, parts
        self.options = dict(parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True))
        self.faults = 0

    def refuse(self, sentence: Sentence, **params: str) -> None:
        self.faults += 1
        self.reader.refuse(sentence, self.variable, **params)

    def mail(self) -> Mail | None:
        security, port = SCHEMES[self.parts.scheme]
        user, password = unquote(self.parts.username or ""), unquote(self.parts.password or "")
        self._check_server(security, user, password)
        unknown = sorted(self.options.keys() - KNOWN)
        if unknown:
            self.refuse(MAIL_UNKNOWN, part=unknown[0])
        sender, at, quiet = self._sender(), self._at(), self._quiet()
        if not self.faults and _is_within(at, quiet):
            self.refuse(AT_IN_QUIET)
        if self.faults:
            return None
        host = self.parts.hostname or ""
        port = self.parts.port or port
        return Mail(host, port, security, user, password, sender, at, quiet)

    def _check_server(self, security: Security, user: str, password: str) -> None:
        host = self.parts.hostname or ""
        if not is_host(host):
            self.refuse(MAIL_LACKS, part="HOST")
        if bool(user) != bool(password):
            self.refuse(MAIL_LACKS, part="PASSWORD" if user else "USER")
        if password and security == "none" and host not in LOOPBACK:
            self.refuse(MAIL_IN_CLEAR)

    def _sender(self) -> str:
        written = self.options.get("from", "")
        if not written:
            self.refuse(MAIL_LACKS, part="from=")
            return ""
        try:
            Address(addr_spec=written)
        except (ValueError, IndexError, LookupError):  # what Python's parser of mail raises
            written = ""
        local, _, domain = written.rpartition("@")
        if not local or not is_host(domain.lower()) or not written.isprintable():
            self.refuse(NOT_A_SENDER)
        return written

    def _at(self) -> time:
        written = self.options.get("at")
        return DIGEST_AT if written is None else self._clock(written)

    def _quiet(self) -> tuple[time, time]:
        written = self.options.get("quiet")
        if written is None:
            return QUIET
        begin, _, end = written.partition("-")
        return self._clock(begin), self._clock(end)

    def _clock(self, written: str) -> time:
        found = CLOCK.fullmatch(written.strip())
        if not found:
            self.refuse(NOT_HOURS, value=written)
            return DIGEST_AT
        return time(int(found[1]), int(found[2]))


def _is_within(at: time, quiet: tuple[time, time]) -> bool:
    begin, end = quiet
    return begin <= at < end if begin <= end else at >= begin or at < end
