"""``chuangcheng migrate``: brings the database's tables to this version."""

import argparse
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import add_command
from chuangcheng.entrypoints.cli.languages import Voice

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

UP_TO_DATE = N_("The database is up to date.")
STEPS = N_("The database needs %(count)s steps:")
DONE = N_("Done.")


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


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Apply what is missing, step by step in the order that Django gives."""
    from chuangcheng.entrypoints.cli.django_start import start_django, unapplied_migrations

    start_django()
    missing = unapplied_migrations()
    if not missing:
        print(voice.say(UP_TO_DATE))
        return 0
    print(voice.say(STEPS) % {"count": len(missing)})
    for name in missing:
        print(f"  {name}")
    if options.check:
        return 1
    apply_migrations()
    print(voice.say(DONE))
    return 0


def apply_migrations() -> None:
    """Apply all missing migrations without a word."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
