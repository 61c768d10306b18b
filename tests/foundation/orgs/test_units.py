"""Creating and changing units."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.formats.statistical_codes import tidy, well_formed
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.orgs.models.statistics import doubts
from chuangcheng.foundation.orgs.services import (
    Stale,
    change_unit,
    change_unit_class,
    close_unit,
    create_subject,
    create_unit,
    create_unit_class,
    remove_unit_class,
)
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.listening import listening
from tests.foundation.orgs.refusals import refused


def test_a_new_unit_has_a_name_in_both_scripts_a_free_code_and_a_first_version(
    county: County,
) -> None:
    unit = create_unit(
        subject=county.subject, unit_class=county.unit_class("village"), name="龍門村",
        parent=county.west,
    )  # fmt: skip

    assert (unit.name_hant, unit.name_hans) == ("龍門村", "龙门村")
    assert unit.code == "village-02"
    assert unit.path == f"{county.west.path}{unit.pk}/"
    assert [version.change for version in unit.versions.all()] == ["created"]


def test_a_name_typed_in_simplified_is_written_in_traditional_too(county: County) -> None:
    unit = create_unit(subject=county.subject, unit_class=county.unit_class("town"), name="龙门镇")
    assert (unit.name_hant, unit.name_hans) == ("龍門鎮", "龙门镇")


def test_a_code_is_given_once(county: County) -> None:
    with refused("orgs.code_taken"):
        create_unit(
            subject=county.subject,
            unit_class=county.unit_class("town"),
            name="北溪鎮",
            code=county.east.code,
        )


def test_a_subject_may_use_the_codes_of_another(county: County) -> None:
    other = small_county("linxi")
    assert other.east.code == county.east.code


def test_classes_and_parents_of_another_subject_are_refused(county: County) -> None:
    other = small_county("linxi")
    with refused("orgs.other_subject"):
        create_unit(subject=county.subject, unit_class=other.unit_class("town"), name="北溪鎮")
    with refused("orgs.other_subject"):
        create_unit(
            subject=county.subject,
            unit_class=county.unit_class("village"),
            name="北溪村",
            parent=other.east,
        )


def test_nothing_is_created_below_a_closed_unit(county: County) -> None:
    close_unit(unit=county.department)
    with refused("orgs.not_active"):
        create_unit(
            subject=county.subject,
            unit_class=county.unit_class("dept"),
            name="宣傳科",
            parent=county.department,
        )


def test_a_blank_name_is_refused(county: County) -> None:
    with refused("orgs.no_name"):
        change_unit(unit=county.east, name="  ")


def test_renaming_keeps_the_former_name_in_the_story(county: County) -> None:
    change_unit(unit=county.east, name="東湖鎮", reason="更名")
    story = queries.story_of(county.east)
    assert [(row.change, row.name_hant) for row in story] == [
        ("renamed", "東湖鎮"),
        ("created", "東溪鎮"),
    ]


def test_another_class_is_a_change_of_its_own(county: County) -> None:
    changed = change_unit(unit=county.east, unit_class=county.unit_class("street"))
    assert queries.story_of(changed)[0].change == "reclassified"


def test_a_change_that_changes_nothing_leaves_no_trace(county: County) -> None:
    before = Event.objects.count()
    unchanged = change_unit(unit=county.east, name="東溪鎮", phone="")
    assert unchanged.revision == 1
    assert Event.objects.count() == before


def test_a_change_is_recorded_with_what_was_and_what_is(county: County) -> None:
    change_unit(unit=county.east, phone="000-1234", reason="新號碼")
    event = Event.objects.filter(action="orgs.unit.change").latest("id")
    assert event.changes == {"phone": ["", "000-1234"]}
    assert (event.reason, event.target_label) == ("新號碼", "東溪鎮")
    assert event.subject == str(county.subject.pk)


def test_the_second_of_two_editors_is_told_what_the_first_changed(county: County) -> None:
    change_unit(unit=county.east, revision=1, phone="000-1234")
    with pytest.raises(Stale) as stale:
        change_unit(unit=county.east, revision=1, address="東溪路 1 號")
    assert [event.changes for event in stale.value.meanwhile] == [{"phone": ["", "000-1234"]}]
    assert Unit.objects.get(pk=county.east.pk).address == ""


def test_changes_take_effect_today_or_before_but_never_before_the_last_one(
    county: County,
) -> None:
    today = timezone.localdate()
    with refused("orgs.day_too_late"):
        change_unit(unit=county.east, name="東湖鎮", on=today + timedelta(days=1))
    with refused("orgs.day_too_early"):
        change_unit(unit=county.east, name="東湖鎮", on=today - timedelta(days=1))


def test_rooms_above_hear_of_it_in_the_same_transaction(county: County) -> None:
    with listening("orgs.unit.changed") as heard:
        change_unit(unit=county.east, phone="000-1234")
    assert heard == [{"subject": county.subject.pk, "unit": county.east.pk}]


def test_what_is_refused_is_told_to_nobody(county: County) -> None:
    with listening("orgs.unit.changed") as heard, refused("orgs.statistical_code"):
        change_unit(unit=county.east, phone="000-1234", statistical_code="1")
    assert heard == []
    assert county.east.versions.count() == 1


@pytest.mark.parametrize("kind", ["county", "city", "campus", "unit", "township", "community"])
@pytest.mark.django_db
def test_every_kind_of_subject_is_offered_usual_classes(kind: str) -> None:
    made = create_subject(name="示例", kind=kind, code=f"sample-{kind}")
    assert made.unit_classes.count() >= 3
    bare = create_subject(name="示例", kind=kind, code="bare", with_standard_classes=False)
    assert bare.unit_classes.count() == 0


def test_a_class_in_use_cannot_be_removed(county: County) -> None:
    with refused("orgs.class_in_use"):
        remove_unit_class(unit_class=county.unit_class("town"))
    remove_unit_class(unit_class=county.unit_class("firm"))
    assert not county.subject.unit_classes.filter(code="firm").exists()


def test_classes_can_be_added_and_renamed(county: County) -> None:
    made = create_unit_class(subject=county.subject, name="國有林場", kind="other")
    assert made.code not in {"", "other"}
    renamed = change_unit_class(unit_class=made, revision=1, name="林場")
    assert (renamed.name_hant, renamed.revision) == ("林場", 2)
    with pytest.raises(Stale):
        change_unit_class(unit_class=made, revision=1, name="農場")


# -- statistical codes -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["99010110100", "9901011010000", "99010110100x", "000000101000"])
def test_what_is_no_statistical_code_is_refused(county: County, code: str) -> None:
    with refused("orgs.statistical_code"):
        change_unit(unit=county.east, statistical_code=code)


def test_a_statistical_code_may_be_typed_with_blanks_and_wide_digits() -> None:
    assert tidy(" 990101 101 000 ") == "990101101000"
    assert tidy("９９０１０１１０１０００") == "990101101000"
    assert not well_formed("٩٩٠١٠١١٠١٠٠٠")


def test_a_code_that_does_not_fit_its_place_is_doubted_not_refused() -> None:
    assert doubts("990101101000", "township", "990101000000") == ()
    assert doubts("990101101201", "community", "990101101000") == ()
    assert doubts("990101000000", "department") == ()
    (no_township,) = doubts("990101000000", "township")
    assert "990101000000" in no_township.say(str)
    (no_village,) = doubts("990101101000", "community")
    assert "community" in no_village.say(str)
    (outside,) = doubts("990101102201", "community", "990101101000")
    assert "990101101000" in outside.say(str)
    (other_county,) = doubts("990102101000", "township", "990101000000")
    assert "990101000000" in other_county.say(str)
