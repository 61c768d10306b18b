"""The state folder and the keys kept in it."""

import base64
import secrets
from pathlib import Path

from chuangcheng.config.env.faults import BAD_KEY_FILE, LOST_KEY_FILE, NO_HOME
from chuangcheng.config.env.reader import encryption_key
from chuangcheng.config.env.variables import ENCRYPTION_KEYS, HOME, SECRET_KEY
from chuangcheng.domain.errors import Fault, Refused


def state_folder(home: Path) -> Path:
    """Create the state folder for this user only; raise Refused where that fails."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _no_home(home) from error
    return home


def own_key(home: Path, *, look_only: bool) -> str:
    """Return the key kept in ``home``, made at first start; only the program's user can read it."""
    key = _kept(home, "secret_key", secrets.token_urlsafe(48), look_only=look_only)
    if not key:
        params = {"variable": SECRET_KEY.name, "file": str(home / "secret_key")}
        raise Refused((Fault(BAD_KEY_FILE, params=params),))
    return key


def own_encryption_keys(home: Path, *, look_only: bool) -> tuple[str, ...]:
    """Return the keys that seal secrets, kept in ``home`` like the other; one key a line."""
    fresh = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    found = tuple(_kept(home, "encryption_keys", fresh, look_only=look_only).split())
    if not found or not all(encryption_key(key) for key in found):
        params = {"variable": ENCRYPTION_KEYS.name, "file": str(home / "encryption_keys")}
        raise Refused((Fault(LOST_KEY_FILE, params=params),))
    return found


def _kept(home: Path, name: str, fresh: str, *, look_only: bool) -> str:
    """Return what the file ``name`` holds, made with ``fresh`` in it where it is not there yet.

    Two processes that start at once agree: the key is written aside, then put in place by a link,
    which fails for the second. Empty where the file is no text.
    """
    path, aside = home / name, home / f".{name}.{secrets.token_hex(8)}"
    try:
        if not path.exists():
            if look_only:
                return fresh
            aside.touch(mode=0o600)
            aside.write_text(fresh, "ascii")
            _put(aside, path)
        return path.read_text("ascii").strip()
    except UnicodeError:
        return ""
    except OSError as error:
        raise _no_home(home) from error


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
