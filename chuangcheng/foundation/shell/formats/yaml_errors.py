"""Says in our words what PyYAML's parser could not understand, and where."""

import re
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import Sentence, Words
from chuangcheng.foundation.shell.formats import yaml_sentences
from chuangcheng.foundation.shell.formats.positions import Position

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

# A part of the parser's message (either the C or the Python one) and what it means to the
# writer of the file. The first that fits is taken.
_MEANINGS: tuple[tuple[str, Sentence], ...] = (
    ("\\t", yaml_sentences.YAML_TAB),
    ("tab character", yaml_sentences.YAML_TAB),
    ("mapping values are not allowed", yaml_sentences.YAML_COLON),
    ("could not find expected ':'", yaml_sentences.YAML_NO_COLON),
    ("escape", yaml_sentences.YAML_ESCAPE),
    ("hexdecimal", yaml_sentences.YAML_ESCAPE),
    ("hexadecimal", yaml_sentences.YAML_ESCAPE),
    ("found unexpected end of stream", yaml_sentences.YAML_UNCLOSED),
    ("unexpected document", yaml_sentences.YAML_UNCLOSED),
    ("',' or", yaml_sentences.YAML_UNCLOSED),
    ("node content", yaml_sentences.YAML_UNCLOSED),
    ("cannot start any token", yaml_sentences.YAML_CHARACTER),
    ("tag", yaml_sentences.YAML_TAG),
    ("anchor", yaml_sentences.YAML_ALIAS),
    ("alias", yaml_sentences.YAML_ALIAS),
    ("expected <document start>", yaml_sentences.YAML_INDENT),
    ("expected key", yaml_sentences.YAML_INDENT),
    ("expected <block end>", yaml_sentences.YAML_INDENT),
    ("block entry", yaml_sentences.YAML_INDENT),
    ("block sequence entries", yaml_sentences.YAML_INDENT),
    ("'-' indicator", yaml_sentences.YAML_INDENT),
    ("indentation", yaml_sentences.YAML_INDENT),
)
_FULL_WIDTH_START = re.compile(
    r"^[ \t]*(?P<sign>[\u3000\u00a0])|^\s*(?:- )?[^\s：:\"'#]+(?P<colon>：)"
)


_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CHINESE_QUOTE = re.compile(r"(?:^|[:\[{,-])\s*(?P<sign>[“”])")
_CHINESE_IN_BRACKETS = re.compile(r"[\[{][^，：]*(?P<sign>[，：])")


def explain(error: "MarkedYAMLError", text: str) -> tuple[Sentence, Position, dict[str, str]]:
    """Return the sentence, its place and the words for its slots for a parser's error."""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    column = mark.column if mark else 0
    lines = text.split("\n")
    full_width = _full_width(lines, line)
    if full_width:
        position, sign = full_width
        return yaml_sentences.YAML_FULL_WIDTH, position, {"sign": sign}
    chinese = _chinese_sign(lines, error)
    if chinese:
        position, sign = chinese
        return yaml_sentences.YAML_CHINESE_SIGN, position, sign_words(sign)
    position = Position(min(line, max(len(lines) - 1, 0)) + 1, column + 1)
    here = lines[position.line - 1]
    if here[: column + 1].strip(" -").startswith("\t"):
        return yaml_sentences.YAML_TAB, position, {}
    message = f"{error.problem or ''} {error.context or ''}"
    for part, sentence in _MEANINGS:
        if part in message:
            if sentence is yaml_sentences.YAML_UNCLOSED and error.context_mark:
                opened = error.context_mark  # where it begins says more than where the file ends
                position = Position(opened.line + 1, opened.column + 1)
            return sentence, _inside(position, text), {}
    return yaml_sentences.YAML_SYNTAX, position, {}


def sign_words(sign: str) -> dict[str, str]:
    """Return the words of the sentence about a Chinese sign."""
    instead, kind = yaml_sentences.CHINESE_SIGNS[sign]
    return {"sign": sign, "instead": instead, "kind": Words(kind)}


def _chinese_sign(lines: list[str], error: "MarkedYAMLError") -> tuple[Position, str] | None:
    """Return the first Chinese sign that stands for YAML's own in the lines of the error."""
    marks = (error.context_mark, error.problem_mark)
    for number in sorted({mark.line for mark in marks if mark}):
        if number < len(lines):
            # What stands in quotation marks is text, where any sign may stand.
            bare = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), lines[number])
            found = _CHINESE_QUOTE.search(bare) or _CHINESE_IN_BRACKETS.search(bare)
            if found:
                return Position(number + 1, found.start("sign") + 1), found["sign"]
    return None


def _inside(position: Position, text: str) -> Position:
    """Return the end of the last written line for a place behind the end of the text."""
    last = text.rstrip().split("\n")
    if position.line <= len(last):
        return position
    return Position(len(last), len(last[-1]) + 1)


def _full_width(lines: list[str], line: int) -> tuple[Position, str] | None:
    """Return the place of a full-width colon or space in the line or the one before it."""
    for number in (line, line - 1):
        if not 0 <= number < len(lines):
            continue
        found = _FULL_WIDTH_START.search(lines[number])
        if found:
            group = "sign" if found["sign"] else "colon"
            sign = found[group]
            named = sign if sign == "：" else f"U+{ord(sign):04X}"
            return Position(number + 1, found.start(group) + 1), named
    return None
