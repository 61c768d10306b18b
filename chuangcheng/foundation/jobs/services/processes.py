"""Which processes of this machine are alive, as the kernel tells it."""

import os
import socket
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
START_FIELD: Final = 19
"""Place of the start time behind the name of the process in ``/proc/PID/stat``."""


@cache
def machine() -> str:
    """Return what tells this machine, or this container, from every other since it started."""
    parts = [socket.gethostname()]
    for path in (PROC / "sys/kernel/random/boot_id", PROC / "self/ns/pid"):
        try:
            parts.append(str(path.readlink()) if path.is_symlink() else path.read_text("ascii"))
        except OSError:
            continue
    return sha256("\n".join(parts).encode()).hexdigest()


def born(pid: int) -> str:
    """Return when a process began, as the kernel counts; empty where it is gone or unknown."""
    try:
        stat = (PROC / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in {"Z", "X"} else fields[START_FIELD]


def is_gone(pid: int, birth: str) -> bool:
    """Tell whether the process that began at ``birth`` is surely no more on this machine."""
    if birth and (PROC / "self").exists():
        return born(pid) != birth
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
