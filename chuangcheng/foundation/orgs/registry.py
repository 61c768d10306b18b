"""How the record calls what is done in this room."""

from collections.abc import Mapping
from typing import Final

from chuangcheng.domain.errors import N_

TITLES: Final[Mapping[str, str]] = {
    "orgs.subject.create": N_("created the subject"),
    "orgs.subject.change": N_("changed the subject"),
    "orgs.unit_class.create": N_("added the class of units"),
    "orgs.unit_class.change": N_("changed the class of units"),
    "orgs.unit_class.remove": N_("removed the class of units"),
    "orgs.unit.create": N_("created the unit"),
    "orgs.unit.change": N_("changed the unit"),
    "orgs.unit.move": N_("moved the unit"),
    "orgs.unit.merge": N_("merged the unit into another"),
    "orgs.unit.absorb": N_("let the unit take over others"),
    "orgs.unit.close": N_("closed the unit"),
    "orgs.unit.reopen": N_("reopened the unit"),
    "orgs.person.create": N_("added the person"),
    "orgs.person.change": N_("changed the person"),
    "orgs.person.transfer": N_("transferred the person"),
    "orgs.person.leave": N_("let the person leave office"),
    "orgs.person.return": N_("took the person back into office"),
    "orgs.zone.create": N_("created the zone"),
    "orgs.zone.change": N_("changed the zone"),
    "orgs.zone.duty": N_("changed who answers for the zone"),
    "orgs.import": N_("imported a file of units, people or zones"),
    "orgs.export": N_("exported units, people and zones"),
}
"""Names of the record's actions and their titles (msgids)."""

FIELDS: Final[Mapping[str, str]] = {
    "took_over": N_("took over"),
    "duty_began": N_("answers from now on"),
    "duty_ended": N_("answers no longer"),
    "is_lead": N_("leads"),
    "valid_from": N_("valid from"),
    "valid_to": N_("valid to"),
    "removed": N_("removed"),
}
"""What changes are called that are no fields of a model (msgids)."""
