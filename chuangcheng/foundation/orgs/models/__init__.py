"""Tables of the room: subjects, their units with history, people, zones, imports."""

from chuangcheng.foundation.orgs.models.imports import ImportRow, ImportRun
from chuangcheng.foundation.orgs.models.people import Person
from chuangcheng.foundation.orgs.models.subjects import Subject, UnitClass
from chuangcheng.foundation.orgs.models.units import Unit, UnitVersion
from chuangcheng.foundation.orgs.models.zones import Zone, ZoneDuty

__all__ = [
    "ImportRow",
    "ImportRun",
    "Person",
    "Subject",
    "Unit",
    "UnitClass",
    "UnitVersion",
    "Zone",
    "ZoneDuty",
]
