"""Options that several commands share."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.languages import LOCALES, Voice

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - no public name


class Run(Protocol):
    """What a command does: takes its options and a voice, returns the exit code."""

    def __call__(self, options: argparse.Namespace, voice: Voice, /) -> int:
        """Run the command."""
        ...


def add_command(
    commands: "Subparsers", voice: Voice, name: str, run: Run, text: str
) -> argparse.ArgumentParser:
    """Add a command with its help, which is also its description, and with ``--lang``."""
    said = voice.say(text)
    parser = commands.add_parser(name, help=said, description=said)
    parser.set_defaults(run=run)
    add_language(parser, voice)
    return parser


def add_language(parser: argparse.ArgumentParser, voice: Voice) -> None:
    """Add ``--lang``, which is read before all else wherever it stands."""
    parser.add_argument(
        "--lang",
        choices=tuple(LOCALES),
        metavar="LANG",
        help=voice.say(N_("language of the output: zh-Hant, zh-Hans or en")),
    )


def add_json(parser: argparse.ArgumentParser, voice: Voice) -> None:
    """Add ``--json``."""
    parser.add_argument(
        "--json",
        action="store_true",
        help=voice.say(N_("print a JSON document for programs instead of text")),
    )


def add_file(parser: argparse.ArgumentParser, name: str, text: str) -> None:
    """Add a file as a positional argument; ``text`` is already in the person's language."""
    parser.add_argument(name.lower(), metavar=name, type=Path, help=text)


def add_edition(parser: argparse.ArgumentParser, name: str, voice: Voice) -> None:
    """Add an edition as a positional argument: a file, or the code of a shipped edition."""
    text = N_(
        "the edition: a file (.yaml or .json), or the code of one that comes with the program"
    )
    add_file(parser, name, voice.say(text))


def number_of(complaint: str, *, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return what reads a whole number within bounds; ``complaint`` is said of anything else."""

    def read(written: str) -> int:
        try:
            number = int(written)
        except ValueError:
            raise argparse.ArgumentTypeError(complaint) from None
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(complaint)
        return number

    return read
