"""Keeps slow senders from taking every thread of the server.

The server hands a body on as it arrives and waits for it without end, so a thread is taken as long
as somebody sends. Reading pages goes on meanwhile, since ``serve`` starts more threads than bodies
are taken at once.
"""

from collections import Counter
from threading import Lock
from typing import Final

AT_ONCE: Final = 32
"""Bodies that one process takes at the same moment."""
OF_STRANGERS: Final = 8
"""How many of them may be of people who are not signed in."""
OF_ONE_STRANGER: Final = 4
"""How many of these may come from one network address."""


class Receiving:
    """Counts the bodies that are under way."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all = self._strangers = 0
        self._addresses: Counter[str] = Counter()

    def begin(self, stranger: str | None) -> bool:
        """Tell whether one more is taken; ``stranger`` is the address of one, None of a person."""
        with self._lock:
            full = self._all >= AT_ONCE
            if stranger is not None:
                full = full or self._strangers >= OF_STRANGERS
                full = full or self._addresses[stranger] >= OF_ONE_STRANGER
            if full:
                return False
            self._all += 1
            if stranger is not None:
                self._strangers += 1
                self._addresses[stranger] += 1
            return True

    def end(self, stranger: str | None) -> None:
        """Let go of one that :meth:`begin` took."""
        with self._lock:
            self._all -= 1
            if stranger is not None:
                self._strangers -= 1
                self._addresses[stranger] -= 1
                if not self._addresses[stranger]:
                    del self._addresses[stranger]
