"""``chuangcheng score``: the traced score of a subject, without Django and without a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.commands.options import (
    add_command,
    add_edition,
    add_file,
    add_json,
    number_of,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json
from chuangcheng.entrypoints.cli.shipped import edition_file

if TYPE_CHECKING:
    from chuangcheng.domain.scoring import Result
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

LOSSES = 10
NOT_A_COUNT = N_("write how many to list: a whole number, 0 for all")


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
    add_edition(parser, "EDITION", voice)
    add_file(parser, "FACTS", say(N_("the facts of the subject (.yaml, .json or .xlsx)")))
    parser.add_argument(
        "--trace", action="store_true", help=say(N_("show how every number came about"))
    )
    add_json(parser, voice)
    parser.add_argument(
        "--losses",
        type=number_of(voice.say(NOT_A_COUNT), least=0),
        default=LOSSES,
        metavar="N",
        help=say(
            N_(
                "how many criteria that lose most, or are least known, to list "
                "(default 10; 0 lists all)"
            )
        ),
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


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Score, then print and write what was asked for; a failing gate is an answer, not a no."""
    options.edition = edition_file(options.edition)
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
    from chuangcheng.foundation.shell.formats.output_files import check_output

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
    from chuangcheng.features.frameworks.formats.result_files import write_results
    from chuangcheng.features.frameworks.formats.result_tables import result_tables

    tables = result_tables(result, voice.language, voice.say)
    write_results(tables, workbook=options.xlsx, trace=options.csv)
