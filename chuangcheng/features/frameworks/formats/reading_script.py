"""Shows what an office wrote in the script of whoever reads it; what is kept stays as written."""

from chuangcheng.domain.text import to_simplified, to_traditional


def in_script(text: str, language: str) -> str:
    """Return ``text`` in the script of ``zh-Hant`` or ``zh-Hans``; for English as it is.

    Text that already holds traditional characters is not made traditional again: the
    conversion guesses, and would turn a name such as 里 into another.
    """
    wanted = language.casefold()
    if text.isascii() or wanted.startswith("en"):
        return text
    simplified = to_simplified(text)
    if wanted.startswith("zh-hans"):
        return simplified
    return to_traditional(text) if simplified == text else text
