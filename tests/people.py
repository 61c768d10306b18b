"""Named people for tests: a small county, its units, and somebody for every role.

``owner`` is the liaison of a bureau, ``colleague`` the liaison of another unit of the same county,
``outsider`` works for the office of another county, ``stranger`` is a browser that never signed in.
Anybody else is made with ``person_with(role, unit)``, and ``browser_of(user)`` is their browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, UnitClass

LONG_AGO = date(2024, 1, 1)
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class County:
    """Two counties: the first with an office, a bureau with a station below it, and a school."""

    subject: Subject
    office: Unit
    bureau: Unit
    station: Unit
    school: Unit
    other_subject: Subject
    other_office: Unit


def make_county() -> County:
    """Write the units of both counties."""
    subject = make_subject("yunxi-test", "雲溪縣（演示）", "云溪县（演示）")
    other = make_subject("linxi-test", "林溪縣（演示）", "林溪县（演示）")
    bureau = make_unit(subject, "chengguan", "城市管理局（演示）")
    return County(
        subject=subject,
        office=make_unit(subject, "chuangban", "創建辦公室（演示）"),
        bureau=bureau,
        station=make_unit(subject, "zhongdui", "執法中隊（演示）", parent=bureau),
        school=make_unit(subject, "yixiao", "第一小學（演示）"),
        other_subject=other,
        other_office=make_unit(other, "chuangban", "創建辦公室（演示）"),
    )


def make_subject(code: str, name: str, simplified: str = "") -> Subject:
    """Write a county with one class of units."""
    subject = Subject.objects.create(
        code=code,
        kind=Subject.Kind.COUNTY,
        name_hant=name,
        name_hans=simplified or name,
        is_demonstration=True,
    )
    UnitClass.objects.create(
        subject=subject,
        code="department",
        kind=UnitClass.Kind.DEPARTMENT,
        name_hant="部門",
        name_hans="部门",
    )
    return subject


def make_unit(subject: Subject, code: str, name: str, *, parent: Unit | None = None) -> Unit:
    """Write a unit below ``parent``."""
    unit = Unit.objects.create(
        subject=subject,
        parent=parent,
        unit_class=subject.unit_classes.get(),
        path="",
        code=code,
        name_hant=name,
        name_hans=name,
        valid_from=LONG_AGO,
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def make_person(unit: Unit | None, name: str) -> User:
    """Write an account, and where there is a unit the person it belongs to."""
    number = next(_numbers)
    person = (
        Person.objects.create(unit=unit, name=name, code=f"T{number}", phone=f"1390000{number:04}")
        if unit
        else None
    )
    return User.objects.create(
        username=f"person-{number}",
        name=name,
        email=f"person-{number}@example.org",
        person=person,
    )


def give(user: User, role: str, unit: Unit | None = None, subject: Subject | None = None) -> Grant:
    """Let an account hold a role since long ago, without asking who may give it."""
    return Grant.objects.create(
        user=user, role=role, unit=unit, subject=subject, valid_from=LONG_AGO, granted_by="test"
    )


def make_holder(role: str, unit: Unit, name: str = "") -> User:
    """Write somebody of ``unit`` who holds a role.

    An administrator holds it for the whole installation, the office for the whole county,
    everybody else for the unit.
    """
    user = make_person(None if role in ADMINISTRATORS else unit, name or f"{role}（演示）")
    if role in ADMINISTRATORS:
        give(user, role)
        set_up_second_step(user)
    elif role == "office":
        give(user, role, subject=unit.subject)
    else:
        give(user, role, unit)
    return user


def set_up_second_step(user: User) -> None:
    """Write that somebody has set up two-step sign-in, as administrators must."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, data={})


def make_browser(user: User | None = None) -> Client:
    """Return a browser, signed in where there is an account; it sees errors as people do."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


# -- fixtures (tests/conftest.py hands them to every test) -----------------------------------------


@pytest.fixture
def county(db: None) -> County:
    """The units of two counties."""
    return make_county()


@pytest.fixture
def person_with(county: County) -> Callable[..., User]:
    """Make somebody with a role: ``person_with("office")``, ``person_with("liaison", unit)``."""

    def made(role: str, unit: Unit | None = None, name: str = "") -> User:
        return make_holder(role, unit or county.bureau, name)

    return made


@pytest.fixture
def owner(county: County) -> User:
    """The liaison of the bureau."""
    return make_holder("liaison", county.bureau, "歐文（演示）")


@pytest.fixture
def colleague(county: County) -> User:
    """The liaison of the school, in the same county."""
    return make_holder("liaison", county.school, "柯麗（演示）")


@pytest.fixture
def outsider(county: County) -> User:
    """Somebody of the office of the other county."""
    return make_holder("office", county.other_office, "吳岱（演示）")


@pytest.fixture
def stranger() -> Client:
    """A browser that never signed in."""
    return make_browser()


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """Return somebody's browser, signed in."""
    return make_browser
