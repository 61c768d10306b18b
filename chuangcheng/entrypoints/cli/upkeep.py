"""What ``doctor`` looks at in a site that is in use: HTTPS, clock, workers, backups, record."""

import datetime as dt
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chuangcheng.domain.errors import N_, Refused
from chuangcheng.entrypoints.cli.django_start import database_is_missing, unapplied_migrations
from chuangcheng.entrypoints.cli.findings import Check, Finding, State

if TYPE_CHECKING:
    from chuangcheng.foundation.audit.queries import ChainState

BACKUP_LIMIT: Final = dt.timedelta(days=7)
"""A backup older than this is too old."""
CLOCK_LIMIT: Final = dt.timedelta(seconds=30)
"""The clocks of two machines may differ by this much, and an event may be from this far ahead."""
OVERDUE: Final = dt.timedelta(minutes=5)
"""A job that has been due for longer without being begun is overdue."""
NOT_SEEN: Final = N_("One thing could not be looked at (%(check)s): %(reason)s.")
LOOK_AGAIN: Final = N_("Try again as the program's user; the database may be busy.")
HEADS_FOLLOW: Final = 1.0
"""Seconds within which a new seal comes among the heads."""
WHOLE_CHECK: Final = 200_000
"""Most events that are all checked; of a longer record, only how it stands."""


def _in_tables(check: str) -> Callable[[Check], Check]:
    """Let a check pass over a database that does not answer or lacks tables: others tell that.

    What cannot be looked at although the tables are there is said to be so.
    """

    def decorated(look: Check) -> Check:
        @wraps(look)
        def guarded() -> Finding:
            from django.core.exceptions import ImproperlyConfigured
            from django.db import DatabaseError

            waits = Finding(check, "ok", N_("Looked at once the database is up to date"))
            try:
                if database_is_missing() or unapplied_migrations():
                    return waits
            except (DatabaseError, ImproperlyConfigured, OSError):
                return waits
            try:
                return look()
            except (DatabaseError, OSError) as error:
                reason = getattr(error, "strerror", None) or type(error).__name__
                words = {"check": check, "reason": reason}
                return Finding(check, "warn", NOT_SEEN, LOOK_AGAIN, words)

        return guarded

    return decorated


def https() -> Finding:
    """Certificate and key fit and last, or a server in front has them."""
    from django.conf import settings
    from django.utils import timezone

    from chuangcheng.entrypoints.cli import tls

    if not settings.TLS:
        if settings.PUBLIC_URL.startswith("https://"):
            return Finding("https", "ok", N_("HTTPS is the business of the server in front"))
        if settings.PUBLIC_URL:
            return Finding(
                "https",
                "warn",
                N_("No HTTPS between the site and those who reach it at %(url)s."),
                N_("Start it with --tls-cert and --tls-key, or put a server with HTTPS in front."),
                {"url": settings.PUBLIC_URL},
            )
        return Finding("https", "ok", N_("No HTTPS: only this machine is served"))
    now = timezone.now()
    try:
        certificate, key = map(Path, settings.TLS)
        pair = tls.read_pair(certificate, key, now)
    except Refused as refused:
        fault = refused.faults[0]
        sentence = fault.sentence
        return Finding("https", "fail", sentence.message, sentence.remedy, dict(fault.params))
    ends = pair.ends if pair else now
    words = {"day": f"{ends:%Y-%m-%d}"}
    if ends - now < tls.SOON:
        return Finding(
            "https",
            "warn",
            N_("The certificate ends on %(day)s."),
            N_("Get a new one now, put it in place and start the program again."),
            words,
        )
    return Finding("https", "ok", N_("Certificate until %(day)s"), params=words)


