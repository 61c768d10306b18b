"""Setting an installation up, and making a security administrator where none is left."""

import pytest
from pytest_django.fixtures import Settings

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.accounts.models import Grant, Link, User
from chuangcheng.foundation.accounts.services.setup import (
    Administrator,
    NewSubject,
    recover_security,
    set_up,
)
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs.models import Subject
from tests.people import give, make_person

pytestmark = pytest.mark.django_db
ROLES = ("system_admin", "security_admin", "audit_admin")


def three(
    *usernames: str, names: tuple[str, ...] = ("張（演示）", "李（演示）", "王（演示）")
) -> list[Administrator]:
    found = usernames or ("sys", "sec", "aud")
    return [Administrator(*one) for one in zip(ROLES, found, names, strict=True)]


def code_of(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.faults[0].code


def test_three_administrators_each_get_a_role_and_a_link() -> None:
    done = set_up(three())
    assert [made.link.account.username for _, made in done.links] == ["sys", "sec", "aud"]
    for role, username in zip(ROLES, ("sys", "sec", "aud"), strict=True):
        user = User.objects.get(username=username)
        assert user.holdings.roles() == {role}
        assert not user.has_usable_password()
    assert Link.objects.filter(used_at=None).count() == 3
    assert Event.objects.filter(action="accounts.grant.give").count() == 3


def test_the_first_subject_is_made_with_its_classes_of_units() -> None:
    done = set_up(three(), NewSubject("雲溪縣（演示）", "yunxi", "county"))
    assert done.subject is not None
    assert done.subject.name.zh_hans == "云溪县（演示）"
    assert done.subject.unit_classes.exists()


def test_a_second_run_is_refused() -> None:
    set_up(three())
    with pytest.raises(Refused) as caught:
        set_up(three("a", "b", "c"))
    assert code_of(caught) == "init.set_up_already"
    assert Grant.objects.count() == 3


@pytest.mark.parametrize(
    "people",
    [
        three("one", "One", "aud"),
        three(names=("張", "李", "張")),
        three("one", "one", "one", names=("張", "張", "張")),
    ],
)
def test_one_person_is_not_named_twice(people: list[Administrator]) -> None:
    with pytest.raises(Refused) as caught:
        set_up(people)
    assert code_of(caught) == "init.same_person"
    assert not User.objects.exists()


def test_in_a_demonstration_one_person_may_be_all_three(settings: Settings) -> None:
    settings.DEMO = True
    set_up(three("one", "one", "one", names=("張（演示）",) * 3))
    assert User.objects.get().holdings.roles() == set(ROLES)


@pytest.mark.parametrize("username", ["", "two words", "x" * 61, "a\nb"])
def test_a_bad_sign_in_name_leaves_nothing_behind(username: str) -> None:
    with pytest.raises(Refused) as caught:
        set_up(three("sys", "sec", username), NewSubject("雲溪縣（演示）", "yunxi", "county"))
    assert code_of(caught) == "init.bad_name"
    assert not User.objects.exists()
    assert not Subject.objects.exists()


def test_a_security_administrator_is_recovered_and_recorded() -> None:
    set_up(three())
    User.objects.filter(username="sec").update(is_active=False)
    made = recover_security("sec2", "趙（演示）")
    assert made.link.account.holdings.roles() == {"security_admin"}
    assert Event.objects.filter(
        action="accounts.grant.give", target_id=str(made.link.account_id)
    ).exists()


def test_recovering_the_same_one_makes_a_new_link_only() -> None:
    set_up(three())
    first = recover_security("sec", "")
    second = recover_security("SEC", "")
    assert first.link.account == second.link.account
    assert Grant.objects.filter(role="security_admin").count() == 1


def test_recovering_unites_nothing_that_must_stay_apart() -> None:
    set_up(three())
    with pytest.raises(Refused) as caught:
        recover_security("aud", "")
    assert code_of(caught) == "roles.separate"


def test_an_installation_with_people_but_no_administrators_can_be_set_up() -> None:
    user = make_person(None, "先來（演示）")
    set_up(three())
    give(user, "system_admin")
    assert user.holdings.roles() == {"system_admin"}
