"""``chuangcheng framework``: checks editions, and makes the workbook to fill facts in."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import add_command, add_file, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.domain.editions import Edition
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

SOUND = N_("%(file)s: no faults. %(title)s %(version)s")
COUNTS = N_(
    "%(nodes)s top nodes, %(criteria)s criteria, %(standards)s standards, "
    "%(site_types)s site types with %(items)s items, %(questions)s questions, "
    "%(articles)s articles of the negative list, %(gates)s gates."
)
WRITTEN = N_("%(file)s has been written: one row for each of %(rows)s codes.")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command and its own commands to the parser."""
    say = voice.say
    about = say(N_("Check an edition of a framework, or make a workbook to fill facts in."))
    parser = commands.add_parser("framework", help=about, description=about)
    inner = parser.add_subparsers(
        title=say(N_("commands")), metavar=say(N_("COMMAND")), dest="subcommand", required=True
    )
    check = add_command(
        inner, voice, "check", run_check, N_("Name every fault of an edition, with its place.")
    )
    add_file(check, "FILE", say(N_("the edition of the framework (.yaml or .json)")))
    add_json(check, voice)
    sheet = add_command(
        inner,
        voice,
        "facts-sheet",
        run_facts_sheet,
        N_("Write an empty workbook with a row for every standard, to fill facts in."),
    )
    add_file(sheet, "EDITION", say(N_("the edition of the framework (.yaml or .json)")))
    sheet.add_argument("out", metavar="OUT.xlsx", type=Path, help=say(N_("the workbook to write")))


def run_check(options: argparse.Namespace, voice: Voice) -> int:
    """Print what the edition holds; its faults are printed by whoever catches ``Refused``."""
    from chuangcheng.features.frameworks.formats.notes import shown_file
    from chuangcheng.features.frameworks.formats.opening import open_edition

    edition = open_edition(options.file)
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


def run_facts_sheet(options: argparse.Namespace, voice: Voice) -> int:
    """Write the empty workbook of facts for an edition."""
    from chuangcheng.features.frameworks.formats.facts_template import write_facts_sheet
    from chuangcheng.features.frameworks.formats.notes import shown_file
    from chuangcheng.features.frameworks.formats.opening import open_edition
    from chuangcheng.features.frameworks.formats.output_files import check_output

    check_output(options.out, ".xlsx", (options.edition,))
    edition = open_edition(options.edition)
    rows = write_facts_sheet(options.out, edition, voice.language, voice.say)
    print(voice.say(WRITTEN) % {"file": shown_file(options.out), "rows": rows})
    return 0