@_in_tables("clock")
def clock() -> Finding:
    """The clock agrees with that of the database and with the newest event of the record."""
    from django.db import connection
    from django.db.models import Max
    from django.utils import timezone

    from chuangcheng.foundation.audit.models import Event

    newest = Event.objects.aggregate(newest=Max("at"))["newest"]
    if newest and newest - timezone.now() > CLOCK_LIMIT:
        return Finding(
            "clock",
            "fail",
            N_("The clock is behind: the newest event of the record is of %(newest)s."),
            N_("Set the clock of this machine, best by a time server."),
            {"newest": timezone.localtime(newest).strftime("%Y-%m-%d %H:%M:%S")},
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > CLOCK_LIMIT:
            return Finding(
                "clock",
                "fail",
                N_("The clocks of this machine and of the database are %(seconds)s s apart."),
                N_("Set both by the same time server."),
                {"seconds": round(apart.total_seconds())},
            )
    shown = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")
    return Finding("clock", "ok", N_("Clock: %(now)s"), params={"now": shown})


@_in_tables("workers")
def workers() -> Finding:
    """Somebody does the background work, and none of it was given up."""
    from chuangcheng.foundation.jobs import queries

    alive = [worker for worker in queries.workers() if worker.is_alive]
    waiting, dead = queries.overdue(OVERDUE), queries.dead_count()
    words: dict[str, object] = {"count": len(alive), "waiting": waiting, "dead": dead}
    if waiting and not alive:
        return Finding(
            "workers",
            "fail",
            N_("Nobody does the background work: jobs overdue: %(waiting)s."),
            N_("Start the site with: chuangcheng serve; or more workers with: chuangcheng worker"),
            words,
        )
    if dead:
        return Finding(
            "workers",
            "warn",
            N_("Jobs that were given up after several tries: %(dead)s."),
            N_("Look at them on the page “Background work”, mend the cause and retry them."),
            words,
        )
    if waiting:
        return Finding(
            "workers",
            "warn",
            N_("The background work falls behind: jobs overdue: %(waiting)s."),
            N_("On PostgreSQL, start more workers with: chuangcheng worker"),
            words,
        )
    return Finding("workers", "ok", N_("Workers alive: %(count)s; no job overdue"), params=words)


@_in_tables("backups")
def backups() -> Finding:
    """A backup was made lately."""
    from django.conf import settings
    from django.utils import timezone

    from chuangcheng.foundation.backups.models import BackupRun

    remedy = N_("Make one every day, and keep it on another machine: chuangcheng backup FILE")
    last = BackupRun.objects.first()
    if last is None:
        if settings.DEMO:
            return Finding("backups", "ok", N_("No backup yet; a demonstration needs none"))
        return Finding("backups", "warn", N_("No backup has been made yet."), remedy)
    words: dict[str, object] = {"day": timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M")}
    if timezone.now() - last.at > BACKUP_LIMIT:
        return Finding("backups", "warn", N_("The last backup is of %(day)s."), remedy, words)
    return Finding("backups", "ok", N_("Last backup: %(day)s"), params=words)


@_in_tables("record")
def record() -> Finding:
    """The chain of the record is unbroken and somebody seals it."""
    from chuangcheng.foundation.audit.models import Event
    from chuangcheng.foundation.audit.queries.verification import verify

    count = Event.objects.count()
    words: dict[str, object] = {"count": count}
    if count <= WHOLE_CHECK:
        check = verify()
        told = (*check.faults, *check.warnings)
        if told:
            said = told[0].sentence
            state: State = "fail" if check.faults else "warn"
            return Finding("record", state, said.message, said.remedy, dict(told[0].params))
        return Finding("record", "ok", N_("The record is unbroken: %(count)s events"), params=words)
    return _end_of_record() or Finding(
        "record",
        "ok",
        N_("Record of %(count)s events; its end agrees with the heads. All of it: audit verify"),
        params=words,
    )


def _end_of_record() -> Finding | None:
    """Compare the newest seal with the heads, and see whether anybody seals; None if all is well.

    A seal is in the database a moment before it is among the heads, so that a difference counts
    only where it stays.
    """
    from django.utils import timezone

    from chuangcheng.foundation.audit.faults import UNSEALED
    from chuangcheng.foundation.audit.queries.chain import heads_file, state_of_chain
    from chuangcheng.foundation.audit.queries.verification import UNSEALED_LIMIT

    chain = state_of_chain()
    if not _ends_alike(chain):
        time.sleep(HEADS_FOLLOW)
        chain = state_of_chain()
    if not _ends_alike(chain):
        return Finding(
            "record",
            "fail",
            N_("The newest seal of the record is not in the file of heads %(file)s."),
            N_("Run: chuangcheng audit verify"),
            {"file": heads_file()},
        )
    oldest = chain.oldest_unsealed
    if oldest is None or oldest > timezone.now() - UNSEALED_LIMIT:
        return None
    since = timezone.localtime(oldest).strftime("%Y-%m-%d %H:%M:%S")
    words: dict[str, object] = {"count": chain.unsealed, "since": since}
    return Finding("record", "warn", UNSEALED.message, UNSEALED.remedy, words)


def _ends_alike(chain: "ChainState") -> bool:
    if chain.last_seal is None:
        return True
    return chain.head is not None and chain.head.hash == chain.last_seal.hash


IN_USE: Final[tuple[Check, ...]] = (https, clock, workers, backups, record)
"""Checks of an installation in use."""
