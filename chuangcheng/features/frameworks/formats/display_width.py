"""How many columns a text takes: Chinese characters are two wide, marks on letters none."""

import unicodedata


def width(text: str) -> int:
    """Return the columns that ``text`` takes on a terminal or, roughly, in a cell."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
