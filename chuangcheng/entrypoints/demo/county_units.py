"""The units of the demonstration: an invented county and an invented school.

Statistical codes begin with 99, which is no province. Telephone numbers begin with 000.
"""

from dataclasses import dataclass
from typing import Final

COUNTY: Final = ("yunxi", "雲溪縣（演示）", "Yunxi County (demonstration)")
CAMPUS: Final = (
    "yunxi-school",
    "雲溪縣實驗中學（演示）",
    "Yunxi Experimental School (demonstration)",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A unit of the demonstration; ``below`` is the code of the unit it hangs below."""

    code: str
    unit_class: str
    name: str
    below: str = ""
    statistical_code: str = ""


def _numbered(unit_class: str, names: str) -> tuple[Sample, ...]:
    return tuple(
        Sample(f"{unit_class}-{number:02d}", unit_class, name)
        for number, name in enumerate(names.split(), start=1)
    )


DEPARTMENTS: Final = _numbered(
    "dept",
    "縣委辦公室 縣政府辦公室 縣紀委監委 縣委組織部 縣委宣傳部 縣委統戰部 縣委政法委 縣委網信辦 "
    "縣總工會 團縣委 縣婦聯 縣發改局 縣教育局 縣工信局 縣公安局 縣民政局 縣司法局 縣財政局 "
    "縣人社局 縣自然資源局 縣生態環境局 縣住建局 縣城管局 縣交通運輸局 縣水利局 縣農業農村局 "
    "縣商務局 縣文旅局 縣衛健局 縣應急管理局 縣市場監管局 縣融媒體中心",
)
_PLACES: Final = (
    ("town", "東溪鎮", "柳塘村 楊樹灣村"),
    ("town", "西溪鎮", "石橋村 上河村"),
    ("town", "南嶺鎮", "茶山村 竹園村"),
    ("town", "北渡鎮", "渡口村 沙洲村"),
    ("town", "清泉鎮", "泉頭村"),
    ("town", "白石鎮", "白石村"),
    ("town", "青岡鎮", "青岡村"),
    ("town", "梅塢鎮", "梅塢村"),
    ("town", "古井鄉", "古井村"),
    ("town", "長灘鄉", "長灘村"),
    ("street", "雲溪街道", "城東社區 城西社區 文廟社區 河濱社區 新城社區"),
    ("street", "南門街道", "南門社區 站前社區 鼓樓社區 花園社區"),
    ("street", "橋北街道", "橋北社區 建設路社區 工業園社區"),
)
SCHOOLS: Final = _numbered(
    "school", "雲溪縣第一中學 雲溪縣實驗小學 雲溪縣城關小學 雲溪縣職業中學 雲溪縣機關幼兒園"
)
WINDOWS: Final = _numbered(
    "window",
    "縣政務服務中心 縣汽車客運站 縣供電公司營業廳 縣自來水公司營業廳 縣人民醫院門診 縣郵政局營業廳",
)
FIRMS: Final = _numbered("firm", "雲溪城市投資公司 雲溪公共交通公司")


def places() -> tuple[Sample, ...]:
    """Return townships and street offices, each followed by its communities and villages."""
    found = []
    counted: dict[str, int] = {}
    for number, (unit_class, name, below) in enumerate(_PLACES, start=1):
        counted[unit_class] = counted.get(unit_class, 0) + 1
        code = f"{unit_class}-{counted[unit_class]:02d}"
        digits = f"990101{(100 if unit_class == 'town' else 0) + number:03d}"
        found.append(Sample(code, unit_class, name, statistical_code=f"{digits}000"))
        kind, first = ("village", 200) if unit_class == "town" else ("comm", 0)
        for place, child in enumerate(below.split(), start=1):
            counted[kind] = counted.get(kind, 0) + 1
            found.append(
                Sample(
                    f"{kind}-{counted[kind]:02d}",
                    kind,
                    child,
                    below=code,
                    statistical_code=f"{digits}{first + place:03d}",
                )
            )
    return tuple(found)


def county_units() -> tuple[Sample, ...]:
    """Return every unit of the county, parents before children."""
    return (*DEPARTMENTS, *places(), *SCHOOLS, *WINDOWS, *FIRMS)


CAMPUS_UNITS: Final = (
    *_numbered("office", "校長辦公室 德育處 教務處 總務處 團委"),
    *_numbered("grade", "七年級 八年級 九年級"),
)


@dataclass(frozen=True, slots=True)
class SampleZone:
    """A zone: its bounds, who leads, who joins in (codes of units)."""

    code: str
    name: str
    bounds: str
    lead: str
    joins: tuple[str, ...] = ()


ZONES: Final = (
    SampleZone("Z01", "文廟片區", "文廟路以北、濱河路以西", "street-01", ("dept-05", "dept-28")),
    SampleZone("Z02", "河濱片區", "濱河路以東至雲溪河", "street-01", ("dept-25",)),
    SampleZone("Z03", "南門片區", "南門大街兩側", "street-02", ("dept-23", "dept-31")),
    SampleZone("Z04", "站前片區", "汽車客運站周邊", "street-02", ("dept-24", "window-02")),
    SampleZone("Z05", "橋北片區", "雲溪大橋以北至工業園", "street-03", ("dept-14",)),
    SampleZone("Z06", "新城片區", "行政中心及周邊道路", "dept-22", ("street-01", "firm-01")),
)
