"""``chuangcheng worker``: does the background work, beside the site or on another machine."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence
from chuangcheng.entrypoints.cli.commands.options import add_command, number_of
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.watching import WATCHED_BY

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

AT_ONCE = 2
MOST_AT_ONCE = 32
QUIETLY = 5
"""How much a worker beside the site gives way to it, as ``nice`` counts."""
NOT_AT_ONCE = N_("the number of jobs at once is from 1 to 32")
ONE_WRITER = Sentence(
    "worker.sqlite",
    N_("Not started: with SQLite the site does its background work itself."),
    N_("Run “chuangcheng serve”, which starts the one worker; more need PostgreSQL."),
)
WORKING = N_("Working in the background (Ctrl-C stops)")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "worker",
        run,
        N_("Do the background work; needed only on a large installation (JOBS=external)."),
    )
    parser.add_argument(
        "--at-once",
        type=number_of(voice.say(NOT_AT_ONCE), least=1, most=MOST_AT_ONCE),
        default=AT_ONCE,
        metavar="N",
        help=voice.say(N_("jobs done at the same time (default 2)")),
    )


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Check that the tables are there, then work until Ctrl-C or SIGTERM."""
    from chuangcheng.entrypoints.cli import serving
    from chuangcheng.entrypoints.cli.django_start import start_django

    watched_by = int(os.environ.pop(WATCHED_BY, "0")) or None
    if watched_by is not None:
        os.nice(QUIETLY)  # before anything heavy: the site is starting, too
    start_django()
    from django.conf import settings
    from django.db import connection

    from chuangcheng.foundation.jobs.worker import work

    on_sqlite = connection.vendor == "sqlite"
    if watched_by is None:
        if on_sqlite:
            raise Refused((Fault(ONE_WRITER),))
        serving.check_library()
        print(voice.say(WORKING), flush=True)
    folder = Path(settings.CHUANGCHENG_HOME) if on_sqlite else None
    work(at_once=options.at_once, watched_by=watched_by, only_one_in=folder)
    return 0
