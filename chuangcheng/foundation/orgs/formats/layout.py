"""The three sheets: their names, columns, the heads that are understood, and what fits below.

This table is the single source: the reader, the export, the template workbook and the reference
of the columns are all made from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chuangcheng.domain.errors import N_
from chuangcheng.domain.text import narrow, to_simplified

Kind = Literal["unit", "person", "zone"]
KINDS: tuple[Kind, ...] = ("unit", "person", "zone")
CellType = Literal[
    "code", "text", "name", "phone", "email", "digits", "date", "status", "post", "yes_no", "units"
]  # fmt: skip

_MARKS = re.compile(
    r"[*＊:：]|[(（\[【](必填|选填|可选|可不填|required|optional)[)）\]】]", re.IGNORECASE
)
_SPACES = re.compile(r"[\s_\-]+")


def folded_head(written: str) -> str:
    """Return a head as it is looked for: simplified, small letters, no spaces, no “(required)”."""
    plain = narrow(to_simplified(written)).casefold()
    return _SPACES.sub("", _MARKS.sub("", plain))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, the kind of value below it, and its heads.

    ``hant`` gives 简体 too; ``aliases`` may stand in either script. ``most`` is the greatest
    number of characters. ``note`` is a msgid that says in a sentence what belongs there.
    """

    field: str
    type: CellType
    en: str
    hant: str
    aliases: tuple[str, ...] = ()
    most: int = 120
    required: bool = False
    width: int = 14
    note: str = ""

    def head(self, language: str) -> str:
        """Return the head in a language."""
        return by_language(self.hant, f"{self.en[0].upper()}{self.en[1:]}", language)

    def heads(self) -> tuple[str, ...]:
        """Return all heads under which the column is found, folded."""
        return tuple(
            dict.fromkeys(folded_head(name) for name in (self.en, self.hant, *self.aliases))
        )


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: what its rows are, its names, its columns."""

    kind: Kind
    en: str
    hant: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]

    def name(self, language: str) -> str:
        """Return the name of the sheet in a language."""
        return by_language(self.hant, self.en, language)

    def names(self) -> frozenset[str]:
        """Return all names of the sheet, folded."""
        return frozenset(folded_head(name) for name in (self.en, self.hant, *self.aliases))

    def column(self, field: str) -> Column:
        """Return the column of a field; raises KeyError."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


def by_language(hant: str, en: str, language: str) -> str:
    """Return a word in a language; 简体 is made of 繁體."""
    wanted = language.casefold()
    if wanted.startswith("en"):
        return en
    return to_simplified(hant) if wanted.startswith("zh-hans") else hant


_NAMES = (
    Column(
        *("name_hant", "name", "name in traditional script", "繁體名稱"),
        aliases=("名稱（繁體）", "單位名稱（繁體）", "片區名稱（繁體）", "正體名稱"),
        width=22,
        note=N_("Only where it differs from what the program makes of the name."),
    ),
    Column(
        *("name_hans", "name", "name in simplified script", "簡體名稱"),
        aliases=("名稱（簡體）", "單位名稱（簡體）", "片區名稱（簡體）"),
        width=22,
        note=N_("Only where it differs from what the program makes of the name."),
    ),
    Column(
        *("name_en", "name", "name in English", "英文名稱"),
        aliases=("英文名", "單位英文名稱", "English name", "English"),
        width=22,
        note=N_("The name shown to readers of English; may stay empty."),
    ),
)

