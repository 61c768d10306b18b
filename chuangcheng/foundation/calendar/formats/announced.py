"""The announced years that come with the package ``chinesecalendar``; the only module to use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.domain.workdays import SpecialDay
from chuangcheng.domain.workdays import statutory as festivals

ANTI_FASCIST: Final = N_("70th anniversary of victory in the War of Resistance")

_NAMES: Final[Mapping[str, str]] = {
    "New Year's Day": festivals.NEW_YEAR,
    "Spring Festival": festivals.SPRING_FESTIVAL,
    "Tomb-sweeping Day": festivals.QINGMING,
    "Labour Day": festivals.LABOUR_DAY,
    "Dragon Boat Festival": festivals.DRAGON_BOAT,
    "Mid-autumn Festival": festivals.MID_AUTUMN,
    "National Day": festivals.NATIONAL_DAY,
    "Anti-Fascist 70th Day": ANTI_FASCIST,
}


@dataclass(frozen=True, slots=True)
class Announced:
    """Days moved by announcements, and the years these cover."""

    special: Mapping[date, SpecialDay]
    years: frozenset[int]


@lru_cache(maxsize=1)
def announced() -> Announced:
    """Return every announced year the package knows, with our names of the festivals."""
    from chinese_calendar import constants

    off: Mapping[date, str] = constants.holidays
    worked: Mapping[date, str] = constants.workdays
    special = {day: SpecialDay(is_off=True, name=_name(name)) for day, name in off.items()}
    special |= {day: SpecialDay(is_off=False, name=_name(name)) for day, name in worked.items()}
    # Every year has its National Day; the last days of a December alone do not make a year.
    years = frozenset(day.year for day in off if (day.month, day.day) == (10, 1))
    return Announced(special, years)


def _name(package_name: str) -> str:
    return _NAMES.get(package_name, package_name)
