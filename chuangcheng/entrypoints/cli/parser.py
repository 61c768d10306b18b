"""The commands and their options, with help in the person's language."""

import argparse
import gettext
from collections.abc import Iterable

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli import terminal
from chuangcheng.entrypoints.cli.commands import COMMANDS
from chuangcheng.entrypoints.cli.commands.options import add_language
from chuangcheng.entrypoints.cli.languages import Voice

ABOUT = N_("Chuangcheng: runs a creation campaign and tells honestly what score it would get.")
CODES = N_("Exit codes: 0 done; 1 the answer is no (faults, unsafe, refused); 2 wrong use.")
COMMAND = N_("COMMAND")
COMMANDS_TITLE = N_("commands")
NOT_A_CHOICE = N_("“%(value)s” is none of the choices (choose from %(choices)s)")
CHOICES_COMMA = N_(", ")

# Said by argparse itself; listed here so that they stand in the catalogues.
ARGPARSE_SAYS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
)


class _Formatter(argparse.HelpFormatter):
    """Breaks lines by the columns that Chinese characters take."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=terminal.columns() - 2)

    def add_argument(self, action: argparse.Action) -> None:
        """Reckon with the deeper indentation of commands, which argparse forgets."""
        super().add_argument(action)
        if isinstance(action.choices, dict):
            longest = max(len(name) for name in action.choices)
            self._action_max_length = max(self._action_max_length, longest + 4)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return terminal.wrap(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines: Iterable[str] = (
            line for part in text.split("\n") for line in terminal.wrap(part, width - len(indent))
        )
        return "\n".join(indent + line for line in lines)


class Parser(argparse.ArgumentParser):
    """A parser with our formatter; options are never guessed from their beginnings."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("formatter_class", _Formatter)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passes argparse's own arguments on

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Say which choices there are as people write them: argparse quotes them like a program."""
        if action.choices is None or value in action.choices:
            return
        choices = gettext.gettext(CHOICES_COMMA).join(str(one) for one in action.choices)
        complaint = gettext.gettext(NOT_A_CHOICE) % {"value": value, "choices": choices}
        raise argparse.ArgumentError(action, complaint)


def build_parser(voice: Voice) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each command sets ``run``."""
    say = voice.say
    parser: argparse.ArgumentParser = Parser(
        prog="chuangcheng", description=say(ABOUT), epilog=say(CODES)
    )
    add_language(parser, voice)
    commands = parser.add_subparsers(
        title=say(COMMANDS_TITLE), metavar=say(COMMAND), dest="command", required=True
    )
    for add in COMMANDS:
        add(commands, voice)
    return parser
