"""``chuangcheng calendar``: shows a year of the working calendar, and loads one from a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli import terminal
from chuangcheng.entrypoints.cli.commands.options import (
    add_command,
    add_file,
    add_json,
    add_language,
    number_of,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.calendar.queries import Preview, Stretch, YearPage

NOT_A_YEAR = N_("a year from 2000 to 2099 belongs here")
PROVISIONAL = N_(
    "%(year)s has not been announced yet: weekends and the days off fixed by law, provisional."
)
WORKDAYS = N_("%(year)s: %(count)s workdays")
OFF = N_("off")
WORKED = N_("worked")
CHANGES = N_("Days that turn from worked to off or back: %(count)s")
SECOND_LOOK = N_("Please have a second look: %(what)s")
LOADED = N_("The days off of %(year)s are in the calendar now (version %(revision)s).")
HELD = N_("The calendar held the same days off of %(year)s already; nothing was changed.")
ONLY_CHECKED = N_("Only checked; nothing was saved.")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command and its own commands to the parser."""
    say = voice.say
    about = say(N_("Show a year of the working calendar, or load one from a file."))
    parser = commands.add_parser("calendar", help=about, description=about)
    add_language(parser, voice)
    inner = parser.add_subparsers(
        title=say(N_("commands")), metavar=say(N_("COMMAND")), dest="subcommand", required=True
    )
    show = add_command(inner, voice, "show", run_show, N_("List the days off of a year."))
    show.add_argument(
        "year",
        metavar="YEAR",
        type=number_of(say(NOT_A_YEAR), least=2000, most=2099),
        help=say(N_("the year, for example 2027")),
    )
    add_json(show, voice)
    text = N_("Load the days off of a year; see docs/reference/calendar-format.md.")
    load = add_command(inner, voice, "load", run_load, text)
    add_file(load, "FILE", say(N_("the file of the year (.yaml or .csv)")))
    load.add_argument(
        "--check",
        action="store_true",
        help=say(N_("only say what would change, save nothing")),
    )
    add_json(load, voice)


def _start() -> None:
    from chuangcheng.entrypoints.cli.django_start import start_django
    from chuangcheng.entrypoints.cli.serving import check_library

    start_django()
    check_library()


def run_show(options: argparse.Namespace, voice: Voice) -> int:
    """Print the days off and the days worked to make up."""
    _start()
    from chuangcheng.foundation.calendar import queries

    page = queries.year_page(options.year, queries.calendar_for())
    if options.json:
        print_json(_document(page))
        return 0
    words = {"year": page.year, "count": page.workdays}
    print(voice.say(WORKDAYS) % words)
    if page.provisional:
        print(voice.say(PROVISIONAL) % words)
    for line in terminal.plain_table(
        [_line(one, voice) for one in _in_order(page)], widest=terminal.columns()
    ):
        print(line)
    return 0


def _in_order(page: "YearPage") -> "list[Stretch]":
    return sorted((*page.holidays, *page.make_ups), key=lambda one: one.first)


def _line(one: "Stretch", voice: Voice) -> tuple[str, str, str]:
    dates = str(one.first) if one.first == one.last else f"{one.first} – {one.last}"
    kind = OFF if one.kind == "holiday" else WORKED
    return dates, voice.say(kind), voice.say(one.name) if one.name else ""


def _document(page: "YearPage") -> dict[str, object]:
    return {
        "year": page.year,
        "provisional": page.provisional,
        "workdays": page.workdays,
        "days": [
            {
                "date": str(one.first),
                "until": str(one.last),
                "kind": "holiday" if one.kind == "holiday" else "workday",
                "name": one.name,
            }
            for one in _in_order(page)
        ],
    }


def run_load(options: argparse.Namespace, voice: Voice) -> int:
    """Load a year; faults of the file are printed by whoever catches ``Refused``."""
    from chuangcheng.foundation.calendar.formats.year_file import LIMITS, read_year
    from chuangcheng.foundation.shell.formats.input_files import read_bytes
    from chuangcheng.foundation.shell.formats.notes import Notes, shown_file

    path: Path = options.file
    file = read_year(read_bytes(path, Notes(shown_file(path)), LIMITS), str(path))
    _start()
    from chuangcheng.foundation.audit.actors import SYSTEM, acting
    from chuangcheng.foundation.calendar import queries, services

    if options.check:
        preview, changed, revision = queries.preview(file), False, 0
    else:
        with acting(SYSTEM, "cli"):
            loading = services.load_year(file)
        preview, changed = loading.preview, loading.changed
        revision = loading.year.revision
    if options.json:
        print_json(_outcome(preview, changed=changed))
        return 0
    _print(preview, voice)
    words = {"year": file.year, "revision": revision}
    print(voice.say(ONLY_CHECKED if options.check else LOADED if changed else HELD) % words)
    return 0


def _outcome(preview: "Preview", *, changed: bool) -> dict[str, object]:
    return {
        "faults": [],
        "year": preview.file.year,
        "loaded": changed,
        "changes": [
            {"date": str(one.after.date), "worked": one.after.is_worked} for one in preview.changes
        ],
    }


def _print(preview: "Preview", voice: Voice) -> None:
    from chuangcheng.domain.errors import describe

    print(voice.say(CHANGES) % {"count": len(preview.changes)})
    rows = [
        (
            str(one.after.date),
            voice.say(WORKED if one.after.is_worked else OFF),
            voice.say(one.after.name) if one.after.name else "",
        )
        for one in preview.changes
    ]
    for line in terminal.plain_table(rows, widest=terminal.columns()):
        print(f"  {line}")
    for fault in preview.warnings:
        print(voice.say(SECOND_LOOK) % {"what": describe(fault, voice.say)})
