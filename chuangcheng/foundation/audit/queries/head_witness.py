"""The file of heads as a witness, heard in the order of the seals."""

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Max

from chuangcheng.foundation.audit import faults
from chuangcheng.foundation.audit.formats.canonical import moment
from chuangcheng.foundation.audit.formats.heads import Damage, Head, last, read
from chuangcheng.foundation.audit.models import Seal
from chuangcheng.foundation.audit.queries.check import Check


class HeadWitness:
    """Compares seals, handed over in their order, with the lines of the file."""

    def __init__(self, check: Check, path: Path) -> None:
        self.check = check
        self.path = path
        self.first: int | None = None
        self.unreadable = False
        self.newest: int | None = None
        self.heads = self._heads()
        self.next = next(self.heads, None)

    def _heads(self) -> Iterator[Head]:
        """Yield the heads in rising order; report what is damaged or out of order."""
        before: Head | None = None
        try:
            for number, line in enumerate(read(self.path), start=1):
                if isinstance(line, Damage):
                    self.check.fault(faults.HEADS_DAMAGED, line=line.line)
                elif before is not None and line.number <= before.number:
                    if line != before:
                        self.check.fault(faults.HEADS_DAMAGED, line=number)
                else:
                    before = line
                    self.first = line.number if self.first is None else self.first
                    self.newest = line.number
                    yield line
        except OSError as error:
            self.unreadable = True
            reason = error.strerror or type(error).__name__
            self.check.fault(faults.HEADS_UNREADABLE, file=self.path, reason=reason)

    def agrees(self, seal: Seal) -> bool:
        """Tell whether the file knows this seal as it is, or does not know it at all."""
        while self.next is not None and self.next.number < seal.number:
            self.next = next(self.heads, None)
        if self.next is None:
            return True
        if self.next.number > seal.number:
            if self.first is not None and self.first < seal.number:
                self.check.fault(faults.HEADS_LACK, seal=seal.number)
            return True
        return (self.next.hash, self.next.last, self.next.sealed_at) == (
            seal.hash,
            seal.last,
            moment(seal.sealed_at),
        )

    def last_place(self) -> int:
        """Return the last place in the chain that the file knows of."""
        try:
            head = last(self.path)
        except OSError:
            return 0
        return head.last if head else 0

    def finish(self, newest_seen: int) -> None:
        """Report what the file knows beyond the chain, or does not know of it."""
        for _ in self.heads:  # to the end, for what is damaged there
            pass
        if self.unreadable:
            return
        newest = Seal.objects.aggregate(most=Max("number"))["most"] or 0
        if self.newest is None:
            if newest:
                self.check.fault(faults.HEADS_MISSING, file=self.path)
            return
        if self.newest > newest:
            self.check.fault(faults.TAIL_CUT, seal=newest, head=self.newest)
        elif self.newest < newest_seen:
            self.check.note(faults.HEADS_BEHIND, count=newest_seen - self.newest)
        if self.first is not None and self.first > 1 and newest:
            self.check.warn(faults.HEADS_BEGIN_LATE, seal=self.first)
