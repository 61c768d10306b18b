"""Samples for the walk over every address: the working calendar."""

from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; hours and days are those of the first county."""
    subject = world.county.subject
    where, scope = {"subject": subject.pk}, subject.scope()
    return {
        "calendar:year": Sample({"year": 2026}),
        "calendar:subject": Sample(where, scope),
        "calendar:subject_year": Sample({**where, "year": 2026}, scope),
        "calendar:hours": Sample(where, scope),
        "calendar:add_day": Sample(where, scope),
        "calendar:remove_day": Sample({**where, "day": "2026-03-02"}, scope),
    }
