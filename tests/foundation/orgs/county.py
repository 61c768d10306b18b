"""A small county for the tests: a subject with a few units, named people, one zone."""

from dataclasses import dataclass

from chuangcheng.foundation.orgs.models import Person, Subject, Unit, UnitClass
from chuangcheng.foundation.orgs.services import create_person, create_subject, create_unit


@dataclass(frozen=True, slots=True)
class County:
    """雲溪縣: a department, two townships, a village below the first, a head and a liaison."""

    subject: Subject
    department: Unit
    east: Unit
    west: Unit
    village: Unit
    head: Person
    liaison: Person

    def unit_class(self, code: str) -> UnitClass:
        return self.subject.unit_classes.get(code=code)


def small_county(code: str = "yunxi") -> County:
    subject = create_subject(name="雲溪縣(演示)", kind="county", code=code, is_demonstration=True)
    classes = {row.code: row for row in subject.unit_classes.all()}
    department = create_unit(subject=subject, unit_class=classes["dept"], name="縣委宣傳部")
    east = create_unit(
        subject=subject, unit_class=classes["town"], name="東溪鎮", statistical_code="990101101000"
    )
    west = create_unit(
        subject=subject, unit_class=classes["town"], name="西溪鎮", statistical_code="990101102000"
    )
    village = create_unit(
        subject=subject,
        unit_class=classes["village"],
        name="柳樹村",
        parent=east,
        statistical_code="990101101201",
    )
    head = create_person(unit=east, name="周立新", post="head", phone="13800000001")
    liaison = create_person(
        unit=east, name="李文", post="liaison", phone="13800000002", email="liwen@example.test"
    )
    return County(subject, department, east, west, village, head, liaison)