UNITS = SheetLayout(
    kind="unit",
    en="Units",
    hant="單位",
    aliases=("unit", "單位名單", "單位信息", "單位表", "單位名錄", "部門", "機構", "組織機構"),
    columns=(
        Column(
            *("code", "code", "unit code", "單位代碼"),
            aliases=(
                *("代碼", "編碼", "編號", "單位編碼", "單位編號", "機構代碼", "部門代碼"),
                *("部門編號", "code", "unit no"),
            ),
            most=40,
            note=N_("Tells units apart and stays when they are renamed; empty: one is given."),
        ),
        Column(
            *("name", "name", "unit name", "單位名稱"),
            aliases=(
                *("名稱", "單位", "部門", "部門名稱", "單位全稱", "機構名稱", "機構", "name"),
                *("unit", "department"),
            ),
            required=True,
            width=28,
            note=N_("In either script; the other one is made from it."),
        ),
        *_NAMES,
        Column(
            *("unit_class", "text", "class of unit", "單位類別"),
            aliases=(
                "類別",
                "類型",
                "單位類型",
                "單位性質",
                "單位分類",
                "class",
                "type",
                "unit class",
            ),
            required=True,
            note=N_("One of the classes in the list, by name or code."),
        ),
        Column(
            *("parent", "code", "parent code", "上級單位代碼"),
            aliases=("上級代碼", "上級單位編碼", "上級編號", "主管單位代碼", "parent"),
            most=120,
            width=16,
            note=N_("Code of the unit above; empty for a unit at the top."),
        ),
        Column(
            *("parent_name", "text", "parent unit", "上級單位"),
            aliases=(
                *("上級單位名稱", "上級部門", "上級", "主管部門", "主管單位", "所屬單位"),
                *("隸屬單位", "parent name"),
            ),
            width=24,
            note=N_("Name of the unit above, for sheets without its code."),
        ),
        Column(
            *("statistical_code", "digits", "statistical code", "統計代碼"),
            aliases=(
                *("區劃代碼", "行政區劃代碼", "統計用區劃代碼", "統計用區劃代碼和城鄉劃分代碼"),
                *("十二位代碼", "12位代碼", "12位統計代碼", "area code", "division code"),
            ),
            most=12,
            width=16,
            note=N_(
                "The 12 digits of the statistics bureau, for townships, communities, villages."
            ),
        ),
        Column(
            *("phone", "phone", "telephone", "聯絡電話"),
            aliases=("電話", "聯繫電話", "單位電話", "辦公電話", "座機", "phone", "tel"),
            most=40,
            width=18,
            note=N_("Telephone of the office, with area code."),
        ),
        Column(
            *("address", "text", "address", "地址"),
            aliases=("單位地址", "辦公地址", "詳細地址", "地點"),
            most=200,
            width=30,
            note=N_("Address of the office."),
        ),
        Column(
            *("valid_from", "date", "valid from", "生效日期"),
            aliases=("起始日期", "成立日期", "設立日期", "啟用日期", "開始日期", "start date"),
            width=13,
            note=N_("Since when the unit exists; empty means today."),
        ),
        Column(
            *("status", "status", "status", "狀態"),
            aliases=("單位狀態",),
            width=10,
            note=N_("For reading: units are merged and closed on their pages."),
        ),
    ),
)

PEOPLE = SheetLayout(
    kind="person",
    en="People",
    hant="人員",
    aliases=("person", "人員名單", "人員信息", "人員表", "通訊錄", "聯絡員名單", "聯絡員", "staff"),
    columns=(
        Column(
            *("code", "code", "staff number", "人員編號"),
            aliases=("工號", "編號", "職工編號", "人員代碼", "員工編號", "職工號", "staff no"),
            most=40,
            note=N_("Tells people of the same name apart; may stay empty."),
        ),
        Column(
            *("name", "name", "name of the person", "姓名"),
            aliases=("人員姓名", "名字", "name", "full name"),
            most=60,
            required=True,
            note=N_("Name of the person."),
        ),
        Column(
            *("unit", "code", "unit code", "單位代碼"),
            aliases=("單位編碼", "單位編號", "部門代碼", "所在單位代碼", "機構代碼"),
            most=120,
            note=N_("Code of the unit the person works at."),
        ),
        Column(
            *("unit_name", "text", "unit", "單位"),
            aliases=(
                *("單位名稱", "部門", "部門名稱", "所在單位", "所在部門", "工作單位", "所屬單位"),
                *("unit name", "department"),
            ),
            width=28,
            note=N_("Name of that unit, for sheets without its code."),
        ),
        Column(
            *("post", "post", "post", "崗位"),
            aliases=("崗位類別", "創建崗位", "創建職責", "身份", "角色", "人員類別", "role"),
            width=13,
            note=N_("What the person is to the campaign: one of the list; empty means staff."),
        ),
        Column(
            *("title", "text", "position held", "職務"),
            aliases=("職位", "職務名稱", "現任職務", "職稱", "title", "job title"),
            most=80,
            width=18,
            note=N_("The position held, as it is written on documents."),
        ),
        Column(
            *("phone", "phone", "telephone", "聯絡電話"),
            aliases=(
                "電話",
                "手機",
                "手機號",
                "手機號碼",
                "聯繫電話",
                "聯繫方式",
                "phone",
                "mobile",
            ),
            most=40,
            width=18,
            note=N_("Mobile number or office telephone."),
        ),
        Column(
            *("email", "email", "e-mail", "電子郵箱"),
            aliases=("郵箱", "電郵", "電子郵件", "郵件地址", "mail", "email address"),
            most=254,
            width=24,
            note=N_("For notices by mail."),
        ),
        Column(
            *("in_office", "yes_no", "in office", "在崗"),
            aliases=("是否在崗", "在職", "是否在職", "在崗情況", "active"),
            width=8,
            note=N_("Yes or no; empty means yes for somebody new."),
        ),
    ),
)

