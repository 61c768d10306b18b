"""Samples for the walk over every address: the library of frameworks."""

from tests.features.frameworks.small_editions import loaded
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; every page of an edition is open to all."""
    edition = loaded()
    where = {"code": edition.code, "version": edition.version}
    node = edition.nodes.filter(is_criterion=True).values_list("code", flat=True)[0]
    pages = ("edition", "document", "sites", "questions", "negative", "departments")
    return {
        **{f"frameworks:{page}": Sample(where) for page in pages},
        "frameworks:criterion": Sample({**where, "node": node}),
    }
