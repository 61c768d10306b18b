"""What is doubtful about statistical codes that are well formed."""

from dataclasses import dataclass
from typing import Final

from chuangcheng.domain.errors import N_, Translate
from chuangcheng.foundation.orgs.formats.statistical_codes import COUNTY, TOWNSHIP, well_formed


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a code that is probably a slip; ``sentence`` is a msgid with slots."""

    sentence: str
    params: dict[str, str]

    def say(self, translate: Translate) -> str:
        """Return the sentence in the language of ``translate``."""
        return translate(self.sentence) % self.params


NOT_A_TOWNSHIP: Final = N_(
    "The code %(code)s is not one of a township or street office: it should have a number other "
    "than 000 in digits 7 to 9 and end in 000."
)
NOT_A_VILLAGE: Final = N_(
    "The code %(code)s is not one of a community or village: neither digits 7 to 9 nor the last "
    "three should be 000."
)
OUTSIDE_PARENT: Final = N_(
    "The code %(code)s does not lie inside %(parent)s, the code of the unit above."
)


def doubts(code: str, kind: str, parent_code: str = "") -> tuple[Doubt, ...]:
    """Return what is doubtful about a well-formed code of a unit of this kind.

    ``parent_code`` is the code of the nearest unit above that has one.
    """
    if not well_formed(code):
        return ()
    found = []
    township, village = code[COUNTY:TOWNSHIP] != "000", code[TOWNSHIP:] != "000"
    if kind == "township" and not (township and not village):
        found.append(Doubt(NOT_A_TOWNSHIP, {"code": code}))
    if kind == "community" and not (township and village):
        found.append(Doubt(NOT_A_VILLAGE, {"code": code}))
    if well_formed(parent_code) and not code.startswith(_significant(parent_code)):
        found.append(Doubt(OUTSIDE_PARENT, {"code": code, "parent": parent_code}))
    return tuple(found)


def _significant(code: str) -> str:
    """Return the digits that everything inside a division shares."""
    if code[TOWNSHIP:] != "000":
        return code
    return code[:TOWNSHIP] if code[COUNTY:TOWNSHIP] != "000" else code[:COUNTY]
