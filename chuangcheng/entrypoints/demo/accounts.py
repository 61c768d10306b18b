"""The demonstration's accounts: one for every role, several liaisons and heads, one on leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chuangcheng.entrypoints.demo import county_units
from chuangcheng.foundation.accounts.models import Role, User
from chuangcheng.foundation.accounts.services.demonstration import (
    create_demonstration_account,
    demonstration_password,
    encoded_password,
)
from chuangcheng.foundation.accounts.services.deputies import Leave, name_deputy
from chuangcheng.foundation.accounts.services.grants import Wish, give_role
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.orgs.models import Person, Subject

HEAD, LEADER, LIAISON = Person.Post.HEAD, Person.Post.LEADER, Person.Post.LIAISON
LEAVE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sample:
    """An account: its sign-in name, its role, and whose it is, by unit and post.

    ``whole`` says that the role is held for the county, not for the unit. An administrator has
    no unit, and a name of their own.
    """

    username: str
    role: Role
    unit: str = ""
    post: str = LIAISON
    whole: bool = False
    name: str = ""


SAMPLES: Final = (
    Sample("office", Role.OFFICE, "dept-05", LEADER, whole=True),
    Sample("office-2", Role.OFFICE, "dept-05", LIAISON, whole=True),
    Sample("liaison", Role.LIAISON, "dept-23"),
    Sample("liaison-town", Role.LIAISON, "town-01"),
    Sample("liaison-street", Role.LIAISON, "street-01"),
    Sample("liaison-school", Role.LIAISON, "school-01"),
    Sample("head", Role.UNIT_HEAD, "dept-23", HEAD),
    Sample("head-town", Role.UNIT_HEAD, "town-01", HEAD),
    Sample("reviewer", Role.REVIEWER, "dept-28", whole=True),
    Sample("leader", Role.LEADER, "dept-01", HEAD, whole=True),
    Sample("inspector", Role.INSPECTOR, "dept-31", whole=True),
    Sample("supervisor", Role.SUPERVISOR, "dept-03", whole=True),
    Sample("enumerator", Role.ENUMERATOR, "dept-13", whole=True),
    Sample("dispatcher", Role.DISPATCHER, "dept-23", LEADER, whole=True),
    Sample("checker", Role.CHECKER, "dept-22", whole=True),
    Sample("approver", Role.APPROVER, "dept-05", HEAD, whole=True),
    Sample("delegate", Role.DELEGATE, "dept-06", whole=True),
    Sample("social", Role.SOCIAL_SUPERVISOR, "dept-09", whole=True),
    Sample("system", Role.SYSTEM_ADMIN, name="系統管理員（演示）"),
    Sample("security", Role.SECURITY_ADMIN, name="安全管理員（演示）"),
    Sample("audit", Role.AUDIT_ADMIN, name="審計管理員（演示）"),
)
LOADER: Final = Actor("system", "系統（演示）", kind="system")
ON_LEAVE: Final = ("head-town", "liaison-town")
"""Who is on leave, and who acts for them."""


def load() -> Iterator[str]:
    """Make the accounts that are missing; yield a sentence."""
    demonstration_password()  # made anew where the state folder lost it
    subject = Subject.objects.get(code=county_units.COUNTY[0])
    missing = [one for one in SAMPLES if not User.objects.filter(username=one.username).exists()]
    if not missing:
        return
    encoded = encoded_password()
    with acting(LOADER, "demo"), transaction.atomic():
        for sample in missing:
            _make(sample, subject, encoded)
        _leave()
    yield gettext("created %(count)s accounts to try the roles with") % {"count": len(missing)}


def _make(sample: Sample, subject: Subject, encoded: str) -> None:
    person = _person(sample, subject) if sample.unit else None
    name = person.name if person is not None else sample.name
    account = create_demonstration_account(sample.username, name, person, encoded)
    unit = person.unit if person is not None and not sample.whole else None
    county = subject if person is not None and sample.whole else None
    give_role(Wish(account, sample.role, county, unit, reason="演示"), None)


def _person(sample: Sample, subject: Subject) -> Person:
    """Return the person of the unit with the post, or anybody there who has no account yet."""
    people = Person.objects.filter(
        unit__subject=subject, unit__code=sample.unit, is_active=True, account=None
    ).select_related("unit")
    found = people.filter(post=sample.post).first() or people.first()
    if found is None:
        raise LookupError(f"nobody is left at {sample.unit} for {sample.username}")
    return found


def _leave() -> None:
    """Let one of the heads be on leave, so that deputising can be seen."""
    names = User.objects.select_related("person__unit").in_bulk(ON_LEAVE, field_name="username")
    principal, deputy = (names[name] for name in ON_LEAVE)
    if not principal.deputies.exists():
        today = timezone.localdate()
        name_deputy(Leave(principal, deputy, today, today + LEAVE, "外出學習（演示）"), principal)