ZONES = SheetLayout(
    kind="zone",
    en="Zones",
    hant="片區",
    aliases=("zone", "片區名單", "片區表", "片區分工", "包保片區", "責任片區", "網格"),
    columns=(
        Column(
            *("code", "code", "zone code", "片區代碼"),
            aliases=("代碼", "編號", "片區編號", "片區編碼", "code"),
            most=40,
            required=True,
            note=N_("Tells zones apart; stays the same when the zone is renamed."),
        ),
        Column(
            *("name", "name", "zone name", "片區名稱"),
            aliases=("名稱", "片區", "責任片區", "網格名稱", "name", "zone"),
            required=True,
            width=24,
            note=N_("In either script; the other one is made from it."),
        ),
        *_NAMES,
        Column(
            *("bounds", "text", "bounds", "範圍"),
            aliases=("四至", "四至範圍", "片區範圍", "邊界", "bounds in words"),
            most=300,
            width=40,
            note=N_("In words, for example the streets around it."),
        ),
        Column(
            *("lead", "units", "lead unit", "牽頭單位"),
            aliases=("責任單位", "包保單位", "牽頭部門", "負責單位", "lead"),
            width=24,
            note=N_("The one unit that answers for the zone, by code or name."),
        ),
        Column(
            *("co", "units", "co-units", "協辦單位"),
            aliases=("協同單位", "配合單位", "協助單位", "成員單位", "參與單位", "co unit"),
            most=2000,
            width=36,
            note=N_("Further units, by code or name, with semicolons between them."),
        ),
        Column(
            *("in_use", "yes_no", "in use", "啟用"),
            aliases=("是否啟用", "在用", "是否在用", "狀態", "active"),
            width=8,
            note=N_("Yes or no; empty means yes for a new zone."),
        ),
    ),
)

LAYOUTS: Mapping[Kind, SheetLayout] = {"unit": UNITS, "person": PEOPLE, "zone": ZONES}
GUIDE = ("Guide", "說明")
CHOICES = ("Choices", "選項")


@cache
def by_head(kind: Kind) -> Mapping[str, Column]:
    """Return folded head → column; an earlier column keeps a head that a later one has too."""
    heads: dict[str, Column] = {}
    for column in LAYOUTS[kind].columns:
        for head in column.heads():
            heads.setdefault(head, column)
    return heads


def sheet_kind(name: str) -> Kind | None:
    """Return what a sheet of this name holds; None where the name tells nothing."""
    folded = folded_head(name)
    return next((kind for kind in KINDS if folded in LAYOUTS[kind].names()), None)


def is_ours(name: str) -> bool:
    """Tell whether a sheet is the guide or the choices of our own template."""
    return folded_head(name) in {folded_head(word) for word in (*GUIDE, *CHOICES)}
