"""Samples for the walk over every address: subjects, units, people, zones, imports."""

from django.utils import timezone

from chuangcheng.foundation.orgs.models import ImportRun, Person, Zone, ZoneDuty
from tests.people import LONG_AGO
from tests.walk.samples import Sample
from tests.walk.world import World

OF_SUBJECT = (
    "subject", "change_subject", "units", "suggest", "past", "zones", "create_zone", "classes",
    "create_class",
)  # fmt: skip
BESIDE_THE_SUBJECT = ("create_unit", "people", "import", "import_template", "export")
OF_UNIT = (
    "unit", "branch", "change_unit", "change_contacts", "move_unit", "merge_unit", "close_unit",
    "create_person",
)  # fmt: skip
OF_PERSON = ("person", "change_person", "transfer_person", "leave_person")


def samples(world: World) -> dict[str, Sample]:
    """Return them; everything is the bureau's, or its county's."""
    subject, unit = world.county.subject, world.county.station
    person = Person.objects.create(unit=unit, name="站員（演示）")
    zone = Zone.objects.create(subject=subject, code="z1", name_hant="一片", name_hans="一片")
    duty = ZoneDuty.objects.create(zone=zone, unit=unit, valid_from=LONG_AGO)
    by_subject = Sample({"number": subject.pk}, subject.scope())
    by_unit = Sample({"number": unit.pk}, unit.scope())
    by_person = Sample({"number": person.pk}, person.scope())
    by_zone = Sample({"number": zone.pk}, zone.scope())
    by_class = Sample({"number": subject.unit_classes.get().pk}, subject.scope())
    run = ImportRun.objects.create(
        subject=subject, owner=str(world.user("office").pk), lapses_at=timezone.now(), state="ready"
    )
    own_run = Sample({"key": run.key}, subject.scope(), owners=frozenset({"office"}))
    found = {
        **dict.fromkeys(OF_SUBJECT, by_subject),
        **dict.fromkeys(BESIDE_THE_SUBJECT, Sample({"number": subject.pk}, subject.scope())),
        **dict.fromkeys(OF_UNIT, by_unit),
        "reopen_unit": by_unit,
        **dict.fromkeys(OF_PERSON, by_person),
        "return_person": by_person,
        **dict.fromkeys(("zone", "change_zone", "assign_duty"), by_zone),
        "end_duty": Sample({"number": duty.pk}, zone.scope()),
        **dict.fromkeys(("change_class", "remove_class"), by_class),
        **dict.fromkeys(("import_run", "agree_import", "cancel_import"), own_run),
    }
    return {f"orgs:{name}": sample for name, sample in found.items()}
