"""Everything that writes subjects, units, people and zones.

Each verb is one transaction: it takes the tree's lock, compares the revision somebody worked with
(:class:`Stale`), refuses with a sentence (``Refused``) or writes the change, the unit's version,
the event of the record and the event for the rooms above.
"""

from chuangcheng.foundation.orgs.services.changing import Stale
from chuangcheng.foundation.orgs.services.moves import (
    close_unit,
    merge_units,
    move_unit,
    reopen_unit,
)
from chuangcheng.foundation.orgs.services.people import (
    change_person,
    create_person,
    leave_person,
    return_person,
    transfer_person,
)
from chuangcheng.foundation.orgs.services.subjects import (
    change_subject,
    change_unit_class,
    create_subject,
    create_unit_class,
    remove_unit_class,
)
from chuangcheng.foundation.orgs.services.units import change_unit, create_unit
from chuangcheng.foundation.orgs.services.zones import (
    assign_duty,
    change_zone,
    create_zone,
    end_duty,
)

__all__ = [
    "Stale",
    "assign_duty",
    "change_person",
    "change_subject",
    "change_unit",
    "change_unit_class",
    "change_zone",
    "close_unit",
    "create_person",
    "create_subject",
    "create_unit",
    "create_unit_class",
    "create_zone",
    "end_duty",
    "leave_person",
    "merge_units",
    "move_unit",
    "remove_unit_class",
    "reopen_unit",
    "return_person",
    "transfer_person",
]
