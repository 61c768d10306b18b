"""The sheets of units, people and zones, as Markdown for the reference pages."""

from collections.abc import Callable, Iterable, Mapping

Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]
Translate = Callable[[str], str]

KINDS_OF_CELL: Mapping[str, str] = {
    "code": "a code",
    "text": "text",
    "name": "text",
    "phone": "a telephone number; several separated by `;`",
    "email": "an e-mail address",
    "digits": "12 digits",
    "date": "a date: a date cell, `2026-10-31`, `2026/10/31`, 2026年10月31日 or `20261031`",
    "status": "active, merged or closed (在用, 已合併, 已撤銷)",
    "post": (
        "head of the unit, leader in charge, liaison, staff; 一把手, 分管領導, 聯絡員, 工作人員"
    ),
    "yes_no": "yes or no: 是, 否, yes, no, √, ×, or a true/false cell",
    "units": "codes or names of units; several separated by `;`",
}


def orgs_sheets(table: Table, traditional: Translate) -> str:
    """Return each sheet with the heads of its columns and what stands below."""
    from chuangcheng.domain.text import to_simplified
    from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS

    parts = []
    for kind in KINDS:
        layout = LAYOUTS[kind]
        rows = [
            (
                f"`{column.field}`",
                column.head("en"),
                column.head("zh-hant"),
                column.head("zh-hans"),
                ", ".join(dict.fromkeys(column.aliases)),
                f"{column.note} {traditional(column.note)}",
                f"{KINDS_OF_CELL[column.type]}; at most {column.most} characters",
            )
            for column in layout.columns
        ]
        names = f"“{layout.en}”, “{layout.hant}”, “{to_simplified(layout.hant)}”"
        heads = ("field", "English head", "繁體", "简体", "also known as", "what it is", "below")
        parts.append(f"## Sheet {names}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)
