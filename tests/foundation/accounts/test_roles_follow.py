"""Roles follow what happens to posts and units: rights at once, rows and record a moment later."""

from collections.abc import Callable

import pytest

from chuangcheng.foundation.accounts.models import Deputy, User
from chuangcheng.foundation.accounts.services.grants import Wish, give_role
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs.services import run_pending
from chuangcheng.foundation.orgs.models import Person
from chuangcheng.foundation.orgs.services.moves import close_unit, merge_units, move_unit
from chuangcheng.foundation.orgs.services.people import leave_person, transfer_person
from tests.foundation.accounts.test_deputies import deputise
from tests.people import County, make_person

CONTACTS = "orgs.unit.contacts"
People = Callable[..., User]


def fresh(user: User) -> User:
    return User.objects.select_related("person__unit").get(pk=user.pk)


def person_of(user: User) -> Person:
    assert user.person is not None
    return user.person


@pytest.fixture
def liaison(county: County) -> User:
    """Somebody who got their role as one of the bureau."""
    user = make_person(county.bureau, "黎安（演示）")
    give_role(Wish(user, "liaison", unit=county.bureau), None)
    return user


def test_a_transfer_ends_what_the_old_post_gave(liaison: User, county: County) -> None:
    transfer_person(person=person_of(liaison), unit=county.school, reason="調動")
    assert not fresh(liaison).has_perm(CONTACTS, county.bureau)
    assert liaison.grants.get().ended_at is None
    run_pending()
    assert liaison.grants.get().ended_at is not None
    assert Event.objects.filter(action="accounts.grant.end", target_id=str(liaison.pk)).exists()


def test_a_transfer_ends_deputisings_on_both_sides(
    liaison: User, colleague: User, county: County
) -> None:
    third = make_person(county.bureau, "三人（演示）")
    give_role(Wish(third, "liaison", unit=county.bureau), None)
    deputise(third, liaison)
    deputise(liaison, colleague)
    transfer_person(person=person_of(liaison), unit=county.office)
    run_pending()
    assert not Deputy.objects.filter(ended_at__isnull=True).exists()
    assert not fresh(third).has_perm("orgs.unit.contacts", county.school)


def test_who_leaves_keeps_nothing_and_signs_in_no_more(liaison: User) -> None:
    leave_person(person=person_of(liaison), reason="退休")
    assert not fresh(liaison).has_perm("orgs.unit.read")
    run_pending()
    assert liaison.grants.get().ended_at is not None
    assert not fresh(liaison).is_active


def test_a_merger_takes_roles_and_people_along(liaison: User, county: County) -> None:
    station = county.station
    merge_units(units=[(county.bureau, None)], into=county.school, reason="合併")
    assert fresh(liaison).has_perm(CONTACTS, county.school)
    run_pending()
    grant = liaison.grants.get()
    assert (grant.unit, grant.post, grant.ended_at) == (county.school, county.school, None)
    assert fresh(liaison).has_perm(CONTACTS, county.school)
    followed = Event.objects.get(action="accounts.grant.follow")
    assert followed.target_id == str(liaison.pk)
    assert followed.changes["place"] == [str(county.bureau), str(county.school)]
    station.refresh_from_db()
    assert fresh(liaison).has_perm(CONTACTS, station)


def test_two_mergers_before_any_receiver_ran(liaison: User, county: County) -> None:
    merge_units(units=[(county.bureau, None)], into=county.school)
    merge_units(units=[(county.school, None)], into=county.office)
    run_pending()
    assert fresh(liaison).has_perm(CONTACTS, county.office)
    assert not fresh(liaison).has_perm(CONTACTS, county.school)


def test_nobody_holds_the_same_role_twice_after_a_merger(liaison: User, county: County) -> None:
    give_role(Wish(liaison, "liaison", unit=county.school), None)
    merge_units(units=[(county.bureau, None)], into=county.school)
    run_pending()
    assert liaison.grants.filter(ended_at__isnull=True).count() == 1


def test_closing_a_unit_ends_the_roles_for_it(
    liaison: User, person_with: People, county: County
) -> None:
    far = person_with("reviewer", county.bureau)
    close_unit(unit=county.bureau, children_to=county.school, people_to=county.school)
    assert not fresh(liaison).has_perm(CONTACTS, county.bureau)
    run_pending()
    assert liaison.grants.get().ended_at is not None
    assert far.grants.get().ended_at is not None


def test_nobody_climbs_by_a_move(liaison: User, colleague: User, county: County) -> None:
    """Their unit hangs elsewhere now; what is above it is as far away as before."""
    move_unit(unit=county.bureau, parent=county.office)
    run_pending()
    county.bureau.refresh_from_db()
    mover = fresh(liaison)
    assert mover.has_perm(CONTACTS, county.bureau)
    assert not mover.has_perm(CONTACTS, county.office)
    assert not fresh(colleague).has_perm(CONTACTS, county.bureau)


def test_a_receiver_that_runs_twice_changes_nothing_more(liaison: User, county: County) -> None:
    from chuangcheng.foundation.accounts.services.posts import follow_person, follow_unit

    merge_units(units=[(county.bureau, None)], into=county.school)
    run_pending()
    events = Event.objects.count()
    assert follow_unit(county.bureau.pk) == 0
    assert follow_person(person_of(liaison).pk) == 0
    assert follow_person(0) == follow_unit(0) == 0
    assert Event.objects.count() == events
