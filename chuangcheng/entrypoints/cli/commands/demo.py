"""``chuangcheng demo``: a running site with the demonstration county, in a folder of its own."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Place, Refused, Sentence
from chuangcheng.entrypoints.cli.commands.options import add_command
from chuangcheng.entrypoints.cli.commands.serve import HOST, add_port
from chuangcheng.entrypoints.cli.languages import Voice

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

FOLDER = Path("var/demo")
MARK = "this-is-a-demonstration"

REAL_DATABASE = Sentence(
    "demo.real_database",
    N_("DATABASE_URL is set, and the demonstration would be written into that database."),
    N_("Remove DATABASE_URL; the demonstration makes a database of its own."),
)
REAL_FOLDER = Sentence(
    "demo.real_folder",
    N_("this folder holds the data of a site that is no demonstration."),
    N_("Remove CHUANGCHENG_HOME, or name an empty folder."),
)
READY = N_("The demonstration is ready. All names and figures in it are invented.")
SIGN_IN = N_(
    "Sign in as office, liaison, leader or system, with the password %(password)s; "
    "the sign-in page lists all accounts."
)
HOW_TO_SERVE = N_("Serve it with: chuangcheng demo")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, voice, "demo", run, N_("Load the demonstration data and serve them.")
    )
    add_port(parser, voice)
    parser.add_argument(
        "--no-serve",
        action="store_true",
        help=voice.say(N_("only load the data, do not serve them")),
    )


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Prepare the demonstration's own folder and database, then serve this machine."""
    _use_own_folder()
    from chuangcheng.entrypoints.cli import serving
    from chuangcheng.entrypoints.cli.commands.migrate import apply_migrations
    from chuangcheng.entrypoints.cli.django_start import start_django, unapplied_migrations

    if not options.no_serve:
        serving.check_port(HOST, options.port)
    start_django()
    from django.core.management import call_command
    from django.utils.translation import override

    serving.check_database()
    with override(voice.language.lower()):
        if unapplied_migrations():
            apply_migrations()
        call_command("load_demonstration", verbosity=0)
    print(voice.say(READY))
    if options.no_serve:
        print(_how_to_sign_in(voice))
        print(voice.say(HOW_TO_SERVE))
        return 0
    serving.check_fit(HOST)
    return serving.serve(HOST, options.port, voice, (_how_to_sign_in(voice),))


def _how_to_sign_in(voice: Voice) -> str:
    """Return which accounts there are, with the password this demonstration made."""
    from chuangcheng.foundation.accounts.queries.demonstration import shown_password

    return voice.say(SIGN_IN) % {"password": shown_password()}


def _use_own_folder() -> None:
    """Point the settings at a folder that only ever held a demonstration."""
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        raise Refused((Fault(REAL_DATABASE),))
    home = Path(os.environ.get("CHUANGCHENG_HOME") or FOLDER).absolute()
    mark = home / MARK
    if (home / "db.sqlite3").exists() and not mark.exists():
        raise Refused((Fault(REAL_FOLDER, Place(file=str(home))),))
    os.environ["CHUANGCHENG_HOME"] = str(home)
    os.environ["DEMO"] = "1"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch(exist_ok=True)
    except OSError:
        return  # the settings say in full what is wrong with the folder
