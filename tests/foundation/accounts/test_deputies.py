"""Deputising during leave: what passes to a deputy, what never does, and what the record says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.accounts.models import Deputy, User
from chuangcheng.foundation.accounts.services.deputies import Leave, end_deputy, name_deputy
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.shell.access import Scope
from tests.people import County, give, make_person

CONTACTS = "orgs.unit.contacts"
People = Callable[..., User]


def leave(principal: User, deputy: User, days: int = 7) -> Leave:
    today = timezone.localdate()
    return Leave(principal, deputy, today, today + timedelta(days=days), "休假")


def deputise(deputy: User, principal: User) -> Deputy:
    """Write a deputising, without asking who may."""
    today = timezone.localdate()
    return Deputy.objects.create(
        principal=principal,
        deputy=deputy,
        post=deputy.person.unit if deputy.person else None,
        valid_from=today,
        valid_to=today + timedelta(days=7),
    )


def fresh(user: User) -> User:
    return User.objects.select_related("person__unit").get(pk=user.pk)


def refused(wish: Leave, namer: User) -> str:
    with pytest.raises(Refused) as caught:
        name_deputy(wish, namer)
    return caught.value.faults[0].code


@pytest.fixture
def office(person_with: People, county: County) -> User:
    return person_with("office", county.office, "創辦（演示）")


# -- what passes -----------------------------------------------------------------------------------


def test_a_deputy_acts_with_the_rights_of_the_principal(
    owner: User, colleague: User, county: County
) -> None:
    name_deputy(leave(owner, colleague), owner)
    deputy = fresh(colleague)
    assert deputy.has_perm(CONTACTS, county.bureau)
    assert deputy.has_perm(CONTACTS, county.school)
    assert Scope(str(county.subject.pk), county.bureau.path) in deputy.reaches(CONTACTS)


def test_it_ends_by_itself_and_begins_by_itself(
    owner: User, colleague: User, county: County
) -> None:
    named = name_deputy(leave(owner, colleague), owner)
    yesterday = timezone.localdate() - timedelta(days=1)
    Deputy.objects.filter(pk=named.pk).update(valid_from=yesterday, valid_to=yesterday)
    assert not fresh(colleague).has_perm(CONTACTS, county.bureau)
    tomorrow = timezone.localdate() + timedelta(days=1)
    Deputy.objects.filter(pk=named.pk).update(valid_from=tomorrow, valid_to=tomorrow)
    assert not fresh(colleague).has_perm(CONTACTS, county.bureau)


def test_the_deputy_of_a_deputy_gets_nothing_of_the_first(
    owner: User, colleague: User, county: County
) -> None:
    third = make_person(county.station, "三人（演示）")
    deputise(colleague, owner)
    deputise(third, colleague)
    deputy = fresh(third)
    assert deputy.has_perm(CONTACTS, county.school)
    assert not deputy.has_perm(CONTACTS, county.bureau)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrators_role_never_passes(
    person_with: People, colleague: User, role: str
) -> None:
    admin = person_with(role)
    assert refused(leave(admin, colleague), admin) == "roles.deputy_nothing"
    deputise(colleague, admin)
    assert fresh(colleague).holdings.roles() == {"liaison"}


def test_who_gives_roles_gets_none_by_deputising(person_with: People, owner: User) -> None:
    security = person_with("security_admin")
    assert refused(leave(owner, security), owner) == "roles.deputy_admin"
    deputise(security, owner)
    assert fresh(security).holdings.roles() == {"security_admin"}


def test_nothing_passes_from_who_left_or_is_locked(
    owner: User, colleague: User, county: County
) -> None:
    deputise(colleague, owner)
    owner.is_active = False
    owner.save()
    assert not fresh(colleague).has_perm(CONTACTS, county.bureau)


def test_nothing_passes_to_who_works_elsewhere_by_now(
    owner: User, colleague: User, county: County
) -> None:
    deputise(colleague, owner)
    assert colleague.person is not None
    colleague.person.unit = county.office
    colleague.person.save()
    assert not fresh(colleague).has_perm(CONTACTS, county.bureau)


# -- who names -------------------------------------------------------------------------------------


def test_the_office_names_a_deputy_for_people_of_its_subject(
    office: User, owner: User, colleague: User, county: County
) -> None:
    name_deputy(leave(owner, colleague), office)
    assert fresh(colleague).has_perm(CONTACTS, county.bureau)


def test_the_office_names_nobody_for_another_subject(
    office: User, outsider: User, colleague: User
) -> None:
    assert refused(leave(outsider, colleague), office) == "roles.not_your_person"


def test_nobody_makes_themselves_a_deputy(office: User, owner: User) -> None:
    assert refused(leave(owner, office), office) == "roles.deputy_you"


def test_the_office_hands_on_no_right_it_could_not_give(
    office: User, person_with: People, colleague: User, county: County
) -> None:
    leader = person_with("leader", county.office)
    assert refused(leave(leader, colleague), office) == "roles.deputy_beyond"
    name_deputy(leave(leader, colleague), leader)


def test_a_colleague_names_nobody_for_others(owner: User, colleague: User, county: County) -> None:
    third = make_person(county.station, "三人（演示）")
    assert refused(leave(owner, third), colleague) == "roles.not_your_person"


# -- whom, how long --------------------------------------------------------------------------------


def test_nobody_deputises_for_themselves(owner: User) -> None:
    assert refused(leave(owner, owner), owner) == "roles.deputy_self"


def test_a_deputy_is_of_the_same_subject(owner: User, outsider: User) -> None:
    assert refused(leave(owner, outsider), owner) == "roles.deputy_elsewhere"


def test_who_holds_nothing_needs_no_deputy(county: County, colleague: User) -> None:
    nobody = make_person(county.bureau, "無職（演示）")
    assert refused(leave(nobody, colleague), nobody) == "roles.deputy_nothing"


def test_a_locked_account_deputises_for_nobody(owner: User, colleague: User) -> None:
    colleague.is_active = False
    colleague.save()
    assert refused(leave(owner, colleague), owner) == "roles.account_locked"


def test_the_time_must_make_sense(owner: User, colleague: User) -> None:
    wish = leave(owner, colleague)
    before = wish.valid_from - timedelta(days=1)
    assert refused(replace(wish, valid_from=before), owner) == "roles.backdated"
    assert refused(replace(wish, valid_to=before), owner) == "roles.period"
    assert refused(leave(owner, colleague, days=187), owner) == "roles.deputy_long"


def test_nobody_is_named_twice_for_one_time(owner: User, colleague: User, county: County) -> None:
    name_deputy(leave(owner, colleague), owner)
    assert refused(leave(owner, colleague), owner) == "roles.deputy_already"
    third = make_person(county.station, "三人（演示）")
    name_deputy(leave(owner, third), owner)


# -- ending and the record -------------------------------------------------------------------------


def test_principal_deputy_and_office_may_end_it_and_nobody_else(
    owner: User, colleague: User, office: User, county: County
) -> None:
    third = make_person(county.station, "三人（演示）")
    give(third, "liaison", county.station)
    for ender in (owner, colleague, office):
        named = deputise(colleague, owner)
        with pytest.raises(Refused):
            end_deputy(named, third)
        end_deputy(named, ender)
        assert not fresh(colleague).has_perm(CONTACTS, county.bureau)
        with pytest.raises(Refused):
            end_deputy(named, ender)


def test_naming_and_ending_are_recorded(owner: User, colleague: User) -> None:
    end_deputy(name_deputy(leave(owner, colleague), owner), owner)
    ended, named = Event.objects.filter(target_type="accounts.user", target_id=str(owner.pk))
    assert (named.action, ended.action) == ("accounts.deputy.name", "accounts.deputy.end")
    assert named.changes["deputy"] == [None, colleague.name]
    assert named.reason == "休假"
