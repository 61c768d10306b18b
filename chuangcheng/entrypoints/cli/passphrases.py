"""Asks for a passphrase, or reads it from a file; never takes one from the command line."""

import argparse
import getpass
import sys
from pathlib import Path
from typing import Final

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence
from chuangcheng.entrypoints.cli.languages import Voice

ASK: Final = N_("Passphrase: ")
ASK_AGAIN: Final = N_("The same once more: ")
DIFFERENT: Final = Sentence(
    "passphrase.different",
    N_("The two passphrases are not the same."),
    N_("Give the command again."),
)
NOBODY: Final = Sentence(
    "passphrase.nobody",
    N_("Nobody can be asked for the passphrase here."),
    N_("Put it into a file that only you can read, and name it with --passphrase-file."),
)
UNREADABLE: Final = Sentence(
    "passphrase.unreadable",
    N_("The file %(file)s cannot be read as text, or is empty."),
    N_("Put the passphrase into its first line."),
)


def add_file(parser: argparse.ArgumentParser, voice: Voice) -> None:
    """Add ``--passphrase-file``."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=voice.say(N_("file whose first line is the passphrase, instead of being asked")),
    )


def read(file: Path | None, voice: Voice, *, twice: bool) -> str:
    """Return the passphrase; asked ``twice`` where it is new. Raises Refused."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise Refused((Fault(NOBODY),))
    passphrase = getpass.getpass(voice.say(ASK))
    if twice and getpass.getpass(voice.say(ASK_AGAIN)) != passphrase:
        raise Refused((Fault(DIFFERENT),))
    return passphrase


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    if not lines or not lines[0]:
        raise Refused((Fault(UNREADABLE, params={"file": str(file)}),))
    return lines[0]
