"""``chuangcheng audit``: checks the record, seals what is pending, hands it out as a file."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence, describe
from chuangcheng.entrypoints.cli import terminal
from chuangcheng.entrypoints.cli.commands.options import (
    add_command,
    add_file,
    add_json,
    add_language,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import fault_documents, print_json

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.audit.models import Event
    from chuangcheng.foundation.audit.queries import Check

INTACT = N_("The record is intact: %(events)s events under %(seals)s seals.")
NOT_INTACT = N_("The record has been tampered with. Findings: %(count)s.")
LAST = N_("Last seal: %(number)s %(hash)s")
MORE = N_("… and %(count)s more of this kind.")
WARNING = N_("note")
SEALED = N_("Events sealed: %(count)s.")
WRITTEN = N_("%(file)s has been written: %(count)s events.")
NOT_A_DAY = N_("a day is written 2026-11-24")

ENDINGS = (".jsonl", ".csv", ".xlsx")
UNKNOWN_ENDING = Sentence(
    "record.export_ending",
    N_("%(file)s: the ending says neither JSON lines nor CSV nor workbook."),
    N_("Let the name end in .jsonl, .csv or .xlsx."),
)
TOO_MANY = Sentence(
    "record.export_too_many",
    N_("These are more events (%(count)s) than a sheet of a workbook can hold."),
    N_("Narrow the time with --since and --until, or write .csv or .jsonl."),
)


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command and its own commands to the parser."""
    say = voice.say
    about = say(N_("Check the record, seal what is pending, or export it."))
    parser = commands.add_parser("audit", help=about, description=about)
    add_language(parser, voice)
    inner = parser.add_subparsers(
        title=say(N_("commands")), metavar=say(N_("COMMAND")), dest="subcommand", required=True
    )
    text = N_("Check the whole chain: was anything changed, removed, put in, cut off or made anew?")
    verify = add_command(inner, voice, "verify", run_verify, text)
    add_json(verify, voice)
    verify.add_argument(
        "--heads",
        type=Path,
        metavar="FILE",
        help=say(N_("compare with this file of heads, for example one from a backup")),
    )
    text = N_("Seal what is pending, as the worker does every few seconds.")
    add_command(inner, voice, "seal", run_seal, text)
    text = N_("Write events to a file: .jsonl (the lines that are hashed), .csv or .xlsx.")
    export = add_command(inner, voice, "export", run_export, text)
    add_file(export, "FILE", say(N_("the file to write; its ending chooses the form")))
    day = _day_reader(say(NOT_A_DAY))
    export.add_argument(
        "--since", type=day, metavar="DAY", help=say(N_("first day, for example 2026-11-01"))
    )
    export.add_argument("--until", type=day, metavar="DAY", help=say(N_("last day")))


def _day_reader(complaint: str) -> Callable[[str], date]:
    def day(written: str) -> date:
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise argparse.ArgumentTypeError(complaint) from None

    return day


def run_verify(options: argparse.Namespace, voice: Voice) -> int:
    """Check the chain and record that it was checked; exit code 1 where anybody tampered."""
    _start()
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.foundation.audit.services import verify_and_record

    with as_console():
        check = verify_and_record(heads=options.heads)
    if options.json:
        print_json(_document(check, voice))
    else:
        _print(check, voice)
    return 0 if check.is_sound else 1


def run_seal(_options: argparse.Namespace, voice: Voice) -> int:
    """Seal what is pending."""
    _start()
    from chuangcheng.foundation.audit.services import seal

    print(voice.say(SEALED) % {"count": seal()})
    return 0


def run_export(options: argparse.Namespace, voice: Voice) -> int:
    """Write events to a file, whole or not at all, and record that they were handed out."""
    from chuangcheng.foundation.shell.formats.notes import shown_file
    from chuangcheng.foundation.shell.formats.output_files import check_output, write_whole

    path, ending = options.file, options.file.suffix.lower()
    if ending not in ENDINGS:
        raise Refused((Fault(UNKNOWN_ENDING, params={"file": shown_file(path)}),))
    check_output(path, ending)
    _start()
    from django.utils.translation import override

    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.foundation.audit.formats.sheets import MOST_ROWS
    from chuangcheng.foundation.audit.queries import Sight, Wanted, found_events
    from chuangcheng.foundation.audit.services import export
    from chuangcheng.foundation.shell.access import Scope

    everything = Sight((Scope(),), (Scope(),))
    wanted = Wanted(since=_start_of(options.since), until=_start_of(options.until, days=1))
    count = found_events(everything, wanted).count()
    if ending == ".xlsx" and count > MOST_ROWS:
        raise Refused((Fault(TOO_MANY, params={"count": str(count)}),))
    with as_console(), override(voice.language):
        events = export(everything, wanted, ending[1:])
        write_whole(path, lambda aside: _write(events, ending, aside))
        count = events.count()
    print(voice.say(WRITTEN) % {"file": shown_file(path), "count": count})
    return 0


def _start() -> None:
    from chuangcheng.entrypoints.cli.django_start import start_django
    from chuangcheng.entrypoints.cli.serving import check_library

    start_django()
    check_library()


def _start_of(day: date | None, *, days: int = 0) -> datetime | None:
    """Return the first moment of a day, or of one that many days later, where we are."""
    from django.utils import timezone

    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.min)) + timedelta(days=days)


def _write(events: "QuerySet[Event]", ending: str, aside: Path) -> None:
    from django.utils.translation import gettext

    from chuangcheng.foundation.audit.formats.sheets import csv_chunks, write_workbook
    from chuangcheng.foundation.audit.queries.table import table_rows
    from chuangcheng.foundation.audit.services import lines

    if ending == ".xlsx":
        write_workbook(aside, gettext("record"), table_rows(events))
        return
    chunks: Iterable[str] = (
        csv_chunks(table_rows(events))
        if ending == ".csv"
        else (f"{line}\n" for line in lines(events))
    )
    with aside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chunks)


def _document(check: "Check", voice: Voice) -> dict[str, object]:
    return {
        "intact": check.is_sound,
        "events": check.events,
        "seals": check.seals,
        "last_seal": check.last_seal,
        "last_hash": check.last_hash,
        "counts": dict(sorted(check.counts.items())),
        "faults": _said(check.faults, voice),
        "warnings": _said(check.warnings, voice),
        "notes": _said(check.notes, voice),
    }


def _said(found: list[Fault], voice: Voice) -> list[dict[str, object]]:
    documents = fault_documents(found, voice)
    return [
        {name: one[name] for name in ("code", "message", "remedy")} | {"names": dict(fault.params)}
        for one, fault in zip(documents, found, strict=True)
    ]


def _print(check: "Check", voice: Voice) -> None:
    if check.is_sound:
        print(voice.say(INTACT) % {"events": check.events, "seals": check.seals})
    else:
        count = sum(check.counts[code] for code in {fault.code for fault in check.faults})
        print(voice.say(NOT_INTACT) % {"count": count}, file=sys.stderr)
    if check.last_seal:
        print(voice.say(LAST) % {"number": check.last_seal, "hash": check.last_hash})
    for found in (*check.warnings, *check.notes):
        print(f"{voice.say(WARNING)}: {terminal.clean(describe(found, voice.say))}")
    for fault in check.faults:
        print(terminal.clean(describe(fault, voice.say)), file=sys.stderr)
    for code in sorted({fault.code for fault in check.faults}):
        more = check.counts[code] - sum(fault.code == code for fault in check.faults)
        if more:
            print(f"{code} {voice.say(MORE) % {'count': more}}", file=sys.stderr)
