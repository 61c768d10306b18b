"""The demonstration's units and people: an invented county with its history, and a school."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chuangcheng.domain.text import Text, in_both_scripts
from chuangcheng.entrypoints.demo import county_people, county_units
from chuangcheng.foundation.orgs import services
from chuangcheng.foundation.orgs.models import Person, Subject, Unit

POSTS = (Person.Post.HEAD, Person.Post.LEADER, Person.Post.LIAISON)
HEADS = {
    "局": "局長",
    "部": "部長",
    "鎮": "鎮長",
    "小學": "校長",
    "中學": "校長",
    "幼兒園": "園長",
    "公司": "經理",
    "團縣委": "書記",
    "政法委": "書記",
    "監委": "書記",
    "社區": "書記",
    "村": "書記",
    "聯": "主席",
    "工會": "主席",
}
"""What the head of a unit is called, by how its name ends; elsewhere 主任."""
BEFORE = timedelta(days=400)
RENAMED = timedelta(days=200)
MERGED = timedelta(days=90)


def load() -> Iterator[str]:
    """Create county and school where they are missing; yield a sentence for each."""
    today = timezone.localdate()
    for make, (code, name, english) in (
        (_county, county_units.COUNTY),
        (_campus, county_units.CAMPUS),
    ):
        if Subject.objects.filter(code=code).exists():
            continue
        with transaction.atomic():
            subject = make(code, in_both_scripts(name, english), today - BEFORE)
        yield gettext("created %(subject)s with %(units)s units and %(people)s people") % {
            "subject": subject,
            "units": subject.units.count(),
            "people": Person.objects.filter(unit__subject=subject).count(),
        }


def _county(code: str, name: Text, day: date) -> Subject:
    subject = services.create_subject(name=name, kind="county", code=code, is_demonstration=True)
    units = _units(subject, county_units.county_units(), day)
    _people(list(units.values()), county_people.names())
    _zones(subject, units, day)
    _history(units, timezone.localdate())
    return subject


def _campus(code: str, name: Text, day: date) -> Subject:
    subject = services.create_subject(name=name, kind="campus", code=code, is_demonstration=True)
    units = _units(subject, county_units.CAMPUS_UNITS, day)
    names = list(county_people.names())
    _people(list(units.values()), iter(reversed(names)))
    return subject


def _units(
    subject: Subject, samples: tuple[county_units.Sample, ...], day: date
) -> dict[str, Unit]:
    classes = {row.code: row for row in subject.unit_classes.all()}
    made: dict[str, Unit] = {}
    for number, sample in enumerate(samples, start=1):
        made[sample.code] = services.create_unit(
            subject=subject,
            unit_class=classes[sample.unit_class],
            name=sample.name,
            parent=made.get(sample.below),
            code=sample.code,
            statistical_code=sample.statistical_code,
            phone=f"000-8801{number:04d}",
            address=f"演示路 {number} 號",
            position=number,
            on=day,
        )
    return made


def _people(units: list[Unit], names: Iterator[str]) -> None:
    """Give each unit a head, a leader in charge and a liaison; small ones have two of them."""
    number = 0
    for unit in units:
        few = unit.unit_class.kind in {"community", "window", "other"}
        for post in POSTS[:: 2 if few else 1]:
            number += 1
            services.create_person(
                unit=unit,
                name=next(names),
                post=post,
                title=_title(unit.name.zh_hant, post),
                phone=f"0000000{number:04d}",
                email=f"demo{number:04d}@example.test",
                code=f"D{unit.subject_id}-{number:04d}",
                is_demonstration=True,
            )


def _title(unit: str, post: str) -> str:
    head = next((title for ending, title in HEADS.items() if unit.endswith(ending)), "主任")
    titles = {Person.Post.HEAD.value: head, Person.Post.LEADER.value: f"副{head}"}
    return titles.get(post, "科員")


def _zones(subject: Subject, units: dict[str, Unit], day: date) -> None:
    for sample in county_units.ZONES:
        zone = services.create_zone(
            subject=subject, name=sample.name, code=sample.code, bounds=sample.bounds
        )
        for code in (sample.lead, *sample.joins):
            services.assign_duty(
                zone=zone, unit=units[code], is_lead=code == sample.lead, valid_from=day
            )


def _history(units: dict[str, Unit], today: date) -> None:
    """Let one department have had another name, and a township be merged into its neighbour."""
    services.change_unit(
        unit=units["dept-28"],
        name="縣文化廣電旅遊局",
        on=today - RENAMED,
        reason="機構改革（演示）",
    )
    services.merge_units(
        units=[(units["town-10"], None)],
        into=units["town-09"],
        on=today - MERGED,
        reason="鄉鎮區劃調整（演示）",
    )
    services.change_unit(
        unit=units["town-09"], name="古井鎮", on=today - MERGED, reason="撤鄉設鎮（演示）"
    )
    services.change_unit(
        unit=units["village-14"],
        statistical_code="990101109202",
        on=today - MERGED,
        reason="隨區劃調整改碼（演示）",
    )
