"""What this room tells the rooms above, in the transaction of the change.

Every payload is made of numbers: ``subject``, and what it is about (``unit``, ``person``,
``zone``). Receivers look up the rest as it is when they run.

| event | further numbers |
|---|---|
| ``orgs.unit.moved`` | ``parent`` (null for the top), ``was_parent`` |
| ``orgs.unit.merged`` | ``successor``; ``children`` and ``people`` that went there |
| ``orgs.unit.closed`` | ``children``, ``children_to``; ``people``, ``people_to`` (null: left) |
| ``orgs.person.transferred`` | ``unit``, ``was_unit`` |
| ``orgs.person.left`` | ``unit`` |
"""

from typing import Final

SUBJECT_CREATED: Final = "orgs.subject.created"
SUBJECT_CHANGED: Final = "orgs.subject.changed"
UNIT_CREATED: Final = "orgs.unit.created"
UNIT_CHANGED: Final = "orgs.unit.changed"
UNIT_MOVED: Final = "orgs.unit.moved"
UNIT_MERGED: Final = "orgs.unit.merged"
UNIT_CLOSED: Final = "orgs.unit.closed"
UNIT_REOPENED: Final = "orgs.unit.reopened"
PERSON_CREATED: Final = "orgs.person.created"
PERSON_CHANGED: Final = "orgs.person.changed"
PERSON_TRANSFERRED: Final = "orgs.person.transferred"
PERSON_LEFT: Final = "orgs.person.left"
PERSON_RETURNED: Final = "orgs.person.returned"
ZONE_CHANGED: Final = "orgs.zone.changed"
