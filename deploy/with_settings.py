"""Reads the settings of the installed program for install.sh, by whichever Python installs it.

    with_settings.py FILE get NAME            prints a setting, or nothing
    with_settings.py FILE run COMMAND...      becomes the command, with the settings and no other

FILE is the environment file of the systemd unit. The settings never become arguments of a program:
any user of the machine can read those, and there are keys and passwords among them.
"""

import os
import shlex
import sys
from pathlib import Path

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
OF_THE_CALLER = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "TERM")


def settings(text: str) -> dict[str, str]:
    """Return the settings in a file as systemd reads it: NAME=value, quotes, comments by # or ;."""
    found = {}
    for line in text.replace("\\\n", "").splitlines():
        name, sign, value = line.strip().partition("=")
        if sign and name[:1] not in {"#", ";"}:
            found[name.strip()] = unquoted(value.strip())
    return found


def unquoted(value: str) -> str:
    """Return a value without the quotes around it, or around parts of it."""
    if not value.startswith(("'", '"')):
        return value
    try:
        return " ".join(shlex.split(value))
    except ValueError:  # a quote that does not end
        return value


def main() -> None:
    """Do what the arguments say."""
    file, verb, *rest = sys.argv[1:]
    found = settings(Path(file).read_text("utf-8"))
    if verb == "get":
        print(found.get(rest[0], ""))
        return
    kept = {name: os.environ[name] for name in OF_THE_CALLER if name in os.environ}
    os.execvpe(rest[0], rest, {"PATH": PATH, **kept, **found})  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
