"""``chuangcheng migrate``: brings the database's tables to this version."""

import argparse
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Refused
from chuangcheng.entrypoints.cli.commands.options import add_command, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

UP_TO_DATE = N_("The database is up to date.")
STEPS = N_("Steps that the database needs: %(count)s")
DONE = N_("Done.")
EMPTY_LIBRARY = N_(
    "The library of frameworks is empty. To load the county edition, run: "
    "chuangcheng framework load county-suggested"
)


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "migrate",
        run,
        N_("Create the tables of the database, or bring them to this version."),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=voice.say(N_("only tell whether steps are needed; exit code 1 if so")),
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Apply what is missing, step by step in the order that Django gives."""
    from chuangcheng.entrypoints.cli.django_start import start_django, unapplied_migrations
    from chuangcheng.entrypoints.cli.serving import check_database

    start_django()
    check_database()
    missing = unapplied_migrations()
    if not options.json:
        _print(missing, voice)
    if missing and not options.check:
        apply_migrations()
    if options.json:
        print_json({"steps": missing, "applied": bool(missing) and not options.check})
    elif not options.check:
        if missing:
            print(voice.say(DONE))
        if library_is_empty():
            print(voice.say(EMPTY_LIBRARY))
    return 1 if missing and options.check else 0


def _print(missing: list[str], voice: Voice) -> None:
    if not missing:
        print(voice.say(UP_TO_DATE))
        return
    print(voice.say(STEPS) % {"count": len(missing)})
    for name in missing:
        print(f"  {name}")


def apply_migrations() -> None:
    """Apply all missing migrations without a word; raise ``Refused`` where the database says no."""
    from django.core.management import call_command
    from django.db import DatabaseError

    from chuangcheng.entrypoints.cli.serving import UNWRITTEN

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        reason = str(error).strip().split("\n")[0]
        raise Refused((Fault(UNWRITTEN, params={"reason": reason}),)) from None


def library_is_empty() -> bool:
    """Tell whether no edition of a framework has been loaded yet."""
    from chuangcheng.features.frameworks.models import Edition

    return not Edition.objects.exists()
