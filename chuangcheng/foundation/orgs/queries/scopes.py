"""Lists narrowed to how far a right reaches."""

from collections.abc import Iterable

from django.db.models import Q

from chuangcheng.foundation.shell.access import Scope

NOTHING = Q(pk__in=())


def within(scopes: Iterable[Scope], unit: str = "", *, subject: str = "", person: str = "") -> Q:
    """Return the condition that a row lies inside one of ``scopes``.

    ``unit`` is how the row leads to its unit: empty for a unit itself, ``unit__`` for a person.
    Rows without a unit name their ``subject`` field instead. ``person`` is the field that names
    the person something belongs to; rows without one belong to nobody.
    """
    found = NOTHING
    for scope in scopes:
        found |= _inside(scope, unit, subject, person)
    return found


def _inside(scope: Scope, unit: str, subject: str, person: str) -> Q:
    condition = Q()
    if scope.person:
        if not person:
            return NOTHING
        condition &= Q(**{person: scope.person})
    if scope.subject:
        condition &= Q(**{subject or f"{unit}subject": scope.subject})
    if scope.path:
        if subject:  # it lies beside the tree, above every branch
            return NOTHING
        condition &= Q(**{f"{unit}path__under": scope.path})
    return condition or ~NOTHING
