"""What pages and other rooms ask about subjects, units, people and zones."""

from chuangcheng.foundation.orgs.queries.people import WantedPeople, find_person, people
from chuangcheng.foundation.orgs.queries.scopes import within
from chuangcheng.foundation.orgs.queries.subjects import classes_of, subjects
from chuangcheng.foundation.orgs.queries.trees import (
    SHOWN_OF_A_GROUP,
    Group,
    Past,
    Wanted,
    children_of,
    listed,
    matches,
    top_groups,
    tree_on,
)
from chuangcheng.foundation.orgs.queries.units import (
    Effects,
    above,
    duties_of,
    effects_on,
    eligible,
    find_unit,
    people_of,
    predecessors_of,
    same_statistical_code,
    statistical_doubts,
    story_of,
)
from chuangcheng.foundation.orgs.queries.zones import (
    duties_of_zone,
    find_duty,
    find_zone,
    running_on,
    zones,
)

__all__ = [
    "SHOWN_OF_A_GROUP",
    "Effects",
    "Group",
    "Past",
    "Wanted",
    "WantedPeople",
    "above",
    "children_of",
    "classes_of",
    "duties_of",
    "duties_of_zone",
    "effects_on",
    "eligible",
    "find_duty",
    "find_person",
    "find_unit",
    "find_zone",
    "listed",
    "matches",
    "people",
    "people_of",
    "predecessors_of",
    "running_on",
    "same_statistical_code",
    "statistical_doubts",
    "story_of",
    "subjects",
    "top_groups",
    "tree_on",
    "within",
    "zones",
]
