"""What becomes of roles when people change post, and when units are merged or closed.

Rights are right at every moment without this (``models.grants.in_force``); here the rows catch up,
and the record says so. Everything looks at how things are now, so doing it twice changes nothing.
"""

from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from chuangcheng.foundation.accounts.models import Deputy, Grant, User
from chuangcheng.foundation.accounts.services import deputies, grants
from chuangcheng.foundation.accounts.services.accounts import close_account
from chuangcheng.foundation.audit.services import record
from chuangcheng.foundation.orgs.models import Person, Unit

FOLLOWED: Final = "accounts.grant.follow"
TRANSFERRED: Final = "works at another unit"
LEFT: Final = "left office"
CLOSED: Final = "the unit was closed"
MERGED: Final = "the unit was merged"


@transaction.atomic
def follow_person(number: int) -> int:
    """End what a person held by a post they no longer have; return how many roles ended.

    Where the old unit was merged into the one they work at now, roles stay. Who left office keeps
    nothing and may no longer sign in.
    """
    person = Person.objects.select_related("unit").filter(pk=number).first()
    if person is None:
        return 0
    account = User.objects.filter(person=person)
    if not person.is_active:
        return sum(_end_everything(user) for user in account)
    mine = {"ended_at__isnull": True, "post__isnull": False}
    _follow_posts(Deputy.objects.filter(deputy__in=account, **mine), person.unit)
    _follow_posts(Grant.objects.filter(user__in=account, **mine), person.unit)
    elsewhere = Q(post__isnull=False) & ~Q(post=person.unit)
    deputies.end_all(Deputy.objects.filter(elsewhere, deputy__in=account), TRANSFERRED)
    ended = grants.end_all(Grant.objects.filter(elsewhere, user__in=account), TRANSFERRED)
    if ended:
        deputies.end_all(Deputy.objects.filter(principal__in=account), TRANSFERRED)
    return ended


def _follow_posts(rows: "QuerySet[Grant] | QuerySet[Deputy]", unit: Unit) -> None:
    """Write ``unit`` as the post where the old one was merged into it, over any number of steps."""
    for row in rows.select_related("post__successor").exclude(post=unit):
        if row.post is not None and last_of(row.post) == unit:
            row.post = unit
            row.save(update_fields=("post",))


def last_of(unit: Unit) -> Unit:
    """Return what became of a unit: the last in its line of successors, itself while it works."""
    seen = {unit.pk}
    while unit.successor is not None and unit.successor_id not in seen:
        unit = unit.successor
        seen.add(unit.pk)
    return unit


def _end_everything(user: User) -> int:
    deputies.end_all(Deputy.objects.filter(Q(deputy=user) | Q(principal=user)), LEFT)
    ended = grants.end_all(Grant.objects.filter(user=user), LEFT)
    close_account(user, LEFT)
    return ended


@transaction.atomic
def follow_unit(number: int) -> int:
    """Let roles held for a merged unit go to its successor, end those of a closed one.

    Returns how many were touched.
    """
    unit = Unit.objects.select_related("successor").filter(pk=number).first()
    if unit is None or unit.status == Unit.Status.ACTIVE:
        return 0
    held = Grant.objects.filter(unit=unit)
    successor = last_of(unit)
    if successor.status != Unit.Status.ACTIVE:
        return grants.end_all(held, CLOSED)
    open_rows = held.filter(ended_at__isnull=True).select_for_update(of=("self",))
    rows = list(open_rows.select_related("user", "unit"))
    for grant in rows:
        _follow(grant, unit, successor)
    return len(rows)


def _follow(grant: Grant, unit: Unit, successor: Unit) -> None:
    """Move one role to the successor, or end it where its holder has the same role there."""
    already = Grant.objects.filter(
        user=grant.user_id,
        role=grant.role,
        unit=successor,
        ended_at__isnull=True,
        valid_from__lte=grant.valid_from,
        valid_to=grant.valid_to,
    )
    if already.exists():
        grants.close(grant, MERGED)
        return
    grant.unit = successor
    grant.save(update_fields=("unit",))
    changes = {"role": [grant.role, grant.role], "place": [str(unit), str(successor)]}
    record(FOLLOWED, grants.target_of(grant), changes=changes, reason=MERGED)
