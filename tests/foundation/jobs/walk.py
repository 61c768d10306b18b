"""Samples for the walk over every address: background work."""

from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.jobs.services import enqueue
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the job was asked for by the liaison, who alone may watch it."""
    liaison = world.user("liaison")
    with acting(Actor(str(liaison.pk), liaison.name)):
        job = enqueue("jobs.clean", {}, key="walk")
    where = {"job": job.pk}
    return {
        "jobs:job": Sample(where),
        "jobs:retry": Sample(where),
        "jobs:progress": Sample(where, owners=frozenset({"liaison", "system_admin"})),
    }
