"""Bringing in a file: nothing is saved before somebody agrees, then all of it or nothing."""

import io
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs.services import run_pending
from chuangcheng.foundation.orgs.formats.export_files import write_workbook
from chuangcheng.foundation.orgs.models import ImportRow, ImportRun, Person, Unit, UnitVersion, Zone
from chuangcheng.foundation.orgs.queries.imports import find_run, state_of
from chuangcheng.foundation.orgs.services import (
    assign_duty,
    change_unit,
    close_unit,
    create_unit,
    create_zone,
    imports,
)
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.formats.sheets import workbook

OFFICE = Actor("7", "李文", "創建辦")
UNIT_HEADS = ("單位代碼", "單位名稱", "類別", "上級單位代碼", "聯絡電話")
PEOPLE_HEADS = ("人員編號", "姓名", "單位代碼", "崗位", "聯絡電話", "在崗")
ZONE_HEADS = ("片區代碼", "片區名稱", "牽頭單位", "協辦單位")
STATE = ImportRun.State


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    with acting(OFFICE, "web"):
        yield


def send(county: County, **sheets: object) -> ImportRun:
    content = workbook(**sheets)  # type: ignore[arg-type]  # rows by sheet
    return imports.send_file(subject=county.subject, content=content, file_name="單位.xlsx")


def agree(run: ImportRun, *, only_good: bool = False) -> ImportRun:
    return imports.agree(key=run.key, owner=OFFICE.id, only_good=only_good)


def new_units(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [UNIT_HEADS, *rows]


def test_nothing_is_saved_before_somebody_agrees(county: County) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "0999-8000000")))
    assert run.state == STATE.READY
    assert run.counts["unit"]["added"] == 1
    assert not Unit.objects.filter(code="JY").exists()
    assert not Event.objects.filter(action="orgs.import").exists()


def test_agreeing_saves_units_people_and_zones_with_their_history(county: County) -> None:
    run = send(
        county,
        單位=new_units(
            ("JY", "教育局", "部門", "", "0999-8000000"),
            ("JY-1", "第一小學", "學校", "JY", ""),
            (county.village.code, "柳樹村", "村", county.west.code, ""),
        ),
        人員=[
            PEOPLE_HEADS,
            ("001", "王小明", "JY", "一把手", "13800000009", "是"),
            ("", "李文", county.east.code, "聯絡員", "13800000010", ""),
        ],
        片區=[ZONE_HEADS, ("P1", "城東片區", "JY", f"{county.east.code}；第一小學")],
    )
    assert agree(run).state == STATE.DONE
    school = Unit.objects.get(code="JY-1")
    assert school.path == f"/{school.parent_id}/{school.pk}/"
    assert school.name_hans == "第一小学"
    assert school.search
    county.village.refresh_from_db()
    assert county.village.path == f"/{county.west.pk}/{county.village.pk}/"
    assert county.village.revision == 2
    versions = county.village.versions.order_by("-revision")
    assert versions[0].change == UnitVersion.Change.MOVED
    assert versions[0].parent_id == county.west.pk
    assert school.versions.get().change == UnitVersion.Change.CREATED
    county.liaison.refresh_from_db()
    assert county.liaison.phone == "13800000010"
    zone = Zone.objects.get(code="P1")
    assert sorted(zone.duties.values_list("unit__code", "is_lead")) == sorted(
        [("JY", True), ("JY-1", False), (county.east.code, False)]
    )
    actions = list(Event.objects.filter(actor_id=OFFICE.id).values_list("action", flat=True))
    wanted = ("orgs.unit.create", "orgs.unit.move", "orgs.person.create", "orgs.person.change")
    assert all(action in actions for action in (*wanted, "orgs.zone.create", "orgs.import"))


def test_the_record_hides_personal_numbers(county: County) -> None:
    rows = [PEOPLE_HEADS, ("", "李文", county.east.code, "聯絡員", "13800000010", "")]
    agree(send(county, 人員=rows))
    event = Event.objects.get(action="orgs.person.change")
    assert "13800000010" not in str(event.changes)
    assert event.changes["phone"][1].startswith("138*")


def test_agreeing_twice_saves_once(county: County) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    agree(run)
    assert agree(run).state == STATE.DONE
    assert Unit.objects.filter(code="JY").count() == 1
    assert Event.objects.filter(action="orgs.import").count() == 1


def test_an_import_of_somebody_else_does_not_exist(county: County) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    with pytest.raises(ImportRun.DoesNotExist):
        find_run("8", run.key)
    with pytest.raises(ImportRun.DoesNotExist):
        imports.agree(key=run.key, owner="8")
    with pytest.raises(ImportRun.DoesNotExist):
        imports.cancel(key=run.key, owner="8")


