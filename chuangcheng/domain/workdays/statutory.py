"""The days off that the law fixes, as far as they can be known before a year is announced.

Source: 全國年節及紀念日放假辦法 (1949; amended in 2007 with effect from 2008, and in 2024 with
effect from 2025: one day more for the eve of the Spring Festival, one for 2 May). Which weekends
are worked in exchange is decided anew for every year: it cannot be computed and is not guessed.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from chuangcheng.domain.errors import N_

NEW_YEAR: Final = N_("New Year's Day")
SPRING_FESTIVAL: Final = N_("Spring Festival")
QINGMING: Final = N_("Qingming Festival")
LABOUR_DAY: Final = N_("Labour Day")
DRAGON_BOAT: Final = N_("Dragon Boat Festival")
MID_AUTUMN: Final = N_("Mid-Autumn Festival")
NATIONAL_DAY: Final = N_("National Day")

# The first day of the first lunar month, the fifth of the fifth, the fifteenth of the eighth, as
# month and day. A test recomputes the new moons that they hang on.
_LUNAR: Final[Mapping[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]] = {
    2024: ((2, 10), (6, 10), (9, 17)),
    2025: ((1, 29), (5, 31), (10, 6)),
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
}
LUNAR_UNTIL: Final = max(_LUNAR)
"""The last year whose lunar festivals are known here; later years lack them."""
_LONGER_SINCE: Final = 2025


def qingming(year: int) -> date:
    """Return the day of the solar term 清明 in a year of this century.

    The formula is the usual one, ``[Y × 0.2422 + 4.81] − [Y / 4]``; years outside 2000–2099 get
    the value of the same year of this century.
    """
    short = year % 100
    return date(year, 4, (short * 2422 + 48100) // 10000 - short // 4)


@lru_cache(maxsize=64)
def statutory_days(year: int) -> Mapping[date, str]:
    """Return the statutory days off of ``year`` with the msgid of their festival."""
    days = {date(year, 1, 1): NEW_YEAR, qingming(year): QINGMING, date(year, 5, 1): LABOUR_DAY}
    if year >= _LONGER_SINCE:
        days[date(year, 5, 2)] = LABOUR_DAY
    days |= {date(year, 10, day): NATIONAL_DAY for day in (1, 2, 3)}
    if year in _LUNAR:
        days = _lunar_days(year) | days
    return MappingProxyType(dict(sorted(days.items())))


def _lunar_days(year: int) -> dict[date, str]:
    first, dragon_boat, mid_autumn = (date(year, *day) for day in _LUNAR[year])
    since = -1 if year >= _LONGER_SINCE else 0
    spring = {first + timedelta(days=offset): SPRING_FESTIVAL for offset in range(since, 3)}
    return spring | {dragon_boat: DRAGON_BOAT, mid_autumn: MID_AUTUMN}
