"""Samples for the walk over every address: files."""

import io

from chuangcheng.foundation.files.registry import OWN
from chuangcheng.foundation.files.services import store
from tests.foundation.files.samples import photo
from tests.walk.samples import Sample
from tests.walk.world import World

READERS = frozenset({"office", "reviewer", "leader", "liaison", "unit_head", "deputy"})


def samples(world: World) -> dict[str, Sample]:
    """Return them; the photo is the bureau's, and its copies are yet to be made."""
    scope = world.county.bureau.scope()
    file = store(io.BytesIO(photo()), name="樣本.jpg", owner=scope, kind=OWN)
    where = {"number": file.pk}
    unmade, uncommitted = frozenset({404}), frozenset({503})
    return {
        "files:details": Sample(where, owners=READERS),
        # A content reaches the store when its transaction ends; this one never does.
        "files:download": Sample(where, owners=READERS, statuses=uncommitted),
        "files:original": Sample(where, scope, statuses=uncommitted),
        "files:part": Sample(statuses=unmade),
        "files:delete": Sample(where, scope),
        "files:copy": Sample({**where, "use": "thumbnail"}, owners=READERS, statuses=unmade),
        "files:picture": Sample({**where, "use": "thumbnail"}, owners=READERS, statuses=unmade),
    }
