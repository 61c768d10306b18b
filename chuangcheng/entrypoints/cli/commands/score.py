"""``chuangcheng score``: the traced score of a subject, without Django and without a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import add_command, add_file, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.domain.scoring import Result
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

LOSSES = 10


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    say = voice.say
    parser = add_command(
        commands,
        voice,
        "score",
        run,
        N_("Compute the score that the facts known today would get, and say how sure it is."),
    )
    add_file(parser, "EDITION", say(N_("the edition of the framework (.yaml or .json)")))
    add_file(parser, "FACTS", say(N_("the facts of the subject (.yaml, .json or .xlsx)")))
    parser.add_argument(
        "--trace", action="store_true", help=say(N_("show how every number came about"))
    )
    add_json(parser, voice)
    parser.add_argument(
        "--losses",
        type=_count,
        default=LOSSES,
        metavar="N",
        help=say(N_("how many of the criteria that lose most to list (default 10; 0 lists all)")),
    )
    parser.add_argument(
        "--xlsx",
        type=Path,
        metavar="OUT.xlsx",
        help=say(N_("also write all tables and the trace to a workbook")),
    )
    parser.add_argument(
        "--csv", type=Path, metavar="OUT.csv", help=say(N_("also write the trace as csv"))
    )


def _count(written: str) -> int:
    count = int(written)
    if count < 0:
        raise ValueError
    return count


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Score, then print and write what was asked for; a failing gate is an answer, not a no."""
    _check_outputs(options)
    result = _result(options)
    _write(result, options, voice)
    if options.json:
        from chuangcheng.domain.scoring import as_document

        losses = options.losses or None
        print_json(as_document(result, voice.language, trace=options.trace, losses=losses))
        return 0
    from chuangcheng.entrypoints.cli.score_text import print_score

    print_score(result, voice, trace=options.trace, losses=options.losses or None)
    return 0


def _check_outputs(options: argparse.Namespace) -> None:
    from chuangcheng.features.frameworks.formats.output_files import check_output

    for path, ending in ((options.xlsx, ".xlsx"), (options.csv, ".csv")):
        if path is not None:
            check_output(path, ending, (options.edition, options.facts))


def _result(options: argparse.Namespace) -> "Result":
    from chuangcheng.domain.scoring import score
    from chuangcheng.features.frameworks.formats.opening import open_edition, open_facts

    edition = open_edition(options.edition)
    return score(edition, open_facts(options.facts, edition))


def _write(result: "Result", options: argparse.Namespace, voice: Voice) -> None:
    if options.xlsx is None and options.csv is None:
        return
    from chuangcheng.features.frameworks.formats.result_files import write_csv, write_workbook
    from chuangcheng.features.frameworks.formats.result_tables import result_tables

    tables = result_tables(result, voice.language, voice.say)
    if options.xlsx is not None:
        write_workbook(options.xlsx, tables)
    if options.csv is not None:
        write_csv(options.csv, next(table for table in tables if table.name == "trace"))
