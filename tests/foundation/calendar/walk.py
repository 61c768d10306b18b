"""Samples for the walk over every address: the working calendar."""

from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the subject asked about is the first county."""
    subject = world.county.subject
    return {
        "calendar:year": Sample({"year": 2026}),
        "calendar:subject": Sample({"subject": subject.pk}, subject.scope()),
        "calendar:subject_year": Sample({"subject": subject.pk, "year": 2026}, subject.scope()),
        "calendar:hours": Sample({"subject": subject.pk}, subject.scope()),
        "calendar:add_day": Sample({"subject": subject.pk}, subject.scope()),
        "calendar:remove_day": Sample(
            {"subject": subject.pk, "day": "2026-03-02"}, subject.scope()
        ),
    }
