"""Samples for the walk over every address: accounts, roles, deputies."""

from tests.foundation.accounts.test_deputies import deputise
from tests.people import give, make_person
from tests.walk.samples import Sample
from tests.walk.world import World


def samples(world: World) -> dict[str, Sample]:
    """Return them; the account asked about is one of the bureau's."""
    county = world.county
    account = make_person(county.bureau, "樣本（演示）")
    assert account.person is not None
    about = account.person.scope()
    grant = give(account, "reviewer", county.bureau)
    named = deputise(world.user("unit_head"), world.user("liaison"))
    return {
        "accounts:give_role": Sample({"account": account.pk}, about),
        "accounts:end_role": Sample({"grant": grant.pk}, county.bureau.scope()),
        "accounts:name_deputy_for": Sample({"account": account.pk}, about),
        "accounts:end_deputy": Sample(
            {"deputising": named.pk},
            owners=frozenset({"liaison", "unit_head", "deputy", "office"}),
        ),
    }
