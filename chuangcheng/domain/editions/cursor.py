"""Walk a plain document (mappings, lists, strings, numbers) and note every fault on the way.

A cursor never raises for bad input: it notes a fault with the value's place and returns
a harmless default, so that one pass finds all the mistakes of a file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from chuangcheng.domain.editions import faults
from chuangcheng.domain.errors import Fault, Path, Place, Sentence, in_document
from chuangcheng.domain.text import NO_TEXT, Text, narrow, to_simplified, to_traditional

Locate = Callable[[Path], Place]
"""Path into the document to the place in the file it was read from."""

MAX_DIGITS = 28
MAX_MAGNITUDE = Decimal(10) ** 12
_CODE = re.compile(r"\w[\w.\-]{0,39}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


class Notebook:
    """Collects the faults of one reading; knows where things stand in the file."""

    def __init__(self, locate: Locate = in_document, language: str = "zh-Hant") -> None:
        self.locate = locate
        self.language = language
        self.faults: list[Fault] = []
        self.paths: list[Path] = []

    def note(self, sentence: Sentence, path: Path, **params: object) -> None:
        """Add a fault at ``path``; ``params`` fill the sentence's slots."""
        words = {name: str(value) for name, value in params.items()}
        self.faults.append(Fault(sentence, self.locate(path), words))
        self.paths.append(path)


