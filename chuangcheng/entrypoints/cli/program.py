"""The program behind ``chuangcheng``: reads the command line and runs one command.

Exit codes: 0 done, 1 the answer is no (faults, unsafe, refused), 2 wrong use, 130 stopped
by Ctrl-C. Nothing heavy is imported before a command runs.
"""

import os
import sys
from collections.abc import Sequence

from chuangcheng.domain.errors import N_, Refused
from chuangcheng.entrypoints.cli import languages, terminal
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.parser import build_parser
from chuangcheng.entrypoints.cli.refusals import print_faults

DONE, NO, WRONG_USE, STOPPED = 0, 1, 2, 130

UNEXPECTED = N_("The program has come upon an error of its own (%(kind)s): %(what)s")
PLEASE_REPORT = N_("Please report it with the command you gave; DEBUG=1 shows where it happened.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv`` (default: the process's arguments); return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    terminal.prepare(sys.stdout)
    terminal.prepare(sys.stderr)
    with languages.spoken(languages.choose(arguments, os.environ)) as voice:
        try:
            code = _run(arguments, voice)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of our output has gone; leave without complaint about it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return NO
        except KeyboardInterrupt:
            return STOPPED
    return code


def _run(arguments: Sequence[str], voice: Voice) -> int:
    try:
        options = build_parser(voice).parse_args(arguments)
    except SystemExit as asked:  # argparse ends so after printing help or a complaint
        return asked.code if isinstance(asked.code, int) else WRONG_USE
    try:
        code: int = options.run(options, voice)
    except Refused as refused:
        print_faults(refused.faults, voice, as_json=getattr(options, "json", False))
        return NO
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if os.environ.get("DEBUG") == "1":
            raise
        words = {"kind": type(error).__name__, "what": terminal.clean(str(error))}
        print(voice.say(UNEXPECTED) % words, voice.say(PLEASE_REPORT), sep="\n", file=sys.stderr)
        return NO
    return code
