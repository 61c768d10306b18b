"""``chuangcheng framework``: checks, lists and loads editions, and makes the workbook of facts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Place, Refused, Sentence
from chuangcheng.entrypoints.cli import terminal
from chuangcheng.entrypoints.cli.commands.options import (
    add_command,
    add_edition,
    add_json,
    add_language,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json
from chuangcheng.entrypoints.cli.shipped import edition_file, shipped

if TYPE_CHECKING:
    from chuangcheng.domain.editions import Edition
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

SOUND = N_("%(file)s: no faults. %(title)s %(version)s")
COUNTS = N_(
    "Top nodes: %(nodes)s; criteria: %(criteria)s; standards: %(standards)s; "
    "site types: %(site_types)s, their items: %(items)s; questions: %(questions)s; "
    "articles of the negative list: %(articles)s; gates: %(gates)s."
)
WRITTEN = N_("%(file)s has been written: one row for each of %(rows)s codes.")
LOADED = N_("%(title)s (%(code)s %(version)s) has been loaded into the library.")
HELD = N_("The library already holds %(title)s (%(code)s %(version)s); nothing was changed.")

EXISTS = Sentence(
    "output.exists",
    N_("the file exists and may hold facts already; nothing was changed."),
    N_("Choose another name; if it is to be overwritten, add --overwrite."),
)


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command and its own commands to the parser."""
    say = voice.say
    about = say(N_("Check, list or load editions of frameworks, or make a workbook of facts."))
    parser = commands.add_parser("framework", help=about, description=about)
    add_language(parser, voice)
    inner = parser.add_subparsers(
        title=say(N_("commands")), metavar=say(N_("COMMAND")), dest="subcommand", required=True
    )
    text = N_("List the editions that come with the program.")
    add_json(add_command(inner, voice, "list", run_list, text), voice)
    check = add_command(
        inner, voice, "check", run_check, N_("Name every fault of an edition, with its place.")
    )
    add_edition(check, "FILE", voice)
    add_json(check, voice)
    text = N_("Load an edition into the library of this installation.")
    add_edition(add_command(inner, voice, "load", run_load, text), "EDITION", voice)
    sheet = add_command(
        inner,
        voice,
        "facts-sheet",
        run_facts_sheet,
        N_("Write an empty workbook with a row for every standard, to fill facts in."),
    )
    add_edition(sheet, "EDITION", voice)
    sheet.add_argument("out", metavar="OUT.xlsx", type=Path, help=say(N_("the workbook to write")))
    sheet.add_argument(
        "--overwrite",
        action="store_true",
        help=say(N_("replace the workbook if it exists, with whatever was filled in")),
    )


def run_list(options: argparse.Namespace, voice: Voice) -> int:
    """Print code, version and title of every edition that comes with the program."""
    from chuangcheng.features.frameworks.formats.opening import open_edition

    editions = [open_edition(file) for _, file in shipped()]
    rows = [(one.code, one.version, one.title.get(voice.language)) for one in editions]
    if options.json:
        names = ("code", "version", "title")
        print_json({"editions": [dict(zip(names, row, strict=True)) for row in rows]})
        return 0
    for line in terminal.plain_table(rows, widest=terminal.columns()):
        print(line)
    return 0


def run_check(options: argparse.Namespace, voice: Voice) -> int:
    """Print what the edition holds; its faults are printed by whoever catches ``Refused``."""
    from chuangcheng.features.frameworks.formats.opening import open_edition
    from chuangcheng.foundation.shell.formats.notes import shown_file

    edition = open_edition(edition_file(options.file))
    counts = count(edition)
    if options.json:
        about = {"code": edition.code, "version": edition.version, "kind": edition.kind}
        about |= {"title": edition.title.get(voice.language)}
        print_json({"faults": [], "edition": {**about, **counts}})
        return 0
    words = {
        "file": shown_file(options.file),
        "title": edition.title.get(voice.language),
        "version": edition.version,
    }
    print(voice.say(SOUND) % words)
    print(voice.say(COUNTS) % counts)
    return 0


def count(edition: "Edition") -> dict[str, int]:
    """Return how much of everything an edition holds."""
    return {
        "nodes": len(edition.nodes),
        "criteria": sum(1 for _ in edition.criteria()),
        "standards": sum(1 for _ in edition.standards()),
        "site_types": len(edition.site_types),
        "items": sum(len(site_type.items) for site_type in edition.site_types),
        "questions": len(edition.questions),
        "articles": len(edition.negative),
        "gates": len(edition.gates),
    }


def run_load(options: argparse.Namespace, voice: Voice) -> int:
    """Take an edition into the library; the same content a second time changes nothing."""
    from chuangcheng.domain.editions import read_edition
    from chuangcheng.entrypoints.cli.django_start import start_django
    from chuangcheng.entrypoints.cli.serving import check_library
    from chuangcheng.features.frameworks.formats.documents import open_document

    document = open_document(edition_file(options.edition), kind="edition")
    reading = read_edition(document.data, document.locate)
    if reading.edition is None:
        raise Refused(reading.faults)
    start_django()
    check_library()
    from chuangcheng.features.frameworks.services import checksum_of, load_edition

    loading = load_edition(reading.edition, document.data, checksum_of(document.data))
    if loading.fault is not None:
        raise Refused((loading.fault,))
    words = {
        "title": reading.edition.title.get(voice.language),
        "code": reading.edition.code,
        "version": reading.edition.version,
    }
    print(voice.say(LOADED if loading.created else HELD) % words)
    return 0


def run_facts_sheet(options: argparse.Namespace, voice: Voice) -> int:
    """Write the empty workbook of facts for an edition."""
    from chuangcheng.features.frameworks.formats.facts_template import write_facts_sheet
    from chuangcheng.features.frameworks.formats.opening import open_edition
    from chuangcheng.foundation.shell.formats.notes import shown_file
    from chuangcheng.foundation.shell.formats.output_files import check_output

    source = edition_file(options.edition)
    check_output(options.out, ".xlsx", (source,))
    if options.out.exists() and not options.overwrite:
        raise Refused((Fault(EXISTS, Place(file=shown_file(options.out))),))
    edition = open_edition(source)
    rows = write_facts_sheet(options.out, edition, voice.language, voice.say)
    print(voice.say(WRITTEN) % {"file": shown_file(options.out), "rows": rows})
    return 0
