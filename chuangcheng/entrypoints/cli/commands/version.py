"""``chuangcheng version``: which program this is."""

import argparse
import sys
from typing import TYPE_CHECKING

from chuangcheng import __version__
from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import add_command, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, voice, "version", run, N_("Tell the version of the program and of Python.")
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, _: Voice) -> int:
    """Print the versions."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    if options.json:
        print_json({"chuangcheng": __version__, "python": python})
    else:
        print(f"chuangcheng {__version__} (Python {python})")
    return 0
