"""Samples for the walk over every address: accounts, roles, deputies."""

from tests.foundation.accounts.test_deputies import deputise
from tests.people import give, make_person
from tests.walk.samples import Sample
from tests.walk.world import World

OF_AN_ACCOUNT = (
    "account",
    "link",
    "close_account",
    "open_account",
    "unlock_account",
    "end_sessions",
    "one_step",
    "add_identity",
)
OF_A_SECOND_STEP = ("deactivate_totp", "download_recovery_codes", "view_recovery_codes")
WAYS = ("dingtalk", "feishu", "wecom")


def samples(world: World) -> dict[str, Sample]:
    """Return them; the account asked about is one of the bureau's."""
    county = world.county
    account = make_person(county.bureau, "樣本（演示）")
    assert account.person is not None
    about = account.person.scope()
    grant = give(account, "reviewer", county.bureau)
    named = deputise(world.user("unit_head"), world.user("liaison"))
    by_account = Sample({"account": account.pk}, about)
    unknown = frozenset({404})
    return {
        **dict.fromkeys(
            (f"accounts:{name}" for name in OF_AN_ACCOUNT),
            by_account,
        ),
        "accounts:remove_identity": Sample(
            {"account": account.pk, "number": 1}, about, statuses=unknown
        ),
        # Says that the account was closed, and is no page of anybody's.
        "account_inactive": Sample(statuses=frozenset({403})),
        # Where no other way in is set up, or no second step.
        "socialaccount_connections": Sample(statuses=unknown),
        **dict.fromkeys((f"mfa_{name}" for name in OF_A_SECOND_STEP), Sample(statuses=unknown)),
        "account_link": Sample({"token": "unknown"}, statuses=unknown),
        "account_unlink": Sample({"number": 1}, statuses=unknown),
        "openid_connect_login": Sample({"provider_id": "nowhere"}, statuses=unknown),
        "openid_connect_callback": Sample({"provider_id": "nowhere"}, statuses=unknown),
        **dict.fromkeys(
            (f"{way}_{step}" for way in WAYS for step in ("login", "callback")),
            Sample(statuses=unknown),
        ),
        "accounts:give_role": Sample({"account": account.pk}, about),
        "accounts:end_role": Sample({"grant": grant.pk}, county.bureau.scope()),
        "accounts:name_deputy_for": Sample({"account": account.pk}, about),
        "accounts:end_deputy": Sample(
            {"deputising": named.pk},
            owners=frozenset({"liaison", "unit_head", "office"}),
        ),
    }
