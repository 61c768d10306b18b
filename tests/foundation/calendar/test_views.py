"""The pages of the calendar."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.calendar.models import LoadedYear, SubjectDay, SubjectHours
from tests.foundation.calendar.files import CSV_2027, YAML_2027
from tests.people import County, make_browser

PersonWith = Callable[..., User]
HOURS = {"usual": "08:00-12:00，15:00-18:00", "revision": "0"}


@pytest.fixture(autouse=True)
def names(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calendar know the two counties of the test."""
    known = [(str(one.pk), one.name_hant) for one in (county.subject, county.other_subject)]
    monkeypatch.setattr(registry, "_subjects", [lambda: known])


@pytest.fixture
def office(person_with: PersonWith) -> Client:
    return make_browser(person_with("office"))


@pytest.fixture
def system(person_with: PersonWith) -> Client:
    return make_browser(person_with("system_admin"))


def url(name: str, *parts: object) -> str:
    return reverse(f"calendar:{name}", args=parts)


def test_a_year_shows_holidays_make_up_days_and_where_it_comes_from(office: Client) -> None:
    page = office.get(url("year", 2026), headers={"accept-language": "en"}).content.decode()
    assert page.count('class="cal-month"') == 12
    assert "248 workdays" in page
    assert "Spring Festival" in page
    assert 'class="cal-make_up' in page
    assert "State Council" in page
    assert "Provisional" not in page


def test_a_year_not_announced_says_so(office: Client) -> None:
    page = office.get(url("year", 2027), headers={"accept-language": "en"}).content.decode()
    assert "Provisional: the days off of 2027 have not been announced yet" in page
    assert "Not known before the announcement." in page
    assert url("load") not in page


def test_the_calendar_leads_to_the_present_year(office: Client) -> None:
    answer = office.get(url("home"))
    assert answer.status_code == 302
    assert office.get(url("year", 1999)).status_code == 404
    assert office.get(url("year", 2100)).status_code == 404


def test_a_subject_has_its_own_year(office: Client, county: County) -> None:
    SubjectDay.objects.create(
        subject=county.subject.pk, date=date(2026, 3, 2), is_off=True, reason="停電", set_by="x"
    )
    page = office.get(url("subject_year", county.subject.pk, 2026)).content.decode()
    assert "停電" in page
    assert 'class="cal-local_closed' in page
    assert "停電" not in office.get(url("year", 2026)).content.decode()
    assert office.get(url("subject_year", county.other_subject.pk, 2026)).status_code == 403
    assert office.get(url("subject_year", 999, 2026)).status_code == 404


def test_loading_a_year_shows_first_and_saves_then(system: Client) -> None:
    file = SimpleUploadedFile("2027.csv", CSV_2027.encode())
    shown = system.post(url("load"), {"file": file}, headers={"accept-language": "en"})
    page = shown.content.decode()
    assert "What the file says of 2027" in page
    assert "2027-02-20" in page
    assert LoadedYear.objects.count() == 0
    form = shown.context["form"].initial
    answer = system.post(url("save"), form, follow=True, headers={"accept-language": "en"})
    assert answer.redirect_chain[-1][0] == url("year", 2027)
    assert "The days off of 2027 are in the calendar now." in answer.content.decode()
    assert LoadedYear.objects.get().year == 2027


def test_a_faulty_file_is_explained_and_changes_nothing(system: Client) -> None:
    bad = YAML_2027.replace("kind: workday", "kind: party", 1).replace("2027-01-01,", "2027-1-32,")
    file = SimpleUploadedFile("2027.yaml", bad.encode())
    answer = system.post(url("load"), {"file": file}, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "there are 2 things to put right" in page
    assert "line 7" in page
    assert ", column 30" in page
    saved = system.post(url("save"), {"name": "2027.yaml", "content": bad})
    assert saved.status_code == 422
    assert LoadedYear.objects.count() == 0


def test_only_the_system_administrator_loads_a_year(office: Client) -> None:
    assert office.get(url("load")).status_code == 403
    answer = office.post(url("save"), {"name": "2027.yaml", "content": YAML_2027})
    assert answer.status_code == 403
    assert LoadedYear.objects.count() == 0


def test_the_office_changes_the_hours_of_its_county(office: Client, county: County) -> None:
    number = county.subject.pk
    season = {"first_1": "5月1日", "last_1": "9/30", "hours_1": "07:30至11:30"}
    answer = office.post(url("hours", number), HOURS | season)
    assert answer.status_code == 302
    row = SubjectHours.objects.get()
    assert row.usual == "08:00–12:00, 15:00–18:00"
    assert row.seasons == [{"first": "05-01", "last": "09-30", "hours": "07:30–11:30"}]
    page = office.get(url("subject", number)).content.decode()
    assert "07:30–11:30" in page
    form = office.get(url("hours", number)).content.decode()
    assert 'value="05-01"' in form
    assert 'name="revision" value="1"' in form


def test_hours_that_cannot_be_read_are_explained(office: Client, county: County) -> None:
    wrong = {"usual": "12:00-08:00", "revision": "0", "first_1": "05-01"}
    answer = office.post(url("hours", county.subject.pk), wrong, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ends before it begins" in page
    assert "Fill in all three, or leave all three empty." in page
    assert SubjectHours.objects.count() == 0


def test_two_people_change_the_hours(office: Client, system: Client, county: County) -> None:
    number = county.subject.pk
    office.post(url("hours", number), HOURS)
    late = system.post(url("hours", number), HOURS | {"usual": "09:00-12:00"})
    assert late.status_code == 409
    assert 'value="08:00–12:00, 15:00–18:00"' in late.content.decode()
    assert SubjectHours.objects.get().revision == 1


def test_local_days_are_set_and_removed(office: Client, county: County) -> None:
    number = county.subject.pk
    wanted = {"date": "2026-03-02", "kind": "off", "reason": "停電檢修"}
    assert office.post(url("add_day", number), wanted).status_code == 302
    again = office.post(url("add_day", number), wanted)
    assert again.status_code == 422
    assert "停電檢修" in again.content.decode()
    assert office.post(url("remove_day", number, "2026-03-02")).status_code == 302
    assert office.post(url("remove_day", number, "yesterday")).status_code == 404
    assert SubjectDay.objects.count() == 0


def test_nobody_changes_another_county(
    office: Client, person_with: PersonWith, county: County
) -> None:
    number = county.other_subject.pk
    liaison = make_browser(person_with("liaison"))
    for browser, where in ((office, number), (liaison, county.subject.pk)):
        assert browser.get(url("hours", where)).status_code == 403
        assert browser.post(url("hours", where), HOURS).status_code == 403
        assert browser.post(url("add_day", where), {}).status_code == 403
        assert browser.post(url("remove_day", where, "2026-03-02")).status_code == 403
    assert liaison.get(url("subject", county.subject.pk)).status_code == 200
    assert SubjectHours.objects.count() == 0
