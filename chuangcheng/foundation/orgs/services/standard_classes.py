"""The classes of units that subjects of a kind usually have, offered when one is created."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs.models import Subject, UnitClass

KIND = UnitClass.Kind


@dataclass(frozen=True, slots=True)
class StandardClass:
    """A class as it is offered: code, what the program takes it for, its name."""

    code: str
    kind: str
    name: Text


DEPARTMENT: Final = StandardClass("dept", KIND.DEPARTMENT, Text("部門", "部门", "Department"))
TOWNSHIP: Final = StandardClass("town", KIND.TOWNSHIP, Text("鄉鎮", "乡镇", "Township"))
STREET: Final = StandardClass("street", KIND.TOWNSHIP, Text("街道", "街道", "Street office"))
COMMUNITY: Final = StandardClass("comm", KIND.COMMUNITY, Text("社區", "社区", "Community"))
VILLAGE: Final = StandardClass("village", KIND.COMMUNITY, Text("村", "村", "Village"))
SCHOOL: Final = StandardClass("school", KIND.SCHOOL, Text("學校", "学校", "School"))
WINDOW: Final = StandardClass("window", KIND.WINDOW, Text("窗口行業", "窗口行业", "Window trade"))
ENTERPRISE: Final = StandardClass("firm", KIND.OTHER, Text("企業", "企业", "Enterprise"))
OTHER: Final = StandardClass("other", KIND.OTHER, Text("其他單位", "其他单位", "Other unit"))
OFFICE: Final = StandardClass("office", KIND.DEPARTMENT, Text("處室", "处室", "Office"))
GRADE: Final = StandardClass("grade", KIND.OTHER, Text("年級", "年级", "Grade"))
SECTION: Final = StandardClass("section", KIND.DEPARTMENT, Text("科室", "科室", "Section"))
GRID: Final = StandardClass("grid", KIND.OTHER, Text("網格", "网格", "Grid"))

_COUNTY = (DEPARTMENT, TOWNSHIP, STREET, COMMUNITY, VILLAGE, SCHOOL, WINDOW, ENTERPRISE, OTHER)
_STANDARD: Final[Mapping[str, tuple[StandardClass, ...]]] = {
    Subject.Kind.COUNTY: _COUNTY,
    Subject.Kind.CITY: _COUNTY,
    Subject.Kind.CAMPUS: (OFFICE, GRADE, OTHER),
    Subject.Kind.UNIT: (SECTION, WINDOW, OTHER),
    Subject.Kind.TOWNSHIP: (SECTION, COMMUNITY, VILLAGE, SCHOOL, WINDOW, OTHER),
    Subject.Kind.COMMUNITY: (GRID, WINDOW, OTHER),
}


def standard_classes(kind: str) -> tuple[StandardClass, ...]:
    """Return the usual classes of a subject of this kind."""
    return _STANDARD.get(kind, (OTHER,))
