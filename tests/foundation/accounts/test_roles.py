"""What a role held for a unit, a subject or the whole installation lets its holder do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.shell.access import Scope
from tests.people import County, give, make_person, make_unit

CHANGE = "orgs.unit.change"
CONTACTS = "orgs.unit.contacts"
READ = "orgs.unit.read"

People = Callable[..., User]


def fresh(user: User) -> User:
    """Return the account as the next request sees it."""
    return User.objects.select_related("person__unit").get(pk=user.pk)


# -- how far ---------------------------------------------------------------------------------------


def test_a_liaison_reaches_their_unit_and_all_below_it(owner: User, county: County) -> None:
    assert owner.has_perm(CONTACTS, county.bureau)
    assert owner.has_perm(CONTACTS, county.station)


def test_a_liaison_reaches_no_other_unit(owner: User, county: County) -> None:
    assert not owner.has_perm(CONTACTS, county.school)
    assert not owner.has_perm(CONTACTS, county.subject)
    assert not owner.has_perm(CONTACTS, county.other_office)


def test_a_unit_whose_path_begins_alike_is_no_unit_below(owner: User, county: County) -> None:
    alike = make_unit(county.subject, "alike", "相似（演示）")
    Unit.objects.filter(pk=alike.pk).update(path=county.bureau.path[:-1] + "7/")
    alike.refresh_from_db()
    assert not owner.has_perm(CONTACTS, alike)


def test_reading_the_directory_reaches_the_whole_subject_and_no_other(
    owner: User, county: County
) -> None:
    assert owner.has_perm(READ, county.school)
    assert not owner.has_perm(READ, county.other_office)


def test_the_office_reaches_its_subject_and_no_other(person_with: People, county: County) -> None:
    office = person_with("office", county.office)
    assert office.reaches(CHANGE) == (Scope(str(county.subject.pk)),)
    assert office.has_perm(CHANGE, county.station)
    assert not office.has_perm(CHANGE, county.other_office)


def test_an_administrator_reaches_everything_of_their_kind(
    person_with: People, county: County
) -> None:
    admin = person_with("system_admin")
    assert admin.reaches(CHANGE) == (Scope(),)
    assert admin.has_perm(CHANGE, county.other_office)
    assert not admin.has_perm("accounts.grant.give")


def test_who_holds_nothing_may_do_nothing(county: County) -> None:
    nobody = make_person(county.bureau, "無職（演示）")
    assert not nobody.has_perm(READ)
    assert nobody.reaches(READ) == ()


def test_own_things_are_those_of_the_person_and_of_nobody_without_a_person(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = {"tests.own": {"liaison": "own"}}
    monkeypatch.setattr("chuangcheng.foundation.accounts.matrix.MATRIX", matrix)
    with_person = make_person(county.bureau, "有人（演示）")
    without = make_person(None, "無人（演示）")
    for user in (with_person, without):
        give(user, "liaison", county.bureau)
    assert with_person.person is not None
    assert with_person.has_perm("tests.own", with_person.person)
    assert not with_person.has_perm("tests.own", Scope(person="0"))
    assert not without.has_perm("tests.own", with_person.person)
    assert not without.has_perm("tests.own", Scope())


# -- how long --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "holds"),
    [(0, None, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 9, True)],
)
def test_a_role_holds_from_its_first_day_to_its_last(
    county: County, starts_in: int, ends_in: int | None, holds: bool
) -> None:
    today = timezone.localdate()
    user = make_person(county.bureau, "限期（演示）")
    Grant.objects.create(
        user=user,
        role="liaison",
        unit=county.bureau,
        valid_from=today + timedelta(days=starts_in),
        valid_to=None if ends_in is None else today + timedelta(days=ends_in),
        granted_by="test",
    )
    assert user.has_perm(CONTACTS, county.bureau) is holds


def test_a_role_ended_early_ends_at_once(owner: User, county: County) -> None:
    assert owner.has_perm(CONTACTS, county.bureau)
    owner.grants.update(ended_at=timezone.now())
    assert not fresh(owner).has_perm(CONTACTS, county.bureau)


# -- before any receiver ran -----------------------------------------------------------------------


def by_post(user: User, unit: Unit) -> None:
    """Say that somebody got their roles as a person of ``unit``."""
    user.grants.update(post=unit)


def test_who_works_elsewhere_no_longer_holds_the_role(owner: User, county: County) -> None:
    by_post(owner, county.bureau)
    assert fresh(owner).has_perm(CONTACTS, county.bureau)
    assert owner.person is not None
    owner.person.unit = county.school
    owner.person.save()
    assert not fresh(owner).has_perm(CONTACTS, county.bureau)
    assert not fresh(owner).has_perm(READ)


def test_who_left_no_longer_holds_the_role(owner: User, county: County) -> None:
    assert owner.person is not None
    owner.person.is_active = False
    owner.person.save()
    assert not fresh(owner).has_perm(READ)


def test_a_locked_account_holds_nothing(owner: User) -> None:
    owner.is_active = False
    owner.save()
    assert not fresh(owner).has_perm(READ)
    assert fresh(owner).reaches(READ) == ()


def test_a_role_for_a_closed_unit_holds_no_longer(owner: User, county: County) -> None:
    Unit.objects.filter(pk=county.bureau.pk).update(status=Unit.Status.CLOSED)
    assert not fresh(owner).has_perm(CONTACTS, county.bureau)


def test_a_role_for_a_merged_unit_follows_its_successor(owner: User, county: County) -> None:
    by_post(owner, county.bureau)
    Unit.objects.filter(pk=county.bureau.pk).update(
        status=Unit.Status.MERGED, successor=county.school
    )
    assert owner.person is not None
    owner.person.unit = county.school
    owner.person.save()
    assert fresh(owner).has_perm(CONTACTS, county.school)
    assert not fresh(owner).has_perm(CONTACTS, county.bureau)


def test_a_unit_that_moves_takes_its_rights_along(owner: User, county: County) -> None:
    """The right is for the unit, wherever it hangs; its old parent's people lose it."""
    head_of_school = make_person(county.school, "校長（演示）")
    give(head_of_school, "unit_head", county.school)
    moved = f"{county.school.path}{county.station.pk}/"
    Unit.objects.filter(pk=county.station.pk).update(parent=county.school, path=moved)
    station = Unit.objects.get(pk=county.station.pk)
    assert not fresh(owner).has_perm(CONTACTS, station)
    assert head_of_school.has_perm(CONTACTS, station)


# -- what it costs ---------------------------------------------------------------------------------


def test_any_number_of_checks_asks_the_database_once(owner: User, county: County) -> None:
    user = fresh(owner)
    units = [county.bureau, county.station, county.school, county.other_office]
    with CaptureQueriesContext(connection) as queries:
        for unit in units * 25:
            user.has_perm(CONTACTS, unit)
            user.has_perm(READ, unit)
            user.reaches(READ)
    assert len(queries) == 1
