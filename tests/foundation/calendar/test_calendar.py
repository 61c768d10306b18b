"""The calendar of the country and of subjects; loading a year; changing hours."""

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from chuangcheng.domain.errors import Fault
from chuangcheng.domain.workdays import SHANGHAI, USUAL_HOURS, Kind, Unit, add
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.calendar import queries, services
from chuangcheng.foundation.calendar.events import SUBJECT_CHANGED, YEAR_LOADED
from chuangcheng.foundation.calendar.models import LoadedDay, LoadedYear
from chuangcheng.foundation.calendar.queries import SubjectRef
from chuangcheng.foundation.calendar.services import HoursChange, SeasonText
from chuangcheng.foundation.jobs.registry import JobContext, receiver, registered_for_a_test
from chuangcheng.foundation.jobs.services import run_pending
from tests.foundation.calendar.files import YAML_2027, year_2027

pytestmark = pytest.mark.django_db
YUNXI, OTHER = SubjectRef(1, "雲溪縣（演示）"), SubjectRef(2, "林溪縣（演示）")
SPRING_MORNING = datetime(2027, 2, 4, 10, tzinfo=SHANGHAI)


def test_the_years_that_come_with_the_program_are_announced() -> None:
    calendar = queries.calendar_for()
    assert [year for year in range(2024, 2029) if calendar.is_provisional(year)] == [2027, 2028]
    assert calendar.day(date(2026, 2, 14)).kind is Kind.MAKE_UP
    assert calendar.day(date(2026, 2, 16)).name == "Spring Festival"
    assert calendar.hours == USUAL_HOURS


def test_loading_a_year_ends_its_provisional_state() -> None:
    before = add(SPRING_MORNING, 1, Unit.WORKDAYS, queries.calendar_for())
    assert (before.at.day, before.provisional) == (9, True)
    loading = services.load_year(year_2027())
    assert loading.changed
    after = add(SPRING_MORNING, 1, Unit.WORKDAYS, queries.calendar_for())
    assert (after.at.day, after.provisional) == (15, False)
    assert queries.calendar_for().day(date(2027, 2, 20)).kind is Kind.MAKE_UP


def test_the_rooms_above_are_told_which_days_turned() -> None:
    told: list[dict[str, object]] = []
    with registered_for_a_test():

        @receiver(YEAR_LOADED, name="tests.recalculate")
        def recalculate(_context: JobContext, payload: dict[str, object]) -> None:
            told.append(payload)

        services.load_year(year_2027())
        services.load_year(year_2027())
        run_pending()
    assert [(one["year"], one["revision"]) for one in told] == [(2027, 1)]
    changed = told[0]["changed"]
    assert isinstance(changed, list)
    assert "2027-02-09" in changed
    assert "2027-02-20" in changed
    assert "2027-10-01" not in changed


def test_the_same_file_twice_changes_nothing() -> None:
    first = services.load_year(year_2027())
    second = services.load_year(year_2027())
    assert (first.changed, second.changed) == (True, False)
    assert LoadedYear.objects.get().revision == 1
    assert Event.objects.filter(action="calendar.year.load").count() == 1


def test_a_corrected_file_takes_the_place_of_the_first() -> None:
    services.load_year(year_2027())
    corrected = year_2027(YAML_2027.replace("2027-02-20", "2027-02-21"))
    assert queries.preview(corrected).held is not None
    loading = services.load_year(corrected)
    assert loading.year.revision == 2
    calendar = queries.calendar_for()
    assert not calendar.is_workday(date(2027, 2, 20))
    assert calendar.is_workday(date(2027, 2, 21))
    assert LoadedDay.objects.count() == len(corrected.days)
    turned = [str(change.after.date) for change in loading.preview.changes]
    assert turned == ["2027-02-20", "2027-02-21"]


def test_a_preview_warns_of_days_that_the_law_gives() -> None:
    gap = "\n".join(line for line in YAML_2027.splitlines() if "06-09" not in line)
    warnings = queries.preview(year_2027(gap)).warnings
    assert [fault.params["date"] for fault in warnings] == ["2027-06-09"]
    assert queries.preview(year_2027()).warnings == ()
    assert LoadedYear.objects.count() == 0


def test_a_year_may_move_the_last_days_of_the_one_before() -> None:
    services.load_year(year_2027(YAML_2027.replace("2027-01-01, until", "2026-12-31, until")))
    calendar = queries.calendar_for()
    assert calendar.day(date(2026, 12, 31)).kind is Kind.HOLIDAY
    assert calendar.day(date(2026, 10, 10)).kind is Kind.MAKE_UP