def shown(value: object) -> str:
    """Return a short picture of any value for a sentence."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


class Cursor:
    """One value of a document, with its path and the notebook it writes into."""

    __slots__ = ("notebook", "path", "value")

    def __init__(self, value: object, path: Path, notebook: Notebook) -> None:
        self.value = value
        self.path = path
        self.notebook = notebook

    def note(self, sentence: Sentence, **params: object) -> None:
        """Note a fault at this value."""
        self.notebook.note(sentence, self.path, **params)

    def _found(self) -> str:
        return shown(self.value)

    # --- groups --------------------------------------------------------------------------

    def mapping(self, known: Iterable[str] = ()) -> Mapping[str, object]:
        """Return this value as a mapping; note unknown names where ``known`` is given."""
        if not isinstance(self.value, Mapping):
            self.note(faults.NOT_A_MAPPING, found=self._found())
            return {}
        allowed = tuple(known)
        for key in self.value:
            if allowed and key not in allowed:
                self.notebook.note(
                    faults.UNKNOWN_KEY,
                    (*self.path, str(key)),
                    key=shown(key),
                    known=", ".join(allowed),
                )
        return self.value

    def has(self, key: str) -> bool:
        """Tell whether ``key`` is present with a value."""
        return isinstance(self.value, Mapping) and self.value.get(key) is not None

    def entry(self, key: str) -> "Cursor":
        """Return the value under ``key``; an absent one is a cursor on ``None``."""
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Cursor(value, (*self.path, key), self.notebook)

    def required(self, key: str) -> "Cursor":
        """Return the value under ``key`` and note a fault where it is absent."""
        if isinstance(self.value, Mapping) and not self.has(key):
            self.note(faults.MISSING_KEY, key=key)
        return self.entry(key)

    def entries(self) -> Iterator[tuple[str, "Cursor"]]:
        """Yield the names and values of a mapping in order."""
        for key in self.mapping():
            yield str(key), Cursor(self.mapping()[key], (*self.path, str(key)), self.notebook)

    def items(self) -> tuple["Cursor", ...]:
        """Return the entries of a list; an absent list is empty."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list | tuple):
            self.note(faults.NOT_A_LIST, found=self._found())
            return ()
        return tuple(
            Cursor(value, (*self.path, index), self.notebook)
            for index, value in enumerate(self.value)
        )

    # --- single values -------------------------------------------------------------------

    def string(self, default: str = "") -> str:
        """Return a string as it stands; numbers are taken as written."""
        if self.value is None:
            return default
        if isinstance(self.value, Mapping | list | tuple | bool):
            self.note(faults.NOT_A_TEXT, found=self._found())
            return default
        return str(self.value).strip()

    def code(self) -> str:
        """Return a code: letters of any script, digits, dots, hyphens; no spaces."""
        found = narrow(self.string())
        if self.value is not None and not _CODE.fullmatch(found):
            self.note(faults.BAD_CODE, found=self._found())
            return ""
        return found

    def reference(self) -> str:
        """Return the code of something else, folded as codes are; empty where nothing stands."""
        return narrow(self.string())

    def text(self) -> Text:
        """Return a text in both scripts, deriving the one that is not written."""
        known = len(self.notebook.faults)
        if isinstance(self.value, Mapping):
            self.mapping(("zh-Hant", "zh-Hans", "en"))
            hant, hans = self.entry("zh-Hant").string(), self.entry("zh-Hans").string()
            english = self.entry("en").string()
        else:
            hant, hans, english = "", "", ""
            if self.notebook.language == "zh-Hans":
                hans = self.string()
            else:
                hant = self.string()
        if not hant and not hans:
            # An absent entry has been noted by ``required``, a wrong kind of value just above.
            if len(self.notebook.faults) == known and not self._absent():
                self.note(faults.MISSING_TEXT)
            return NO_TEXT
        return Text(hant or to_traditional(hans), hans or to_simplified(hant), english)

    def _absent(self) -> bool:
        return self.value is None and bool(self.path) and isinstance(self.path[-1], str)

    def optional_text(self) -> Text:
        """Return a text, or an empty one where nothing stands."""
        return NO_TEXT if self.value is None else self.text()

    def choice(self, known: Iterable[str], default: str) -> str:
        """Return one of ``known``; ``default`` where nothing stands."""
        if self.value is None:
            return default
        found = self.string()
        if found not in known:
            self.note(faults.NOT_A_CHOICE, found=found, known=", ".join(known))
            return default
        return found

    def boolean(self) -> bool | None:
        """Return true or false, or ``None`` where nothing stands."""
        if self.value is None or isinstance(self.value, bool):
            return self.value
        self.note(faults.NOT_YES_OR_NO, found=self._found())
        return None

    def decimal(
        self, *, least: Decimal | int = 0, most: Decimal | int | None = None
    ) -> Decimal | None:
        """Return a number within its limits, exactly as written; ``None`` if there is none."""
        if self.value is None:
            return None
        number = self._number(narrow(str(self.value)))
        return None if number is None else self._within(number, least, most)

    def rate(self) -> Decimal | None:
        """Return a rate between 0 and 1, written as ``0.9`` or ``90%``."""
        if self.value is None:
            return None
        written = narrow(str(self.value))
        number = self._number(written.removesuffix("%").strip())
        if number is None:
            return None
        if written.endswith("%"):
            number = number / 100
        if not 0 <= number <= 1:
            self.note(faults.NOT_A_RATE, found=written)
            return None
        return number

    def positive(self) -> Decimal | None:
        """Return a number greater than zero; note a fault where there is none."""
        number = self.decimal()
        if number is not None and number == 0:
            self.note(faults.MUST_BE_POSITIVE)
            return None
        return number

    def integer(self, *, least: int = 0, most: int | None = None) -> int | None:
        """Return a whole number within its limits; ``None`` if there is none."""
        number = self.decimal(least=least, most=most)
        if number is None:
            return None
        if number != number.to_integral_value():
            self.note(faults.NOT_A_WHOLE_NUMBER, found=self._found())
            return None
        return int(number)

    def _number(self, written: str) -> Decimal | None:
        if isinstance(self.value, bool | Mapping | list | tuple | float):
            self.note(faults.NOT_A_NUMBER, found=self._found())
            return None
        if len(written) > MAX_DIGITS + 2:
            self.note(faults.NUMBER_TOO_LONG, found=shown(written))
            return None
        try:
            number = Decimal(written) if isinstance(self.value, Decimal) else _parse(written)
        except InvalidOperation:
            self.note(faults.NOT_A_NUMBER, found=self._found())
            return None
        if not number.is_finite() or abs(number) >= MAX_MAGNITUDE or _too_fine(number):
            self.note(faults.NUMBER_TOO_LONG, found=self._found())
            return None
        return number

    def _within(
        self, number: Decimal, least: Decimal | int, most: Decimal | int | None
    ) -> Decimal | None:
        if number < least:
            if least == 0:
                self.note(faults.NEGATIVE_NUMBER, found=number)
            else:
                self.note(faults.TOO_SMALL, found=number, least=least)
            return None
        if most is not None and number > most:
            self.note(faults.TOO_LARGE, found=number, most=most)
            return None
        return number


def _parse(written: str) -> Decimal:
    if not written.isascii() or not _NUMBER.fullmatch(written):
        raise InvalidOperation
    return Decimal(written)


def _too_fine(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -MAX_DIGITS