def test_rows_that_are_refused_stop_everything_unless_the_good_ones_are_wanted(
    county: County,
) -> None:
    run = send(
        county,
        單位=new_units(
            ("JY", "教育局", "部門", "", ""),
            ("XX", "未知", "沒有的類別", "", ""),
            ("XX-1", "未知下屬", "部門", "XX", ""),
        ),
    )
    assert run.counts["unit"]["refused"] == 2
    with pytest.raises(Refused):
        agree(run)
    assert not Unit.objects.filter(code="JY").exists()
    assert agree(run, only_good=True).state == STATE.DONE
    assert Unit.objects.filter(code="JY").exists()
    assert not Unit.objects.filter(code__startswith="XX").exists()


def test_a_change_made_meanwhile_is_shown_instead_of_overwritten(county: County) -> None:
    row = (county.east.code, "東溪鎮", "鄉鎮", "", "0999-8000000")
    run = send(county, 單位=new_units(row))
    change_unit(unit=county.east, phone="0999-8111111")
    again = agree(run)
    assert again.state == STATE.READY
    assert again.is_renewed
    county.east.refresh_from_db()
    assert county.east.phone == "0999-8111111"
    shown = ImportRow.objects.get(run=again, outcome="changed")
    assert shown.changes["phone"] == ["0999-8111111", "0999-8000000"]
    assert agree(again).state == STATE.DONE
    county.east.refresh_from_db()
    assert county.east.phone == "0999-8000000"


def test_a_change_elsewhere_does_not_disturb(county: County) -> None:
    run = send(county, 單位=new_units((county.east.code, "東溪鎮", "鄉鎮", "", "0999-8000000")))
    change_unit(unit=county.department, phone="0999-8111111")
    assert agree(run).state == STATE.DONE


def test_a_parent_closed_meanwhile_is_told(county: County) -> None:
    run = send(county, 單位=new_units(("N", "新站", "部門", county.department.code, "")))
    close_unit(unit=county.department)
    assert agree(run).is_renewed
    refused = ImportRow.objects.get(run=run, outcome="refused")
    assert refused.faults[0]["code"] == "orgs_row.parent_closed"


def test_units_of_another_subject_cannot_be_touched_by_their_code(county: County) -> None:
    other = small_county("linxi")
    create_unit(
        subject=other.subject, unit_class=other.unit_class("dept"), name="外縣局", code="WX"
    )
    run = send(
        county, 單位=new_units(("WX", "本縣局", "部門", "", ""), ("N", "站", "部門", "", ""))
    )
    assert run.counts["unit"]["added"] == 2
    agree(run)
    assert Unit.objects.get(subject=other.subject, code="WX").name_hant == "外縣局"
    assert Unit.objects.get(subject=county.subject, code="WX").name_hant == "本縣局"


def test_two_heads_who_swap_places(county: County) -> None:
    west = Person.objects.create(unit=county.west, name="吳西", code="W", post="head")
    Person.objects.filter(pk=county.head.pk).update(code="E")
    rows = [
        PEOPLE_HEADS,
        ("E", "周立新", county.west.code, "一把手", "", ""),
        ("W", "吳西", county.east.code, "一把手", "", ""),
    ]
    assert agree(send(county, 人員=rows)).state == STATE.DONE
    west.refresh_from_db()
    county.head.refresh_from_db()
    assert (west.unit_id, west.post) == (county.east.pk, "head")
    assert (county.head.unit_id, county.head.post) == (county.west.pk, "head")
    event = Event.objects.filter(action="orgs.person.transfer").last()
    assert event is not None
    assert set(event.changes) == {"unit"}


def test_somebody_leaves_office_and_comes_back(county: County) -> None:
    row = ("", "李文", county.east.code, "聯絡員", "")
    agree(send(county, 人員=[PEOPLE_HEADS, (*row, "否")]))
    county.liaison.refresh_from_db()
    assert not county.liaison.is_active
    assert county.liaison.left_on is not None
    agree(send(county, 人員=[PEOPLE_HEADS, (*row, "是")]))
    county.liaison.refresh_from_db()
    assert county.liaison.is_active
    assert county.liaison.left_on is None


def test_another_lead_ends_the_duty_of_the_first(county: County) -> None:
    zone = create_zone(subject=county.subject, name="城東", code="P1")
    day = county.department.valid_from.replace(year=2025)
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=day)
    agree(send(county, 片區=[ZONE_HEADS, ("P1", "城東", county.west.code, county.east.code)]))
    rows = list(zone.duties.order_by("valid_from", "-is_lead").values_list("unit", "is_lead"))
    assert rows == [(county.east.pk, True), (county.west.pk, True), (county.east.pk, False)]
    assert zone.duties.filter(valid_to__isnull=True).count() == 2
    zone.refresh_from_db()
    assert zone.revision > 1


