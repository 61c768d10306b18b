"""What can be done in this room; which role may is ``accounts.matrix``.

| action | who |
|---|---|
| read subjects, units, people, zones | every role, in its subject |
| ``orgs.contact.read`` | office, system administrator; others in their own unit |
| ``orgs.unit.contacts`` | unit head and liaison in their unit; office, system administrator |
| everything that changes | office in its subject, system administrator |
| ``orgs.subject.create`` | system administrator |
"""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_SUBJECT: Final = Action("orgs.subject.read", N_("See the subjects"), "subject")
CREATE_SUBJECT: Final = Action("orgs.subject.create", N_("Create subjects"), "all")
CHANGE_SUBJECT: Final = Action(
    "orgs.subject.change", N_("Rename subjects and change their classes of units"), "subject"
)
READ_UNIT: Final = Action("orgs.unit.read", N_("See the units"))
CREATE_UNIT: Final = Action("orgs.unit.create", N_("Create units"))
CHANGE_UNIT: Final = Action("orgs.unit.change", N_("Rename units and change their class or code"))
CHANGE_CONTACTS: Final = Action("orgs.unit.contacts", N_("Change telephone and address of a unit"))
MOVE_UNIT: Final = Action("orgs.unit.move", N_("Move units to another place in the tree"))
MERGE_UNIT: Final = Action("orgs.unit.merge", N_("Merge units"))
CLOSE_UNIT: Final = Action("orgs.unit.close", N_("Close and reopen units"))
READ_PERSON: Final = Action("orgs.person.read", N_("See people and their posts"))
READ_CONTACT: Final = Action(
    "orgs.contact.read", N_("See personal telephone numbers and e-mail addresses (is recorded)")
)
CREATE_PERSON: Final = Action("orgs.person.create", N_("Add people"))
CHANGE_PERSON: Final = Action("orgs.person.change", N_("Change people's details and posts"))
TRANSFER_PERSON: Final = Action("orgs.person.transfer", N_("Transfer people to another unit"))
LEAVE_PERSON: Final = Action("orgs.person.leave", N_("Let people leave office and come back"))
READ_ZONE: Final = Action("orgs.zone.read", N_("See the zones and who answers for them"), "subject")
CHANGE_ZONE: Final = Action(
    "orgs.zone.change", N_("Change the zones and who answers for them"), "subject"
)
IMPORT: Final = Action("orgs.import", N_("Import units, people and zones from a file"), "subject")
EXPORT: Final = Action("orgs.export", N_("Export units, people and zones to a file"), "subject")

ACTIONS: Final = (
    READ_SUBJECT,
    CREATE_SUBJECT,
    CHANGE_SUBJECT,
    READ_UNIT,
    CREATE_UNIT,
    CHANGE_UNIT,
    CHANGE_CONTACTS,
    MOVE_UNIT,
    MERGE_UNIT,
    CLOSE_UNIT,
    READ_PERSON,
    READ_CONTACT,
    CREATE_PERSON,
    CHANGE_PERSON,
    TRANSFER_PERSON,
    LEAVE_PERSON,
    READ_ZONE,
    CHANGE_ZONE,
    IMPORT,
    EXPORT,
)
