"""``chuangcheng orgs``: brings units, people and zones in from a file, and writes them to one."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import (
    N_,
    Fault,
    Place,
    Refused,
    Sentence,
    describe,
)
from chuangcheng.entrypoints.cli.commands.options import (
    add_command,
    add_file,
    add_json,
    add_language,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import fault_documents, print_faults, print_json
from chuangcheng.entrypoints.cli.terminal import clean

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.orgs.models import Subject

NO_SUBJECT = Sentence(
    "orgs_command.no_subject",
    N_("no subject has the code “%(code)s”."),
    N_("Use one of these: %(known)s."),
)
EXISTS = Sentence(
    "orgs_command.exists",
    N_("the file exists already; nothing was changed."),
    N_("Choose another name; if it is to be overwritten, add --overwrite."),
)
MEANWHILE = Sentence(
    "orgs_command.meanwhile",
    N_("something was changed while the file was compared; nothing was saved."),
    N_("Run the command again."),
)
COUNTS = N_(
    "%(sheet)s: to add %(added)s, to change %(changed)s, unchanged %(unchanged)s, "
    "refused %(refused)s, not in the file %(left)s"
)
ONLY_SHOWN = N_("Nothing was saved. To save it, add --save.")
HAS_REFUSED = N_(
    "Nothing was saved: rows are refused. Mend them, or add --good-rows-only to save the others."
)
SAVED = N_("Saved.")
WRITTEN = N_("%(file)s has been written.")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command and its own commands to the parser."""
    say = voice.say
    about = say(N_("Import units, people and zones from a file, or export them to one."))
    parser = commands.add_parser("orgs", help=about, description=about)
    add_language(parser, voice)
    inner = parser.add_subparsers(
        title=say(N_("commands")), metavar=say(N_("COMMAND")), dest="subcommand", required=True
    )
    text = N_("Say what a file would add and change; with --save, save it.")
    bring = add_command(inner, voice, "import", run_import, text)
    add_file(bring, "FILE", say(N_("the file: .xlsx or .csv")))
    _add_subject(bring, voice)
    bring.add_argument("--save", action="store_true", help=say(N_("save it, all or nothing")))
    bring.add_argument(
        "--good-rows-only",
        action="store_true",
        help=say(N_("with --save: save the good rows even if others are refused")),
    )
    add_json(bring, voice)
    out = add_command(
        inner, voice, "export", run_export, N_("Write units, people and zones to a workbook.")
    )
    out.add_argument("out", metavar="OUT.xlsx", type=Path, help=say(N_("the workbook to write")))
    _add_subject(out, voice)
    out.add_argument(
        "--template",
        action="store_true",
        help=say(N_("write the empty workbook to fill in instead")),
    )
    out.add_argument(
        "--overwrite", action="store_true", help=say(N_("replace the workbook if it exists"))
    )


def _add_subject(parser: argparse.ArgumentParser, voice: Voice) -> None:
    parser.add_argument(
        "--subject",
        metavar="CODE",
        default="",
        help=voice.say(N_("code of the subject; may be left out where there is only one")),
    )


def _subject(code: str) -> "Subject":
    """Start Django and return the subject; raise Refused if it is not clear which."""
    from chuangcheng.entrypoints.cli.django_start import start_django
    from chuangcheng.entrypoints.cli.serving import check_library

    start_django()
    check_library()
    from chuangcheng.foundation.orgs.models import Subject

    subjects = list(Subject.objects.all())
    found = [one for one in subjects if one.code == code or (not code and len(subjects) == 1)]
    if not found:
        known = ", ".join(one.code for one in subjects) or "-"
        raise Refused((Fault(NO_SUBJECT, params={"code": code, "known": known}),))
    return found[0]


# -- in -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a file: the counts by kind, what is to be said of it, whether it is saved."""

    counts: Mapping[str, Mapping[str, int]]
    notices: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    saved: bool


def run_import(options: argparse.Namespace, voice: Voice) -> int:
    """Show what a file would do, and save it where that is asked for; 1 if rows are refused."""
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.foundation.shell.formats.input_files import read_bytes
    from chuangcheng.foundation.shell.formats.limits import DEFAULT
    from chuangcheng.foundation.shell.formats.notes import Notes, shown_file

    name = shown_file(options.file)
    content = read_bytes(options.file, Notes(name), DEFAULT)
    subject = _subject(options.subject)
    with as_console():
        done = _bring_in(subject, content, name, options)
    if options.json:
        print_json(_document(done, voice))
    else:
        _print(done, options, voice)
    return 1 if done.faults and not done.saved else 0


def _bring_in(subject: "Subject", content: bytes, name: str, options: argparse.Namespace) -> _Done:
    """Hold the file against what is there, and save it where that is asked for."""
    from chuangcheng.foundation.orgs.formats.fault_data import faults_of
    from chuangcheng.foundation.orgs.models import ImportRun
    from chuangcheng.foundation.orgs.services import imports

    run = imports.send_file(subject=subject, content=content, file_name=name, at_once=True)
    notices = tuple(faults_of(run.notices))
    if run.state == ImportRun.State.REFUSED:
        raise Refused(notices)
    stored = run.rows.filter(outcome="refused").values_list("faults", flat=True)
    faults = tuple(fault for row in stored for fault in faults_of(row))
    if options.save and (not faults or options.good_rows_only):
        run = imports.agree(key=run.key, owner=run.owner, only_good=True, at_once=True)
        if run.state == ImportRun.State.FAILED:
            raise Refused(tuple(faults_of(run.notices)))
        if run.state == ImportRun.State.READY:
            imports.cancel(key=run.key, owner=run.owner)
            raise Refused((Fault(MEANWHILE, Place(file=name)),))
    else:
        imports.cancel(key=run.key, owner=run.owner)
    return _Done(run.counts, notices, faults, run.state == ImportRun.State.DONE)


def _document(done: _Done, voice: Voice) -> dict[str, object]:
    return {
        "saved": done.saved,
        "counts": done.counts,
        "notices": fault_documents(done.notices, voice),
        "faults": fault_documents(done.faults, voice),
    }


def _print(done: _Done, options: argparse.Namespace, voice: Voice) -> None:
    from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS

    for kind in KINDS:
        if kind in done.counts:
            words = {"sheet": LAYOUTS[kind].name(voice.language), **done.counts[kind]}
            print(voice.say(COUNTS) % words)
    for notice in done.notices:
        print(clean(describe(notice, voice.say)))
    print_faults(done.faults, voice, as_json=False)
    if done.saved:
        print(voice.say(SAVED))
    elif options.save:
        print(voice.say(HAS_REFUSED))
    else:
        print(voice.say(ONLY_SHOWN))


# -- out ------------------------------------------------------------------------------------------


def run_export(options: argparse.Namespace, voice: Voice) -> int:
    """Write what is there, or the template, to a workbook."""
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.foundation.shell.formats.notes import shown_file
    from chuangcheng.foundation.shell.formats.output_files import check_output, write_whole

    check_output(options.out, ".xlsx")
    if options.out.exists() and not options.overwrite:
        raise Refused((Fault(EXISTS, Place(file=shown_file(options.out))),))
    subject = _subject(options.subject)
    from chuangcheng.foundation.orgs.services import exports

    with as_console():
        if options.template:
            content = exports.template(
                subject=subject, language=voice.language, translate=voice.say
            )
        else:
            content = exports.export_workbook(subject=subject, language=voice.language)
    write_whole(options.out, lambda aside: _write(aside, content))
    print(voice.say(WRITTEN) % {"file": shown_file(options.out)})
    return 0


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
