"""Samples for the walk over every address: the record."""

from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.shell.access import Scope
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the event is one of the first county."""
    subject = str(world.county.subject.pk)
    unit = world.county.bureau
    event = record("orgs.unit.change", Target("orgs.unit", str(unit.pk), str(unit), subject))
    return {
        "audit:event": Sample({"number": event}, Scope(subject)),
        "audit:story": Sample({"kind": "orgs.unit", "thing": str(unit.pk)}),
    }
