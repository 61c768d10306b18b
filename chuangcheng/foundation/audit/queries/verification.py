"""Checks the chain from its first seal to its last, in a memory that does not grow with it.

Three things are read side by side, each in its order: the seals, the events, the file of heads.
What a seal that was itself touched or is gone vouched for is left out: nothing can be said of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db.models import Count, Max, Min
from django.utils import timezone

from chuangcheng.foundation.audit import faults
from chuangcheng.foundation.audit.formats.canonical import (
    EventRow,
    digest_of,
    event_digest,
    moment,
    seal_hash,
    split_digests,
)
from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries.chain import heads_file
from chuangcheng.foundation.audit.queries.check import Check
from chuangcheng.foundation.audit.queries.head_witness import HeadWitness
from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of, seal_row

SEALS_AT_ONCE: Final = 200
EVENTS_AT_ONCE: Final = 2000
UNSEALED_LIMIT: Final = timedelta(minutes=1)
"""A pending event older than this tells that nobody seals."""
LATE_LIMIT: Final = timedelta(minutes=15)
"""An event may be this much older than the seal before its own: so long may a transaction take."""
LEAST_KEPT: Final = timedelta(days=180)
FORGOT: Final = "audit.record.forget"
"""Name of the action that drops events whose time to be kept is over."""


def verify(*, heads: Path | None = None, now: datetime | None = None) -> Check:
    """Check the whole chain against ``heads``, by default the installation's file of heads.

    Never raises for what it looks at. Nothing is locked: sealing goes on meanwhile.
    """
    check = Check()
    try:
        _Walk(check, heads or heads_file(), now or timezone.now()).run()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A time or number that is none: no service writes such a thing.
        check.fault(faults.UNREADABLE, seal=check.last_seal, reason=type(error).__name__)
    return check


@dataclass(slots=True)
class _Span:
    """A seal that may be trusted, with what may be wrong before it."""

    seal: Seal
    digests: list[bytes] | None
    """Of its events; None where they are forgotten, or lost (then ``digest`` sums them up)."""
    doubt_before: bool
    earliest: str
    latest: str
    """Between these times its events may have been recorded."""


class _Walk:
    """One walk along the chain."""

    def __init__(self, check: Check, heads: Path, now: datetime) -> None:
        self.check = check
        self.now = now
        self.witness = HeadWitness(check, heads)
        self.before: Seal | None = None
        self.trusts_before = True
        self.doubt = False
        self.rewritten: set[int] = set()
        self.place: int | None = None
        self.forgotten = 0
        self.kept_seen = False
        told = Event.objects.filter(action=FORGOT).order_by("-at", "-id").first()
        # No later than now: dated ahead, it would let young events pass for old ones.
        self.may_be_forgotten = (min(told.at, now), _through(told)) if told else None

    def run(self) -> None:
        """Walk."""
        bound = Seal.objects.aggregate(most=Max("number"))["most"] or 0
        for page in _pages(bound):
            self._look_at_events([span for seal in page for span in self._span(seal)])
        self._look_at_tail(bound)
        self._look_at_pending()
        self.witness.finish(self.before.number if self.before else 0)
        if self.forgotten:
            self.check.note(faults.FORGOTTEN, count=self.forgotten)

    # -- seals ------------------------------------------------------------------------------------

    def _span(self, seal: Seal) -> Iterator[_Span]:
        """Look at a seal; yield it where the events under it can be compared with it."""
        before, self.before = self.before, seal
        self.check.seals += 1
        self.check.last_seal, self.check.last_hash = seal.number, seal.hash
        follows = self._look_for_gap(before, seal)
        trusted = seal_hash(seal_row(seal)) == seal.hash
        if not trusted:
            self.check.fault(faults.SEAL_EDITED, seal=seal.number)
        if follows and trusted and self.trusts_before:
            self._look_at_link(before, seal)
        if not self.witness.agrees(seal) and trusted:
            self._rewritten(seal.number)
        self.trusts_before = trusted
        if trusted:
            yield from self._trusted(seal, before)
        else:
            self.doubt = True

    def _look_for_gap(self, before: Seal | None, seal: Seal) -> bool:
        """Report the seals that lack before this one; tell whether it follows directly."""
        expected = before.number + 1 if before else 1
        missing = range(expected, seal.number)
        for number in missing[: 10 * SEALS_AT_ONCE]:
            self.check.fault(faults.SEAL_REMOVED, seal=number)
        if missing:
            self.doubt = True
        return not missing

    def _look_at_link(self, before: Seal | None, seal: Seal) -> None:
        if before is not None and before.hash != seal.previous:
            self._rewritten(before.number)
        elif before is None and seal.previous.strip("0"):
            self._rewritten(seal.number)

    def _rewritten(self, number: int) -> None:
        """Report a rewritten seal once, whether the next seal or the file of heads tells it."""
        if number not in self.rewritten:
            self.check.fault(faults.REWRITTEN, seal=number)
        self.rewritten = {number}

    def _trusted(self, seal: Seal, before: Seal | None) -> Iterator[_Span]:
        digests: list[bytes] | None = None
        if seal.forgotten_at is not None:
            self._look_at_forgotten(seal)
        else:
            self.kept_seen = True
            held = list(split_digests(bytes(seal.digests)))
            if digest_of(held) == seal.digest and len(held) == seal.last - seal.first + 1:
                digests = held
            else:
                self.check.fault(faults.SEAL_EDITED, seal=seal.number)
        earliest = moment(before.sealed_at - LATE_LIMIT) if before else ""
        yield _Span(seal, digests, self.doubt, earliest, moment(seal.sealed_at + LATE_LIMIT))
        self.doubt = False

    def _look_at_forgotten(self, seal: Seal) -> None:
        self.forgotten += 1
        told_at, through = self.may_be_forgotten or (seal.sealed_at, 0)
        in_time = seal.number <= through and seal.sealed_at <= told_at - LEAST_KEPT
        if self.kept_seen or not in_time:
            self.check.fault(faults.FORGOTTEN_EARLY, seal=seal.number)

    # -- events -----------------------------------------------------------------------------------

    def _look_at_events(self, spans: list[_Span]) -> None:
        """Compare the events up to the last of the spans with the digests under them."""
        if not spans:
            return
        events = Event.objects.filter(sequence__lte=spans[-1].seal.last)
        if self.place is not None:
            events = events.filter(sequence__gt=self.place)
        found = _Peeking(_in_order(events))
        for span in spans:
            for row in found.up_to(span.seal.first - 1):
                if not span.doubt_before:
                    self._inserted(row)
            self._compare(span, found)
        self.place = spans[-1].seal.last

    def _compare(self, span: _Span, found: "_Peeking") -> None:
        seal, rows = span.seal, found.up_to(span.seal.last)
        if seal.forgotten_at is not None:
            for row in rows:
                self._inserted(row)
            return
        if span.digests is None:  # which ones differ can no longer be told
            self.check.events += sum(1 for _ in rows)
            return
        place = seal.first
        for row in rows:
            at = row.sequence or 0
            self.check.events += 1
            self._removed(range(place, at), seal)
            if at < place:
                self._inserted(row)  # a second one at the same place
                continue
            if _digest(row) != span.digests[at - seal.first]:
                self.check.fault(faults.EVENT_EDITED, place=at, id=row.id)
            elif _is_late(row.at, span):
                self.check.warn(faults.LATE, place=at, id=row.id)
            place = at + 1
        self._removed(range(place, seal.last + 1), seal)

    def _removed(self, places: range, seal: Seal) -> None:
        for place in places:
            self.check.fault(faults.EVENT_REMOVED, place=place, seal=seal.number)

    def _inserted(self, row: EventRow) -> None:
        self.check.fault(faults.EVENT_INSERTED, place=row.sequence, id=row.id)

    def _look_at_tail(self, bound: int) -> None:
        """Report events behind the last seal, unless something there has gone or just come."""
        if self.doubt:
            return
        newer = Seal.objects.filter(number__gt=bound).aggregate(most=Max("last"))["most"] or 0
        vouched = max(self.place or 0, newer, self.witness.last_place())
        behind = Event.objects.filter(sequence__gt=vouched)
        if self.place is None:
            behind = Event.objects.filter(sequence__isnull=False).exclude(
                sequence__range=(1, vouched)
            )
        for row in _in_order(behind):
            self._inserted(row)

    def _look_at_pending(self) -> None:
        pending = Event.objects.filter(sequence__isnull=True).aggregate(n=Count("id"), at=Min("at"))
        if not pending["n"]:
            return
        if pending["at"] < self.now - UNSEALED_LIMIT:
            since = f"{timezone.localtime(pending['at']):%Y-%m-%d %H:%M:%S}"
            self.check.warn(faults.UNSEALED, count=pending["n"], since=since)
        else:
            self.check.note(faults.PENDING, count=pending["n"])


class _Peeking:
    """Rows in order, taken up to a place."""

    def __init__(self, rows: Iterator[EventRow]) -> None:
        self.rows = rows
        self.next = next(rows, None)

    def up_to(self, place: int) -> Iterator[EventRow]:
        """Yield the rows at places up to ``place``."""
        while self.next is not None and (self.next.sequence or 0) <= place:
            yield self.next
            self.next = next(self.rows, None)


def _in_order(events: object) -> Iterator[EventRow]:
    ordered = events.order_by("sequence", "id")  # type: ignore[attr-defined]  # a QuerySet
    return rows_of(event_rows(ordered).iterator(EVENTS_AT_ONCE))


def _pages(bound: int) -> Iterator[list[Seal]]:
    """Yield the seals up to ``bound`` in their order, some at a time."""
    known: int | None = None
    while True:
        seals = Seal.objects.filter(number__lte=bound).order_by("number")
        if known is not None:
            seals = seals.filter(number__gt=known)
        page = list(seals[:SEALS_AT_ONCE])
        if not page:
            return
        yield page
        known = page[-1].number


def _digest(row: EventRow) -> bytes:
    """Return an event's digest; nothing where a forger left what cannot be written as text."""
    try:
        return event_digest(row)
    except TypeError:
        return b""


def _is_late(at: str, span: _Span) -> bool:
    """Tell whether an event's time does not fit: long before the seal before, or after its own."""
    return not span.earliest <= at <= span.latest


def _through(told: Event) -> int:
    """Return the seal through which an event says that the record was forgotten."""
    through = told.changes.get("through")
    return through if isinstance(through, int) else 0
