"""Invented names for the demonstration; any likeness to a real person is chance."""

from collections.abc import Iterator
from typing import Final

SURNAMES: Final = (
    "周吳鄭王馮陳褚衛蔣沈韓楊朱秦許何呂施張孔曹嚴華金魏陶姜戚謝鄒喻柏水竇章雲蘇潘葛奚范彭郎"
)
GIVEN: Final = (
    "立新", "文靜", "志遠", "曉嵐", "明慧", "建華", "思源", "雨晴", "國棟", "麗萍",
    "海波", "秋月", "振東", "若蘭", "永康", "雪梅", "家駿", "佩瑤", "宏圖", "春燕",
    "景行", "素雲", "鵬程", "婉清", "書恆", "亦凡", "啟明", "靜宜", "正陽", "舒婷",
)  # fmt: skip


def names() -> Iterator[str]:
    """Yield names one after another, each once, always in the same order."""
    # 7 and 11 share no divisor with the lengths, nor do the lengths: no pair comes twice.
    for number in range(len(SURNAMES) * len(GIVEN)):
        yield SURNAMES[number * 7 % len(SURNAMES)] + GIVEN[number * 11 % len(GIVEN)]
