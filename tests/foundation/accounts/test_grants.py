"""Giving roles and ending them: who may, to whom, and what must stay apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.accounts.services.accounts import close_account
from chuangcheng.foundation.accounts.services.grants import Wish, end_grant, give_role
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs.models import Person, Unit
from tests.people import County, give, make_holder, make_person

People = Callable[..., User]


@pytest.fixture
def security(person_with: People) -> User:
    return person_with("security_admin", name="安全員（演示）")


@pytest.fixture
def office(person_with: People, county: County) -> User:
    return person_with("office", county.office, "創辦（演示）")


@pytest.fixture
def newcomer(county: County) -> User:
    return make_person(county.bureau, "新人（演示）")


def refused(wish: Wish, giver: User | None) -> str:
    with pytest.raises(Refused) as caught:
        give_role(wish, giver)
    return caught.value.faults[0].code


# -- who may give ----------------------------------------------------------------------------------


def test_the_security_administrator_gives_every_role(
    security: User, newcomer: User, county: County
) -> None:
    grant = give_role(Wish(newcomer, "leader", subject=county.subject), security)
    assert newcomer.holdings.roles() == {"leader"}
    assert grant.post == county.bureau


def test_who_gives_roles_does_not_exercise_them(security: User, county: County) -> None:
    for action in ("orgs.unit.change", "orgs.unit.contacts", "orgs.contact.read"):
        assert not security.has_perm(action, county.bureau)


def test_the_office_gives_roles_of_the_campaign_inside_its_subject(
    office: User, newcomer: User, county: County
) -> None:
    give_role(Wish(newcomer, "liaison", unit=county.bureau), office)
    assert newcomer.has_perm("orgs.unit.contacts", county.bureau)


@pytest.mark.parametrize("role", ["office", "leader", "approver", "system_admin", "security_admin"])
def test_the_office_gives_no_role_above_its_own(
    office: User, newcomer: User, county: County, role: str
) -> None:
    subject = None if role.endswith("admin") else county.subject
    assert refused(Wish(newcomer, role, subject), office) == "roles.not_yours"


def test_the_office_gives_nothing_outside_its_subject(
    office: User, newcomer: User, county: County
) -> None:
    wish = Wish(newcomer, "liaison", unit=county.other_office)
    assert refused(wish, office) == "roles.not_yours"


def test_the_office_gives_nothing_to_people_of_another_subject(
    office: User, outsider: User, county: County
) -> None:
    assert refused(Wish(outsider, "liaison", unit=county.bureau), office) == "roles.not_your_person"


@pytest.mark.parametrize("role", ["liaison", "unit_head", "system_admin", "audit_admin"])
def test_nobody_else_gives_roles(
    person_with: People, newcomer: User, county: County, role: str
) -> None:
    giver = person_with(role, county.bureau)
    assert refused(Wish(newcomer, "liaison", unit=county.bureau), giver) == "roles.not_yours"


def test_nobody_gives_a_role_to_themselves(security: User, office: User, county: County) -> None:
    assert refused(Wish(security, "system_admin"), security) == "roles.to_yourself"
    assert refused(Wish(office, "reviewer", subject=county.subject), office) == "roles.to_yourself"


def test_nor_to_their_second_account(security: User, newcomer: User, county: County) -> None:
    newcomer.email = security.email.upper()
    newcomer.save()
    wish = Wish(newcomer, "leader", subject=county.subject)
    assert refused(wish, security) == "roles.to_yourself"


# -- what must stay apart --------------------------------------------------------------------------


@pytest.mark.parametrize("held", ["system_admin", "audit_admin"])
@pytest.mark.parametrize("wanted", ["system_admin", "audit_admin", "security_admin"])
def test_the_three_administrators_are_three_persons(
    security: User, person_with: People, held: str, wanted: str
) -> None:
    if held == wanted:
        return
    admin = person_with(held)
    assert refused(Wish(admin, wanted), security) == "roles.separate"


def test_also_where_one_role_begins_later(security: User, newcomer: User) -> None:
    later = timezone.localdate() + timedelta(days=30)
    give_role(Wish(newcomer, "system_admin", valid_from=later), security)
    assert refused(Wish(newcomer, "audit_admin"), security) == "roles.separate"
    until = later - timedelta(days=1)
    give_role(Wish(newcomer, "audit_admin", valid_to=until), security)


def test_also_through_two_accounts_with_one_address(
    security: User, person_with: People, newcomer: User
) -> None:
    newcomer.email = person_with("audit_admin").email
    newcomer.save()
    assert refused(Wish(newcomer, "system_admin"), security) == "roles.separate"


def test_also_from_the_console(person_with: People) -> None:
    assert refused(Wish(person_with("audit_admin"), "system_admin"), None) == "roles.separate"


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (("system_admin", "security_admin", "audit_admin"), {"security_admin"}),
        (("audit_admin", "system_admin"), {"system_admin"}),
        (("office", "security_admin"), {"security_admin"}),
        (("office", "audit_admin"), {"office", "audit_admin"}),
    ],
)
def test_rows_that_unite_what_must_stay_apart_give_no_rights(
    county: County, settings: Settings, rows: tuple[str, ...], counts: set[str]
) -> None:
    """A demonstration that became a real installation, or a restored one, may hold such rows."""
    one = make_person(county.office, "一人（演示）")
    for role in rows:
        give(one, role, subject=county.subject if role == "office" else None)
    assert one.holdings.roles() == counts
    settings.DEMO = True
    assert User.objects.get(pk=one.pk).holdings.roles() == set(rows)


def test_a_security_administrator_holds_no_other_role(
    security: User, person_with: People, newcomer: User, county: County
) -> None:
    other = person_with("security_admin")
    wish = Wish(other, "leader", subject=county.subject)
    assert refused(wish, security) == "roles.security_only"
    give_role(Wish(newcomer, "liaison", unit=county.bureau), security)
    assert refused(Wish(newcomer, "security_admin"), security) == "roles.security_only"


def test_in_the_demonstration_one_person_may_try_everything(
    security: User, newcomer: User, settings: Settings
) -> None:
    settings.DEMO = True
    for role in ("system_admin", "security_admin", "audit_admin"):
        give_role(Wish(newcomer, role), security)
    assert len(newcomer.holdings.roles()) == 3


# -- for what and how long -------------------------------------------------------------------------


def test_a_role_of_the_campaign_needs_a_place(security: User, newcomer: User) -> None:
    assert refused(Wish(newcomer, "liaison"), security) == "roles.no_place"


def test_an_administrator_has_no_place(security: User, newcomer: User, county: County) -> None:
    wish = Wish(newcomer, "system_admin", unit=county.bureau)
    assert refused(wish, security) == "roles.no_place_wanted"


def test_a_closed_unit_gets_nobody(security: User, newcomer: User, county: County) -> None:
    county.school.status = Unit.Status.CLOSED
    county.school.save()
    assert refused(Wish(newcomer, "liaison", unit=county.school), security) == "roles.unit_ended"


def test_a_locked_account_or_somebody_who_left_gets_nothing(
    security: User, newcomer: User, county: County
) -> None:
    wish = Wish(newcomer, "liaison", unit=county.bureau)
    Person.objects.filter(account=newcomer).update(is_active=False)
    gone = User.objects.get(pk=newcomer.pk)
    assert refused(replace(wish, user=gone), security) == "roles.account_locked"


def test_the_time_must_make_sense(security: User, newcomer: User, county: County) -> None:
    today = timezone.localdate()
    wish = Wish(newcomer, "liaison", unit=county.bureau)
    before = today - timedelta(days=1)
    assert refused(replace(wish, valid_from=before), security) == "roles.backdated"
    assert refused(replace(wish, valid_to=before), security) == "roles.period"


def test_the_same_role_is_not_held_twice(security: User, newcomer: User, county: County) -> None:
    wish = Wish(newcomer, "liaison", unit=county.bureau)
    give_role(wish, security)
    assert refused(wish, security) == "roles.held_already"
    give_role(replace(wish, unit=county.school), security)


# -- ending ----------------------------------------------------------------------------------------


def test_a_role_is_ended_early_and_kept_as_history(
    security: User, owner: User, county: County
) -> None:
    grant = owner.grants.get()
    with acting(Actor(str(security.pk), security.name)):
        end_grant(grant, security, "輪崗")
    grant.refresh_from_db()
    assert (grant.ended_by_name, grant.end_reason) == (security.name, "輪崗")
    assert not User.objects.get(pk=owner.pk).has_perm("orgs.unit.contacts", county.bureau)
    with pytest.raises(Refused):
        end_grant(grant, security)


def test_nobody_ends_what_they_could_not_give(
    office: User, person_with: People, colleague: User, county: County
) -> None:
    for grant in (person_with("leader").grants.get(), person_with("system_admin").grants.get()):
        with pytest.raises(Refused):
            end_grant(grant, office)
        with pytest.raises(Refused):
            end_grant(grant, colleague)


def test_the_last_security_administrator_stays(security: User, person_with: People) -> None:
    other = person_with("security_admin")
    end_grant(other.grants.get(), security)
    second = make_holder("security_admin", Unit.objects.all()[0])
    second.is_active = False
    second.save()
    third = make_person(None, "臨時（演示）")
    Grant.objects.create(
        user=third,
        role="security_admin",
        valid_from=timezone.localdate(),
        valid_to=timezone.localdate() + timedelta(days=3),
        granted_by="test",
    )
    with pytest.raises(Refused) as caught:
        end_grant(security.grants.get(), third)
    assert caught.value.faults[0].code == "roles.last_security"


def test_nor_is_their_account_closed(security: User, person_with: People) -> None:
    assert close_account(security, "試") is not None
    security.refresh_from_db()
    assert security.is_active
    person_with("security_admin")
    assert close_account(security, "離任") is None


# -- the record ------------------------------------------------------------------------------------


def test_giving_and_ending_are_recorded(security: User, newcomer: User, county: County) -> None:
    with acting(Actor(str(security.pk), security.name)):
        grant = give_role(Wish(newcomer, "liaison", unit=county.bureau, reason="任命"), security)
        end_grant(grant, security, "調整")
    ended, given = Event.objects.filter(target_type="accounts.user", target_id=str(newcomer.pk))
    assert given.action == "accounts.grant.give"
    assert given.actor_name == security.name
    assert given.changes["role"] == [None, "liaison"]
    assert (given.reason, given.subject) == ("任命", str(county.subject.pk))
    assert ended.action == "accounts.grant.end"
    assert ended.reason == "調整"


def test_a_refused_role_leaves_no_trace(newcomer: User, owner: User, county: County) -> None:
    refused(Wish(newcomer, "liaison", unit=county.bureau), owner)
    assert not newcomer.grants.exists()
    assert not Event.objects.exists()


def test_a_role_given_by_a_deputy_names_the_principal_too(
    office: User, colleague: User, newcomer: User, county: County
) -> None:
    from tests.foundation.accounts.test_deputies import deputise

    deputise(colleague, office)
    with acting(Actor(str(colleague.pk), colleague.name)):
        give_role(Wish(newcomer, "liaison", unit=county.bureau), colleague)
        assert refused(Wish(office, "reviewer", subject=county.subject), colleague) == (
            "roles.to_yourself"
        )
        assert refused(Wish(colleague, "reviewer", subject=county.subject), colleague) == (
            "roles.to_yourself"
        )
    given = Event.objects.get()
    assert given.actor_id == str(colleague.pk)
    assert (given.actor_name, given.for_name) == (colleague.name, office.name)


def test_a_holder_made_by_hand_holds(county: County) -> None:
    """The stand-ins of the tests hold what the services would give."""
    user = make_person(county.bureau, "手工（演示）")
    give(user, "reviewer", subject=county.subject)
    assert user.holdings.roles() == {"reviewer"}
