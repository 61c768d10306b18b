"""Turns single cells into values: text, codes, telephone numbers, days, words of a list.

A reader returns the value or raises :class:`BadCell` with the sentence that says what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from chuangcheng.domain.errors import Sentence
from chuangcheng.domain.text import narrow, to_simplified
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.layout import Column, folded_head
from chuangcheng.foundation.orgs.formats.statistical_codes import tidy, well_formed
from chuangcheng.foundation.orgs.formats.words import (
    CLEAR,
    NO,
    POST_WORDS,
    STATUS_WORDS,
    TOP,
    YES,
    by_word,
)
from chuangcheng.foundation.shell.formats import file_sentences
from chuangcheng.foundation.shell.formats.days import parse_day
from chuangcheng.foundation.shell.formats.notes import shown_value
from chuangcheng.foundation.shell.formats.scalars import CONTROL
from chuangcheng.foundation.shell.formats.sheet_cells import Cell

Value = str | bool | tuple[str, ...]
EMPTIED: Final = ""
"""The value of a cell that says 清空: what stands there now is to be removed."""

_BREAKS = re.compile(r"\s*[\r\n\x85\u2028\u2029\v\f]+\s*")
_PHONE = re.compile(r"[+(]?\d[\d\s().+*#-]*(?:(?:转|轉|x|ext\.?)\s*\d+)?", re.IGNORECASE | re.ASCII)
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_FIXED_TYPES = frozenset({"date", "status", "yes_no"})
_KEYS = frozenset({"code", "unit", "unit_name"})
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+\d+")
_SEPARATORS = re.compile(r"[;；、,，/\n]")


class BadCell(Exception):
    """A cell whose value does not fit its column."""

    def __init__(self, sentence: Sentence, **params: str) -> None:
        super().__init__(sentence.code)
        self.sentence = sentence
        self.params = params


def written(cell: Cell) -> str:
    """Return what stands in a cell as a person would read it, on one line."""
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    found = CONTROL.search(text)
    if found:
        raise BadCell(file_sentences.CONTROL_CHARACTER, character=f"U+{ord(found.group()):04X}")
    return _BREAKS.sub("", text).strip()


def read_value(column: Column, cell: Cell) -> Value:
    """Return the value of ``cell`` under ``column``; raise :class:`BadCell`."""
    if cell.kind == "text" and _is_clear(column, str(cell.value)):
        if column.required or column.type in _FIXED_TYPES or column.field in _KEYS:
            raise BadCell(sentences.CANNOT_CLEAR)
        return () if column.type == "units" else EMPTIED
    value = READERS[column.type](column, cell)
    if isinstance(value, str) and len(value) > column.most:
        raise BadCell(sentences.TOO_LONG, count=str(len(value)), most=str(column.most))
    return value


def _is_clear(column: Column, text: str) -> bool:
    word = to_simplified(narrow(text)).casefold()
    return word in CLEAR or (column.field in {"parent", "parent_name"} and word in TOP)


def _text(_column: Column, cell: Cell) -> str:
    return written(cell)


def _code(_column: Column, cell: Cell) -> str:
    if cell.kind == "date":
        raise BadCell(sentences.CODE_IS_DATE, found=shown_value(written(cell)))
    if cell.kind in {"percent", "too_large"} or isinstance(cell.value, Decimal):
        raise BadCell(sentences.CODE_IS_NUMBER, found=shown_value(written(cell)))
    return narrow(written(cell))


def _digits(_column: Column, cell: Cell) -> str:
    found = tidy(written(cell))
    if _SHORTENED.fullmatch(found):
        raise BadCell(sentences.DIGITS_LOST, found=shown_value(found))
    if not well_formed(found):
        raise BadCell(sentences.BAD_DIGITS, found=shown_value(found))
    return found


def _phone(_column: Column, cell: Cell) -> str:
    found = narrow(written(cell))
    numbers = [one.strip() for one in _SEPARATORS.split(found) if one.strip()]
    good = all(_PHONE.fullmatch(one) and _digits_in(one) >= 3 for one in numbers)
    if cell.kind == "date" or not numbers or not good:
        raise BadCell(sentences.BAD_PHONE, found=shown_value(found))
    return found


def _digits_in(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _email(column: Column, cell: Cell) -> str:
    found = narrow(written(cell))
    local = found.partition("@")[0]
    if len(found) > column.most or len(local) > 64 or not _EMAIL.fullmatch(found):
        raise BadCell(sentences.BAD_EMAIL, found=shown_value(found))
    return found


def _date(_column: Column, cell: Cell) -> str:
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    text = written(cell)
    eight = _EIGHT.fullmatch(text)
    found = parse_day("-".join(eight.groups()) if eight else text)
    if found is None or cell.kind == "date":
        raise BadCell(sentences.BAD_DATE, found=shown_value(text))
    return found


def _status(_column: Column, cell: Cell) -> str:
    return _word(by_word("status"), STATUS_WORDS, cell)


def _post(_column: Column, cell: Cell) -> str:
    return _word(by_word("post"), POST_WORDS, cell)


def _word(words: Mapping[str, str], table: Mapping[str, tuple[str, ...]], cell: Cell) -> str:
    text = written(cell)
    found = words.get(folded_head(text))
    if found is None:
        known = "、".join(one[0] for one in table.values())
        raise BadCell(sentences.BAD_WORD, found=shown_value(text), known=known)
    return found


def _yes_no(_column: Column, cell: Cell) -> bool:
    if isinstance(cell.value, bool):
        return cell.value
    word = to_simplified(narrow(written(cell))).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell(sentences.BAD_WORD, found=shown_value(written(cell)), known="是、否、yes、no")


def _units(_column: Column, cell: Cell) -> tuple[str, ...]:
    if cell.kind in {"date", "percent", "too_large"} or isinstance(cell.value, Decimal):
        raise BadCell(sentences.CODE_IS_NUMBER, found=shown_value(written(cell)))
    text = str(cell.value) if cell.kind == "text" else written(cell)
    names = (narrow(name) for name in _SEPARATORS.split(text))
    kept = tuple(dict.fromkeys(name for name in names if name))
    for name in kept:
        if CONTROL.search(name):
            written(cell)  # raises, with the sign that stands there
        if len(name) > 120:
            raise BadCell(sentences.TOO_LONG, count=str(len(name)), most="120")
    return kept


READERS: Mapping[str, Callable[[Column, Cell], Value]] = {
    "code": _code,
    "name": _text,
    "text": _text,
    "digits": _digits,
    "phone": _phone,
    "email": _email,
    "date": _date,
    "status": _status,
    "post": _post,
    "yes_no": _yes_no,
    "units": _units,
}
