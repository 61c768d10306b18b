"""What an import is held against, and what its pages show."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.domain.text import Text, to_traditional
from chuangcheng.foundation.jobs.queries import progress
from chuangcheng.foundation.orgs.formats.layout import KINDS
from chuangcheng.foundation.orgs.formats.state import (
    ClassNow,
    PersonNow,
    State,
    UnitNow,
    ZoneNow,
)
from chuangcheng.foundation.orgs.models import (
    ImportRow,
    ImportRun,
    Person,
    Subject,
    Unit,
    Zone,
    ZoneDuty,
)
from chuangcheng.foundation.orgs.queries.zones import running_on

SEARCHED = ("label__icontains", "code__icontains")


def state_of(subject: Subject) -> State:
    """Return everything of a subject as plain values: five queries, however large it is."""
    today = timezone.localdate()
    return State(
        today,
        classes_of(subject),
        tuple(_units(subject)),
        tuple(_people(subject)),
        tuple(_zones(subject)),
    )


def classes_of(subject: Subject) -> tuple[ClassNow, ...]:
    """Return the classes of units of a subject."""
    return tuple(
        ClassNow(row.pk, row.code, row.name, row.kind) for row in subject.unit_classes.all()
    )


def _units(subject: Subject) -> Iterator[UnitNow]:
    fields = (
        *("pk", "code", "name_hant", "name_hans", "name_en", "unit_class__code", "parent__code"),
        *("statistical_code", "phone", "address", "valid_from", "status"),
    )
    rows = Unit.objects.filter(subject=subject).order_by("path", "pk")
    for pk, code, hant, hans, en, class_code, parent, *rest in rows.values_list(*fields):
        digits, phone, address, day, status = rest
        yield UnitNow(
            *(pk, code, Text(hant, hans, en), class_code, parent or "", digits, phone, address),
            valid_from=day.isoformat(),
            status=status,
        )


def _people(subject: Subject) -> Iterator[PersonNow]:
    rows = Person.objects.filter(unit__subject=subject).order_by("unit__path", "post", "name", "pk")
    fields = ("pk", "code", "name", "unit__code", "post", "title", "phone", "email", "is_active")
    for row in rows.values_list(*fields):
        yield PersonNow(*row)


def _zones(subject: Subject) -> Iterator[ZoneNow]:
    leads: dict[int, str] = {}
    co: dict[int, set[str]] = {}
    today = timezone.localdate()
    duties = ZoneDuty.objects.filter(running_on(today), zone__subject=subject)
    for zone, code, is_lead in duties.values_list("zone", "unit__code", "is_lead"):
        if is_lead and zone not in leads:
            leads[zone] = code
        else:
            co.setdefault(zone, set()).add(code)
    for row in Zone.objects.filter(subject=subject).order_by("code"):
        lead = leads.get(row.pk, "")
        others = frozenset(co.get(row.pk, set()) - {lead})
        yield ZoneNow(row.pk, row.code, row.name, row.bounds, row.is_active, lead, others)


# -- pages ----------------------------------------------------------------------------------------


def find_run(owner: str, key: UUID) -> ImportRun:
    """Return somebody's own import; raises ImportRun.DoesNotExist for anybody else's."""
    runs = ImportRun.objects.select_related("subject").defer("content")
    return runs.get(key=key, owner=owner)


def recent_runs(owner: str, subject: Subject, most: int = 5) -> list[ImportRun]:
    """Return somebody's latest imports for a subject."""
    runs = ImportRun.objects.filter(owner=owner, subject=subject).defer("content", "notices")
    return list(runs[:most])


def rows_of(
    run: ImportRun, *, kind: str = "", outcome: str = "", words: str = ""
) -> "QuerySet[ImportRow]":
    """Return the rows of an import, narrowed; an empty choice narrows nothing.

    Words in either script find names, which are listed in 繁體.
    """
    rows = run.rows.order_by("position")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if outcome:
        rows = rows.filter(outcome=outcome)
    for word in words.split():
        found = Q()
        for written in {word, to_traditional(word)}:
            for field in SEARCHED:
                found |= Q(**{field: written})
        rows = rows.filter(found)
    return rows


def names_of(run: ImportRun, codes: Collection[str]) -> dict[str, str]:
    """Return the names of units by code: those that are there, and those that the file adds."""
    wanted = list(codes)
    if not wanted:
        return {}
    new = run.rows.filter(kind="unit", code__in=wanted).values_list("code", "label")
    there = Unit.objects.filter(subject=run.subject, code__in=wanted)
    return {**dict(new), **dict(there.values_list("code", "name_hant"))}


def job_is_lost(run: ImportRun) -> bool:
    """Tell whether an import waits for a job that was given up."""
    found = progress(run.job_number) if run.job_number else None
    return found is not None and found.is_over and found.state != "done"
