"""Personal data as the record may keep it: enough to tell a change, too little to be used."""

import re

_MASK = "****"
_DIGITS = re.compile(r"\d")
_FEWEST_DIGITS = 5
_SHOWN_WHOLE = 8
"""From this many digits on, the beginning and the end are shown."""


def masked(value: object) -> str:
    """Return a telephone number, e-mail address or other personal text with its middle hidden.

    ``13812345678`` becomes ``138****5678``, ``li.ming@example.cn`` becomes ``l****@example.cn``;
    nothing stays nothing, so that the record tells an added number from a changed one.
    """
    text = str(value or "").strip()
    if not text:
        return ""
    if "@" in text:
        name, _, host = text.rpartition("@")
        return f"{name[:1]}{_MASK}@{host}"
    digits = "".join(_DIGITS.findall(text))
    if len(digits) >= _SHOWN_WHOLE:
        return f"{digits[:3]}{_MASK}{digits[-4:]}" if len(digits) > 10 else f"{_MASK}{digits[-3:]}"
    if len(digits) >= _FEWEST_DIGITS:
        return f"{_MASK}{digits[-2:]}"
    return f"{text[:1]}{_MASK}"
