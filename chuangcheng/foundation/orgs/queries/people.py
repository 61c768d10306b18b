"""People: lists found by words, one person, and what was done to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chuangcheng.domain.text import searchable
from chuangcheng.foundation.orgs.models import Person, Subject
from chuangcheng.foundation.orgs.queries.scopes import within
from chuangcheng.foundation.shell.access import Scope


@dataclass(frozen=True, slots=True)
class WantedPeople:
    """What a list of people is narrowed to; ``words`` are sought in names, titles and units."""

    words: str = ""
    post: str = ""
    in_office: bool = True


def people(subject: Subject, scopes: Iterable[Scope], wanted: WantedPeople) -> "QuerySet[Person]":
    """Return the people of a subject that are wanted, with their unit."""
    rows = Person.objects.filter(
        within(scopes, "unit__", person="pk"),
        _found(wanted.words),
        unit__subject=subject,
        is_active=wanted.in_office,
    )
    if wanted.post:
        rows = rows.filter(post=wanted.post)
    order = ("unit__unit_class__position", "unit__position", "unit__code", "post", "name", "pk")
    return rows.select_related("unit").order_by(*order)


def _found(words: str) -> Q:
    condition = Q()
    for word in searchable(words).split():
        condition &= Q(search__contains=word) | Q(unit__search__contains=word)
    return condition


def find_person(number: int) -> Person | None:
    """Return the person with this number, with unit and subject."""
    return Person.objects.select_related("unit__subject").filter(pk=number).first()
