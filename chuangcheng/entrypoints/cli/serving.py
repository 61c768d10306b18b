"""Serves the site, after making sure that it is fit and safe to be served where asked."""

import errno
import ipaddress
import os
import socket
import sys
from collections.abc import Iterable

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence
from chuangcheng.entrypoints.cli import findings
from chuangcheng.entrypoints.cli.findings import Check, Finding
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.tls import Pair
from chuangcheng.entrypoints.cli.watching import WorkerWatch

TARGET = "chuangcheng.config.wsgi:application"
MOST_THREADS = 8
THREADS_FOR_BODIES = 32
"""Threads that may wait for slow senders (``accounts.receiving`` takes no more bodies at once)."""

PORT_TAKEN = Sentence(
    "serve.port_taken",
    N_("Not started: another program already listens on port %(port)s of %(host)s."),
    N_("End it, or choose another port with --port."),
)
PORT_FORBIDDEN = Sentence(
    "serve.port_forbidden",
    N_("Not started: you may not listen on port %(port)s."),
    N_("Choose a port above 1023 with --port."),
)
NO_ADDRESS = Sentence(
    "serve.no_address",
    N_("Not started: %(host)s is not an address of this machine."),
    N_("Use 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses."),
)
REFUSED = Sentence(
    "serve.refused", N_("Not started: the site cannot be served on %(host)s, because:"), ""
)
NO_PUBLIC_URL = Sentence(
    "serve.public_url",
    N_("PUBLIC_URL is not set."),
    N_("Set it to the https:// address at which people reach the site."),
)
UNWRITTEN = Sentence(
    "serve.database_refuses",
    N_("the database cannot be brought to this version: %(reason)s"),
    N_("Nothing was half done. Check its space and the rights of its user, then try again."),
)
SERVING = N_("Serving %(url)s (Ctrl-C stops)")
FORWARDED = N_("People reach it at %(url)s")


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address; a name counts as public."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_fit(host: str) -> None:
    """Raise ``Refused`` with every reason why the site cannot or must not be served on ``host``.

    With a PUBLIC_URL others are served even where ``host`` is this machine: a server in front
    of it passes their requests on.
    """
    from django.conf import settings

    checks = [*findings.TO_SERVE]
    if settings.PUBLIC_URL or not is_loopback(host):
        checks.extend(findings.TO_SERVE_OTHERS)
    wrong = [finding for finding in findings.outcomes(checks) if _stands_against(finding, host)]
    if wrong:
        head = Fault(REFUSED, params={"host": host})
        raise Refused((head, *(_fault(finding) for finding in wrong)))


def check_database() -> None:
    """Raise ``Refused`` where the database does not answer or its file cannot be made."""
    _check(findings.answering)


def check_library() -> None:
    """Raise ``Refused`` where the database does not answer, or lacks tables of this version."""
    _check(*findings.TO_USE_LIBRARY)


def _check(*checks: Check) -> None:
    for check in checks:  # the first that fails says why the next would
        finding = check()
        if finding.state == "fail":
            raise Refused((_fault(finding),))


def _stands_against(finding: Finding, host: str) -> bool:
    # A missing PUBLIC_URL is a note while this machine is served, and a reason to refuse others.
    missing_url = finding.check == "public_url" and finding.state == "warn"
    return finding.state == "fail" or (missing_url and not is_loopback(host))


def _fault(finding: Finding) -> Fault:
    if finding.check == "public_url" and finding.state == "warn":
        return Fault(NO_PUBLIC_URL)
    words = {name: str(value) for name, value in finding.params.items()}
    return Fault(Sentence(f"serve.{finding.check}", finding.message, finding.remedy), params=words)


def check_port(host: str, port: int) -> None:
    """Raise ``Refused`` if nothing can listen on ``host`` and ``port``."""
    words = {"host": host, "port": str(port)}
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        raise Refused((Fault(_reason(error), params=words),)) from None


def _reason(error: Exception) -> Sentence:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return PORT_TAKEN
    return PORT_FORBIDDEN if number in {errno.EACCES, errno.EPERM} else NO_ADDRESS


def address_of(host: str, port: int, *, secure: bool = False) -> str:
    """Return the address that a person types into a browser; ``secure`` is HTTPS."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - shown, not bound
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"{'https' if secure else 'http'}://{shown}:{port}/"


def serve(
    host: str, port: int, voice: Voice, lines: Iterable[str] = (), tls: Pair | None = None
) -> int:
    """Serve until Ctrl-C, by HTTPS where there is a pair; return the exit code.

    A worker runs beside it, unless JOBS says that workers run elsewhere.

    ``lines`` are printed below the address.
    """
    from django.conf import settings
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()  # the server's own process opens its own
    print(voice.say(SERVING) % {"url": address_of(host, port, secure=tls is not None)})
    if settings.PUBLIC_URL:
        print(voice.say(FORWARDED) % {"url": settings.PUBLIC_URL})
    for line in lines:
        print(line)
    sys.stdout.flush()  # before the server's own lines, also in a file
    # One process: SQLite has one writer, and a county office needs no more.
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS_FOR_BODIES + min(MOST_THREADS, 2 * (os.cpu_count() or 1)),
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=tls.certificate if tls else None,
        ssl_key=tls.key if tls else None,
    )
    watch = WorkerWatch()
    if not settings.JOBS_ELSEWHERE:
        # Its thread begins when the server's own process is about to be forked, and sleeps then.
        server.on_startup(watch.start)
    try:
        server.serve()
    except SystemExit as asked:
        return 1 if asked.code else 0
    finally:
        watch.stop()
    return 0
