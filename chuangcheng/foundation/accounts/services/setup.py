"""Setting an installation up: its three administrators, and its first subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.domain.text import in_both_scripts
from chuangcheng.foundation.accounts.faults import setup as faults
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.accounts.models.grants import in_force
from chuangcheng.foundation.accounts.services.accounts import create_account
from chuangcheng.foundation.accounts.services.grants import Wish, give_role
from chuangcheng.foundation.accounts.services.links import Made, make_link
from chuangcheng.foundation.accounts.services.refusing import refusal
from chuangcheng.foundation.accounts.services.separation import SECURITY
from chuangcheng.foundation.orgs.models import Subject
from chuangcheng.foundation.orgs.services import create_subject


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who is to be an administrator: the role, the sign-in name, the name shown."""

    role: str
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class NewSubject:
    """The first subject: its name in either script, its code, its kind."""

    name: str
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was made: a link for each account to set its password, and the subject, if any."""

    links: tuple[tuple[Administrator, Made], ...]
    subject: Subject | None


def is_set_up() -> bool:
    """Tell whether any administrator was ever made here."""
    return Grant.objects.filter(role__in=ADMINISTRATORS).exists()


@transaction.atomic
def set_up(administrators: Sequence[Administrator], subject: NewSubject | None = None) -> SetUp:
    """Make the three administrators and, on wish, the first subject; all or nothing.

    Refused where there are administrators already, and where one person is named for two of them,
    except in a demonstration.
    """
    if is_set_up():
        raise refusal(faults.SET_UP_ALREADY)
    _check(administrators)
    made = None
    if subject is not None:
        made = create_subject(
            name=in_both_scripts(subject.name), kind=subject.kind, code=subject.code
        )
    links = tuple((one, _appoint(one)) for one in administrators)
    return SetUp(links, made)


@transaction.atomic
def recover_security(username: str, name: str) -> Made:
    """Make a security administrator from the console, where none can be reached any more.

    An account of that name gets the role, else one is made; either gets a link to set its
    password. What must stay apart stays apart.
    """
    _check_name(username)
    found = User.objects.filter(username__iexact=username).first()
    account = found or _new_account(username, name)
    held = Grant.objects.filter(in_force(), user=account, role=SECURITY)
    if not held.exists():
        give_role(Wish(account, SECURITY, reason="recovered at the console"), None)
    return _link(account)


def _check(administrators: Sequence[Administrator]) -> None:
    for one in administrators:
        _check_name(one.username)
        if not one.name.strip():
            raise refusal(faults.EMPTY_NAME)
    if settings.DEMO:
        return
    for attribute in ("username", "name"):
        seen: set[str] = set()
        for one in administrators:
            written = str(getattr(one, attribute)).strip()
            if written.casefold() in seen:
                raise refusal(faults.SAME_PERSON, name=written)
            seen.add(written.casefold())


def _check_name(username: str) -> None:
    field = User._meta.get_field("username")
    try:
        field.clean(username, None)
    except ValidationError:
        raise refusal(faults.BAD_NAME, name=username) from None


def _appoint(one: Administrator) -> Made:
    found = User.objects.filter(username__iexact=one.username).first()
    account = found or _new_account(one.username, one.name)
    give_role(Wish(account, one.role, reason="chuangcheng init"), None)
    return _link(account)


def _new_account(username: str, name: str) -> User:
    account = create_account(username=username, name=name.strip() or username)
    if isinstance(account, Fault):
        raise Refused((account,))
    return account


def _link(account: User) -> Made:
    made = make_link(account)
    if isinstance(made, Fault):
        raise Refused((made,))
    return made
