"""Samples for the walk over every address: notices and mail."""

from chuangcheng.foundation.notices.models import Notice
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the notice asked about is one of the bureau's liaison, nobody else's."""
    notice = Notice.objects.create(
        recipient=world.user("liaison"), kind="calendar.year", title="Sample"
    )
    theirs = Sample({"notice": notice.pk}, owners=frozenset({"liaison"}))
    return {
        "notices:open": theirs,
        "notices:read": theirs,
        "notices:retry": Sample({"letter": 1}),
    }