def test_hours_belong_to_one_subject() -> None:
    change = HoursChange("08:00–12:00", [SeasonText("05-01", "09-30", "07:30–11:30")], 0)
    assert not isinstance(services.change_hours(YUNXI, change), Fault)
    hours = queries.hours_of(YUNXI.id)
    assert [str(span) for span in hours.on(date(2026, 4, 30))] == ["08:00–12:00"]
    assert [str(span) for span in hours.on(date(2026, 5, 6))] == ["07:30–11:30"]
    assert queries.hours_of(OTHER.id) == USUAL_HOURS
    assert queries.calendar_for(YUNXI.id).hours == hours
    event = Event.objects.get(action="calendar.hours.change")
    assert (event.subject, event.target_label) == ("1", YUNXI.name)
    assert event.changes["usual"] == ["", "08:00–12:00"]


def test_the_second_of_two_who_change_the_hours_is_told() -> None:
    assert not isinstance(services.change_hours(YUNXI, HoursChange("08:00–12:00", [], 0)), Fault)
    late = services.change_hours(YUNXI, HoursChange("09:00–12:00", [], 0))
    assert isinstance(late, Fault)
    assert late.code == "calendar.stale"
    assert str(queries.hours_of(YUNXI.id).usual[0]) == "08:00–12:00"


def test_hours_that_stay_the_same_leave_no_trace() -> None:
    services.change_hours(YUNXI, HoursChange("08:00–12:00", [], 0))
    row = services.change_hours(YUNXI, HoursChange("08:00–12:00", [], 1))
    assert not isinstance(row, Fault)
    assert row.revision == 1
    assert Event.objects.count() == 1


def test_a_local_day_holds_for_its_subject_only_until_it_is_removed() -> None:
    day = date(2026, 3, 2)
    assert services.add_local_day(YUNXI, day, is_off=True, reason="停電") is None
    assert not queries.calendar_for(YUNXI.id).is_workday(day)
    assert queries.calendar_for(OTHER.id).is_workday(day)
    assert queries.calendar_for().is_workday(day)
    assert services.remove_local_day(YUNXI, day)
    assert queries.calendar_for(YUNXI.id).is_workday(day)
    assert not services.remove_local_day(YUNXI, day)
    actions = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["calendar.day.add", "calendar.day.remove"]


def test_a_local_day_that_changes_nothing_is_refused() -> None:
    closed = services.add_local_day(YUNXI, date(2026, 3, 1), is_off=True, reason="週日")
    worked = services.add_local_day(YUNXI, date(2026, 2, 14), is_off=False, reason="調休")
    assert closed is not None
    assert worked is not None
    assert (closed.code, worked.code) == ("calendar.nothing_new", "calendar.nothing_new")
    services.add_local_day(YUNXI, date(2026, 3, 2), is_off=True, reason="停電")
    twice = services.add_local_day(YUNXI, date(2026, 3, 2), is_off=True, reason="停水")
    assert twice is not None
    assert (twice.code, twice.params["reason"]) == ("calendar.day_taken", "停電")


def test_the_rooms_above_are_told_of_hours_and_local_days() -> None:
    told: list[object] = []
    with registered_for_a_test():

        @receiver(SUBJECT_CHANGED, name="tests.recalculate")
        def recalculate(_context: JobContext, payload: dict[str, object]) -> None:
            told.append(payload["subject"])

        services.change_hours(YUNXI, HoursChange("08:00–12:00", [], 0))
        services.add_local_day(OTHER, date(2026, 3, 2), is_off=True, reason="停電")
        run_pending()
    assert sorted(str(one) for one in told) == ["1", "2"]


def test_a_year_page_counts_every_day_once() -> None:
    page = queries.year_page(2026, queries.calendar_for())
    cells = [day for month in page.months for week in month.weeks for day in week if day]
    assert len(cells) == 365
    assert page.workdays == sum(day.is_worked for day in cells) == 248
    assert {len(week) for month in page.months for week in month.weeks} == {7}
    assert [(one.first, one.count) for one in page.holidays][:2] == [
        (date(2026, 1, 1), 3),
        (date(2026, 2, 15), 9),
    ]
    assert len(page.make_ups) == 6


def test_asking_for_a_calendar_takes_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    services.load_year(year_2027())
    with django_assert_num_queries(4):
        queries.calendar_for(YUNXI.id)
