"""Who acts when a command changes something: whoever sits at the console of the machine."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_console() -> Iterator[None]:
    """Let the record name the machine's user, done from the command line."""
    from chuangcheng.foundation.audit.actors import Actor, acting

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "?"  # a user without a name, as in some containers
    with acting(Actor(f"console:{name}", name, kind="system"), "cli"):
        yield
