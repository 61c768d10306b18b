"""The state folder and the keys kept in it."""

import secrets
from pathlib import Path

from chuangcheng.config.env.faults import BAD_KEY_FILE, NO_HOME
from chuangcheng.config.env.variables import HOME, SECRET_KEY
from chuangcheng.domain.errors import Fault, Refused


def state_folder(home: Path) -> Path:
    """Create the state folder for this user only; raise Refused where that fails."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _no_home(home) from error
    return home


def own_key(home: Path, *, look_only: bool) -> str:
    """Return the key kept in ``home``, made at first start; only the program's user can read it.

    Two processes that start at once agree: the key is written aside, then put in place by a link,
    which fails for the second.
    """
    path = home / "secret_key"
    aside = home / f".secret_key.{secrets.token_hex(8)}"
    try:
        if not path.exists():
            if look_only:
                return secrets.token_urlsafe(48)
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_urlsafe(48), "ascii")
            _put(aside, path)
        key = path.read_text("ascii").strip()
    except UnicodeError:
        key = ""
    except OSError as error:
        raise _no_home(home) from error
    if not key:
        params = {"variable": SECRET_KEY.name, "file": str(path)}
        raise Refused((Fault(BAD_KEY_FILE, params=params),))
    return key


def _put(aside: Path, path: Path) -> None:
    """Give the finished file its name unless another process was quicker."""
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink(missing_ok=True)


def _no_home(home: Path) -> Refused:
    params = {"variable": HOME.name, "file": str(home)}
    return Refused((Fault(NO_HOME, params=params),))
