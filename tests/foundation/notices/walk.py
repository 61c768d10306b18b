"""Samples for the walk over every address: notices."""

from django.utils import timezone

from chuangcheng.foundation.notices.models import Letter, Notice
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the notice is the liaison's, the mail too."""
    liaison = world.user("liaison")
    notice = Notice.objects.create(recipient=liaison, kind="walk", title="Walk", link="/")
    letter = Letter.objects.create(
        recipient=liaison, day=timezone.localdate(), message_id="<walk@example.org>"
    )
    own = Sample({"notice": notice.pk}, owners=frozenset({"liaison"}))
    return {
        "notices:open": own,
        "notices:read": own,
        "notices:retry": Sample({"letter": letter.pk}, statuses=frozenset({404})),
    }
