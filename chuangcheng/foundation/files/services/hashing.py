"""Hashes what arrives; once it is much, beside the thread that receives it."""

import hashlib
from queue import Queue
from threading import Thread
from typing import Final

_ALONE: Final = 2 * 1024 * 1024
"""Bytes up to which a thread of its own would cost more than it brings."""
_AHEAD: Final = 8
"""Blocks that may wait for the hash; the receiver then waits for it, so memory stays bounded."""


class Hasher:
    """SHA-256 of the blocks handed to ``update``; ``close`` it where the end is not wanted."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._size = 0
        self._waiting: Queue[bytes | None] = Queue(_AHEAD)
        self._thread: Thread | None = None

    def update(self, block: bytes) -> None:
        """Take the next bytes."""
        self._size += len(block)
        if self._thread is not None:
            self._waiting.put(block)
        elif self._size > _ALONE:
            self._thread = Thread(target=self._work, name="hash of an upload", daemon=True)
            self._thread.start()
            self._waiting.put(block)
        else:
            self._hash.update(block)

    def hexdigest(self) -> str:
        """Return the hash of everything."""
        self.close()
        return self._hash.hexdigest()

    def close(self) -> None:
        """End the thread, after what it has been handed."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (block := self._waiting.get()) is not None:
            self._hash.update(block)
