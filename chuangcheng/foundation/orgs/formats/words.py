"""The words that stand in cells of a list: status, post, yes and no, and the marks of cells."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from chuangcheng.foundation.orgs.formats.layout import by_language, folded_head

STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    "active": ("在用", "正常", "有效", "active", "在冊"),
    "merged": ("已合併", "合併", "merged"),
    "closed": ("已撤銷", "撤銷", "停用", "closed"),
}
POST_WORDS: Mapping[str, tuple[str, ...]] = {
    "head": (
        "一把手",
        "主要領導",
        "主要負責人",
        "單位負責人",
        "負責人",
        "head of the unit",
        "head",
    ),
    "leader": ("分管領導", "分管負責人", "分管", "leader in charge", "leader"),
    "liaison": ("聯絡員", "聯繫人", "聯絡人", "liaison", "contact"),
    "staff": ("工作人員", "職員", "成員", "幹部", "staff"),
}
"""Word → value, the first word is what exports write; the English one stands in _ENGLISH."""
_ENGLISH: Mapping[str, str] = {
    "active": "active", "merged": "merged", "closed": "closed", "head": "head of the unit",
    "leader": "leader in charge", "liaison": "liaison", "staff": "staff",
}  # fmt: skip
YES = frozenset({"是", "y", "yes", "true", "1", "在", "在岗", "在职", "启用", "在用", "√", "✓"})
NO = frozenset({"否", "n", "no", "false", "0", "不在", "离岗", "离职", "停用", "×", "✗"})
CLEAR = frozenset({"清空", "清除", "clear"})
TOP = frozenset({"顶层", "无上级", "top"})
EXAMPLES = ("【示例】", "[example]")


def said(value: str, language: str) -> str:
    """Return the word that exports write for a status or post."""
    words = {**STATUS_WORDS, **POST_WORDS}[value]
    return by_language(words[0], _ENGLISH[value], language)


def said_yes_no(value: object, language: str) -> str:
    """Return 是 or 否, yes or no."""
    return by_language("是" if value else "否", "yes" if value else "no", language)


@cache
def by_word(kind: Literal["status", "post"]) -> Mapping[str, str]:
    """Return folded word → value."""
    table = STATUS_WORDS if kind == "status" else POST_WORDS
    return {folded_head(word): value for value, words in table.items() for word in (value, *words)}
