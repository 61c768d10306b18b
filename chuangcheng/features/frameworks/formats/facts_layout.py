"""What a workbook of facts looks like: its sheets, heads and the values below them.

This table is the single source: the reader, the empty workbook that ``framework
facts-sheet`` writes and the format reference are all made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-Hant", "zh-Hans", "en"]
CellType = Literal[
    "code", "ignored", "text", "count", "counts", "number", "values", "yes_no", "panel",
    "per_place", "per_item", "date",
]  # fmt: skip


def by_language(names: tuple[str, ...], language: str) -> str:
    """Return the name in a language; names stand as English, 繁體, 简体 (or both in one)."""
    return names[{"zh-hant": 1, "zh-hans": -1}.get(language.casefold(), 0)]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name of the fact's field, the kind of value below, its heads.

    ``several`` names the field that takes a list where the cell holds several values
    separated by semicolons. ``aliases`` are heads of earlier workbooks that are still read.
    """

    field: str
    type: CellType
    hant: str
    hans: str
    several: str = ""
    aliases: tuple[str, ...] = ()

    def head(self, language: str) -> str:
        """Return the head in a language; English heads are the field names."""
        return {"zh-hant": self.hant, "zh-hans": self.hans}.get(language.casefold(), self.field)

    def heads(self) -> tuple[str, ...]:
        """Return all heads under which the column is found."""
        return (self.field, self.hant, self.hans, *self.aliases)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: its names in the three languages and its columns, the first one required."""

    role: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    required: tuple[str, ...]

    def column(self, field: str) -> Column | None:
        """Return the column of a field, or the one that takes it where it is a list."""
        for column in self.columns:
            if field and field in (column.field, column.several):
                return column
        return None

    def name(self, language: str) -> str:
        """Return the name of the sheet in a language."""
        return by_language(self.names, language)


FACTS = SheetLayout(
    role="facts",
    names=("facts", "事實", "事实"),
    required=("code",),
    columns=(
        Column("code", "code", "代碼", "代码"),
        Column("title", "ignored", "名稱", "名称"),
        Column("rule", "ignored", "評分辦法", "评分办法"),
        Column("fill", "ignored", "應填", "应填"),
        Column("lead", "ignored", "牽頭單位", "牵头单位"),
        Column("year", "code", "年度", "年度"),
        Column("grade", "text", "等級", "等级"),
        Column("mark", "number", "原始得分", "原始得分"),
        Column("observed", "count", "觀察數", "观察数"),
        Column("passed", "count", "合格數", "合格数"),
        Column("value", "values", "數值", "数值", several="values"),
        Column("numerator", "number", "分子", "分子"),
        Column("denominator", "number", "分母", "分母"),
        Column(
            *("shortfall", "per_item", "扣分處數", "扣分处数"),
            several="shortfalls",
            aliases=("缺數", "缺数"),
        ),
        Column("counts", "per_place", "逐處數量", "逐处数量"),
        Column(
            *("asked", "counts", "抽查數", "抽查数"),
            several="groups",
            aliases=("抽問數", "抽问数"),
        ),
        Column(
            *("right", "counts", "符合數", "符合数"),
            several="groups",
            aliases=("答對數", "答对数"),
        ),
        Column("points", "number", "加分", "加分"),
        Column("items", "count", "加分項數", "加分项数"),
        Column("triggered", "yes_no", "是否觸發", "是否触发"),
        Column("occurrences", "count", "次數", "次数"),
        Column("occurred", "yes_no", "是否發生", "是否发生"),
        Column("panel", "panel", "評分", "评分"),
        Column("source", "text", "來源", "来源"),
        Column("when", "date", "時間", "时间"),
        Column("by", "text", "填報人", "填报人"),
        Column("link", "text", "鏈接", "链接"),
        Column("note", "text", "備註", "备注"),
    ),
)
OBSERVATIONS = SheetLayout(
    role="observations",
    names=("observations", "觀察", "观察"),
    required=("code", "passed"),
    columns=(
        Column("code", "code", "代碼", "代码"),
        Column("year", "code", "年度", "年度"),
        Column("site", "text", "點位", "点位"),
        Column("item", "text", "項", "项"),
        Column("passed", "yes_no", "是否合格", "是否合格"),
    ),
)
YEARS = SheetLayout(
    role="years",
    names=("years", "年度"),
    required=("code", "total"),
    columns=(
        Column("code", "code", "代碼", "代码"),
        Column("total", "number", "年度總分", "年度总分"),
    ),
)
ABOUT = SheetLayout(
    role="about",
    names=("about", "說明", "说明"),
    required=(),
    columns=(
        Column("subject", "text", "創建主體", "创建主体"),
        Column("as_of", "date", "截至日期", "截至日期"),
        Column("edition", "code", "測評體系", "测评体系"),
        Column("negative_reviewed", "yes_no", "負面清單已核查", "负面清单已核查"),
    ),
)
GUIDE = ("How to fill in this workbook", "怎樣填寫本表", "怎样填写本表")
"""What stands over the instructions in the sheet "about"; nothing below it is read."""

EXTRA_SHEETS = (OBSERVATIONS, YEARS, ABOUT)

PROVENANCE = ("source", "when", "by", "link", "note")
ARTICLE_FIELDS = ("occurrences", "occurred")

YES = frozenset(
    {"是", "有", "true", "yes", "y", "1", "√", "✓", "✔", "合格", "符合", "觸發", "触发"}
)
NO = frozenset(
    {
        "否",
        "無",
        "无",
        "false",
        "no",
        "n",
        "0",
        "×",
        "✗",
        "✘",
        "x",
        "不合格",
        "不符合",
        "未觸發",
        "未触发",
    }
)


def by_head(layout: SheetLayout) -> Mapping[str, Column]:
    """Return the columns of a sheet by every head they may have, in small letters."""
    return {head.casefold(): column for column in layout.columns for head in column.heads()}


def sheet_role(name: str) -> SheetLayout | None:
    """Return the layout of an extra sheet by its name; ``None`` for any other name."""
    wanted = name.strip().casefold()
    for layout in EXTRA_SHEETS:
        if wanted in layout.names:
            return layout
    return None