def test_what_is_exported_changes_nothing_when_it_comes_back(county: County) -> None:
    zone = create_zone(subject=county.subject, name="城東", code="P1")
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=county.east.valid_from)
    for language in ("zh-hant", "zh-hans", "en"):
        target = io.BytesIO()
        write_workbook(target, state_of(county.subject), language)
        content = target.getvalue()
        run = imports.send_file(subject=county.subject, content=content, file_name="x.xlsx")
        assert run.counts["unit"]["unchanged"] == 4
        assert run.counts["person"]["unchanged"] == 2
        assert run.counts["zone"]["unchanged"] == 1
        totals = (
            sum(kind[name] for kind in run.counts.values())
            for name in ("added", "changed", "refused", "left")
        )
        assert not any(totals)


def test_a_failure_leaves_nothing_half_saved(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(imports, "save_people", break_off)
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    with pytest.raises(OSError, match="disk"):
        agree(run)
    run.refresh_from_db()
    assert run.state == STATE.FAILED
    assert not Unit.objects.filter(code="JY").exists()
    assert not Event.objects.filter(action="orgs.import").exists()


def test_a_file_that_cannot_be_used_says_why(county: County) -> None:
    run = imports.send_file(subject=county.subject, content=b"%PDF-1.7", file_name="單位.pdf")
    assert run.state == STATE.REFUSED
    assert run.notices[0]["code"] == "orgs_file.not_a_sheet"


def test_a_cancelled_import_keeps_no_rows(county: County) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    imports.cancel(key=run.key, owner=OFFICE.id)
    assert not ImportRow.objects.filter(run=run).exists()
    with pytest.raises(Refused):
        agree(run)


def test_what_nobody_agreed_to_lapses(county: County) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    ImportRun.objects.update(lapses_at="2020-01-01T00:00:00Z")
    assert imports.forget_lapsed() == 1
    assert not ImportRun.objects.filter(pk=run.pk).exists()


def test_saving_takes_few_statements_however_many_rows(county: County) -> None:
    def statements(count: int) -> int:
        rows = [(f"N{count}-{n}", f"第{n}站", "部門", "", "") for n in range(count)]
        run = send(county, 單位=new_units(*rows))
        with CaptureQueriesContext(connection) as found:
            agree(run)
        return len(found)

    assert statements(200) - statements(20) < 20


def test_a_lead_to_come_stays_as_it_is(county: County) -> None:
    zone = create_zone(subject=county.subject, name="城東", code="P1")
    today = timezone.localdate()
    first, last = today - timedelta(9), today + timedelta(9)
    for unit, begins, ends in (
        (county.department, first, last),
        (county.east, last + timedelta(1), None),
    ):
        assign_duty(zone=zone, unit=unit, is_lead=True, valid_from=begins, valid_to=ends)
    agree(send(county, 片區=[ZONE_HEADS, ("P1", "城東", county.village.code, county.west.code)]))
    duties = zone.duties.order_by("valid_from", "-is_lead")
    assert list(duties.values_list("unit", "is_lead", "valid_from", "valid_to")) == [
        (county.department.pk, True, first, today - timedelta(1)),
        (county.village.pk, True, today, last),
        (county.west.pk, False, today, None),
        (county.east.pk, True, last + timedelta(1), None),
    ]


def test_a_plan_that_comes_back_after_two_others_is_saved_too(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "FEW_ROWS", 0)
    run = send(county, 單位=new_units((county.east.code, "東溪街道", "鄉鎮", "", "")))
    for name in ("東溪", "東溪鎮"):
        agree(run)
        change_unit(unit=county.east, name=name)
        run_pending()
        run.refresh_from_db()
        assert (run.state, run.is_renewed) == (STATE.READY, True)
    agree(run)
    run_pending()
    run.refresh_from_db()
    assert run.state == STATE.DONE


def test_what_a_stopped_program_left_half_way_is_saved_by_a_job(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = send(county, 單位=new_units(("JY", "教育局", "部門", "", "")))
    monkeypatch.setattr(imports, "SPARE", timedelta(0))
    with monkeypatch.context() as patched:
        patched.setattr(imports, "save_run", lambda _: sys.exit())
        with pytest.raises(SystemExit):
            agree(run)
    assert ImportRun.objects.get(pk=run.pk).state == STATE.SAVING
    run_pending()
    assert ImportRun.objects.get(pk=run.pk).state == STATE.DONE
    assert Unit.objects.filter(code="JY").count() == 1


def test_what_nobody_changed_is_not_said_to_have_changed(county: County) -> None:
    """A new unit without a class: the fault stands in the first column, on every database."""
    heads = ("聯絡電話", "單位代碼", "單位名稱")
    rows = [heads, ("0999-8000000", "JY", "教育局"), ("0999-8000001", county.east.code, "東溪鎮")]
    run = agree(send(county, 單位=rows), only_good=True)
    assert (run.state, run.is_renewed) == (STATE.DONE, False)
