"""The children of a worker: started when there is work, watched while they do it."""

import logging
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.context import ForkProcess
from typing import Final

from django.db import connections

from chuangcheng.foundation.jobs.services.attempts import Attempt
from chuangcheng.foundation.jobs.worker import child

log: Final = logging.getLogger(__name__)
LATE: Final = 5.0
"""Seconds after its timeout at which a child that does not stop by itself is killed."""
_FORK: Final = get_context("fork")


@dataclass(slots=True)
class Hand:
    """One child, the parent's end of its pipe, and what it is doing until when."""

    process: ForkProcess
    pipe: Connection
    attempt: Attempt | None = None
    deadline: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """A child is gone with an attempt unfinished; ``late`` where it was killed for its time."""

    attempt: Attempt
    late: bool


class Crew:
    """Up to ``size`` children; an idle one waits for the next job, none is started in advance."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._hands: list[Hand] = []
        self._parent = os.getpid()

    @property
    def attempts(self) -> list[Attempt]:
        """What the children are doing."""
        return [hand.attempt for hand in self._hands if hand.attempt is not None]

    @property
    def has_room(self) -> bool:
        """Whether another job can be handed out."""
        return len(self.attempts) < self.size

    def hand_out(self, attempt: Attempt) -> None:
        """Let a child do it; the caller has made sure that there is room."""
        idle = [hand for hand in self._hands if hand.attempt is None and hand.process.is_alive()]
        hand = idle[0] if idle else self._start()
        hand.attempt = attempt
        hand.deadline = time.monotonic() + attempt.timeout + LATE
        try:
            hand.pipe.send_bytes(child.pack(attempt))
        except (BrokenPipeError, ConnectionResetError):
            return  # it has just ended; it is found among those that are gone

    def wait(self, seconds: float, *others: Connection) -> None:
        """Wait until a child has something to say or is gone, or until one of ``others`` has."""
        ends = [hand.pipe for hand in self._hands]
        wait([*ends, *(hand.process.sentinel for hand in self._hands), *others], max(0.0, seconds))

    def look(self) -> list[Ended]:
        """Take note of what was finished, and return what was not because its child is gone."""
        ended = []
        for hand in list(self._hands):
            self._listen(hand)
            late = hand.attempt is not None and time.monotonic() > hand.deadline
            if late:
                log.error("child %s does not stop in time and is killed", hand.process.pid)
                hand.process.kill()
                hand.process.join()
            if not hand.process.is_alive():
                self._listen(hand)
                self._hands.remove(hand)
                hand.pipe.close()
                if hand.attempt is not None:
                    ended.append(Ended(hand.attempt, late))
        return ended

    def interrupt(self) -> None:
        """Tell every busy child to give its job back."""
        for hand in self._hands:
            if hand.attempt is not None and hand.process.pid is not None:
                os.kill(hand.process.pid, signal.SIGTERM)

    def end(self) -> None:
        """End every child: idle ones by closing their pipe, the others by force."""
        for hand in self._hands:
            if hand.attempt is not None:
                hand.process.kill()
            hand.pipe.close()
        for hand in self._hands:
            hand.process.join(2)
            if hand.process.is_alive():
                hand.process.kill()
                hand.process.join()
        self._hands.clear()

    def _start(self) -> Hand:
        connections.close_all()  # a child must not inherit an open one
        mine, its = Pipe()
        strange = [mine, *(hand.pipe for hand in self._hands)]
        process = _FORK.Process(target=child.main, args=(its, strange, self._parent), daemon=True)
        process.start()
        its.close()
        hand = Hand(process, mine)
        self._hands.append(hand)
        return hand

    @staticmethod
    def _listen(hand: Hand) -> None:
        try:
            while hand.pipe.poll():
                hand.pipe.recv_bytes()
                hand.attempt = None
        except (EOFError, OSError):
            return  # its end is closed: it is gone, or about to go
