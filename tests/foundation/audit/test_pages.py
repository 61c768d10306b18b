"""The pages of the record: who sees what, filters, stories, export, the state of the chain."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Protocol
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.services import Target, record, record_reading, seal
from tests.foundation.audit.chains import Chain, edit
from tests.people import County

PersonWith = Callable[..., User]
BrowserOf = Callable[[User], Client]
EVENT_LINK = re.compile(r'href="/record/(\d+)/"')


@pytest.fixture
def auditor(heads: object, person_with: PersonWith, browser_of: BrowserOf) -> Client:
    """The browser of the audit administrator."""
    return browser_of(person_with("audit_admin"))


@pytest.fixture
def clerk(heads: object, person_with: PersonWith, browser_of: BrowserOf) -> Client:
    """The browser of somebody of the creation office."""
    return browser_of(person_with("office"))


@pytest.fixture
def described() -> Iterator[None]:
    """What another room would say of its actions and things."""
    actions, kinds = dict(registry._actions), dict(registry._kinds)
    registry.describe_action("t.unit.move", "Moved a test unit")
    registry.describe_target("t.unit", "test unit", lambda number: f"/units/{number}/")
    yield
    registry._actions.clear()
    registry._actions.update(actions)
    registry._kinds.clear()
    registry._kinds.update(kinds)


def write(county: County) -> None:
    """Write five events: two of the county, one of the other, one of nobody, one reading."""
    subject, other = str(county.subject.pk), str(county.other_subject.pk)
    with (
        acting(Actor("7", "李明（演示）", "城市管理局（演示）"), "web 192.0.2.1"),
        transaction.atomic(),
    ):
        record(
            "t.unit.move",
            Target("t.unit", "3", "執法中隊", subject),
            changes={"parent": ["甲局", "乙局"]},
            reason="機構改革",
        )
        record("t.unit.close", Target("t.unit", "4", "=1+1", subject))
    with (
        acting(Actor("8", "王芳（演示）", for_id="9", for_name="趙六（演示）")),
        transaction.atomic(),
    ):
        record("t.unit.move", Target("t.unit", "5", "別縣單位", other))
    with transaction.atomic():
        record("t.setting.change", Target("t.setting", "", "附加設定"))
    with acting(Actor("7", "李明（演示）")):
        record_reading(Target("t.person", "12", "孫七", subject), "phone")


class Answered(Protocol):
    """What a browser got."""

    @property
    def content(self) -> bytes:
        """The page."""
        ...


def shown(response: Answered) -> list[str]:
    """Return the labels of the events on a page, in their order."""
    numbers = dict.fromkeys(int(number) for number in EVENT_LINK.findall(response.content.decode()))
    labels = dict(Event.objects.values_list("id", "target_label"))
    return [labels[number] for number in numbers]


ALL = ["孫七", "附加設定", "別縣單位", "=1+1", "執法中隊"]


def test_the_audit_administrator_sees_everything_the_newest_first(
    county: County, auditor: Client
) -> None:
    write(county)
    assert shown(auditor.get("/record/")) == ALL


def test_the_office_sees_its_subject_without_looks_at_personal_data(
    county: County, clerk: Client
) -> None:
    write(county)
    assert shown(clerk.get("/record/")) == ["=1+1", "執法中隊"]
    assert shown(clerk.get("/record/?readings=on")) == ["=1+1", "執法中隊"]
    assert shown(clerk.get(f"/record/?subject={county.other_subject.pk}")) == []


@pytest.mark.parametrize("label", ["孫七", "附加設定", "別縣單位"])
def test_the_office_finds_no_event_it_may_not_see(
    county: County, clerk: Client, label: str
) -> None:
    write(county)
    event = Event.objects.get(target_label=label)
    assert clerk.get(f"/record/{event.pk}/").status_code == 404
    story = clerk.get(f"/record/of/{event.target_type}/{event.target_id or '-'}/")
    assert (story.status_code, shown(story)) == (200, [])


@pytest.mark.parametrize("role", ["liaison", "leader", "system_admin", "security_admin"])
def test_others_may_not_read_the_record(
    county: County, heads: object, person_with: PersonWith, browser_of: BrowserOf, role: str
) -> None:
    write(county)
    browser = browser_of(person_with(role))
    for address in (
        "/record/",
        f"/record/{Event.objects.latest('id').pk}/",
        "/record/of/t.unit/3/",
    ):
        assert browser.get(address).status_code == 403


@pytest.mark.parametrize(
    ("filters", "labels"),
    [
        ({"actor": "李明（演示）"}, ["孫七", "=1+1", "執法中隊"]),
        ({"actor": "8"}, ["別縣單位"]),
        ({"action": "t.unit.move"}, ["別縣單位", "執法中隊"]),
        ({"kind": "t.setting"}, ["附加設定"]),
        ({"kind": "t.unit", "thing": "4"}, ["=1+1"]),
        ({"readings": "on"}, ["孫七"]),
        ({"actor": "nobody"}, []),
        ({"since": "1999-01-01", "until": "2000-01-01"}, []),
        ({"since": "rubbish"}, ALL),
        ({"before": "rubbish", "after": "9" * 40}, ALL),
        ({"before": "999999999999999999-1"}, ALL),
    ],
)
def test_filters(
    county: County, auditor: Client, filters: dict[str, str], labels: list[str]
) -> None:
    write(county)
    assert shown(auditor.get(f"/record/?{urlencode(filters)}")) == labels


def test_days_are_those_of_the_place_and_include_the_last(county: County, auditor: Client) -> None:
    write(county)
    first = Event.objects.earliest("id")
    for event, hours in ((first, 26), (Event.objects.get(target_label="=1+1"), 50)):
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        Event.objects.filter(pk=event.pk).update(at=midnight - timedelta(hours=hours - 24))
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert shown(auditor.get(f"/record/?since={yesterday}&until={yesterday}")) == ["執法中隊"]


@pytest.mark.parametrize("narrowed", ["until=9999-12-31", "since=0001-01-01", "since=9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_narrows_nothing(
    county: County, auditor: Client, narrowed: str
) -> None:
    write(county)
    assert shown(auditor.get(f"/record/?{narrowed}")) == shown(auditor.get("/record/"))


@pytest.mark.parametrize("name", ["action", "kind", "subject", "actor"])
def test_a_zero_byte_in_the_filter_of_an_export_is_passed_over(
    county: County, auditor: Client, name: str
) -> None:
    answer = auditor.post("/record/export/", {"format": "csv", name: "a\x00"})
    assert answer.status_code == 200


def test_pages_lead_back_and_forth_and_keep_the_filter(county: County, auditor: Client) -> None:
    with transaction.atomic():
        for number in range(120):
            record("t.unit.move", Target("t.unit", str(number), f"u{number}"))
            record("t.other", Target("t.unit", str(number), "x"))
    Event.objects.update(at=timezone.now())  # all at the same moment: numbers decide

    def follow(response: Answered, rel: str) -> str | None:
        found = re.search(rf'rel="{rel}" href="([^"]+)"', response.content.decode())
        return found[1].replace("&amp;", "&") if found else None

    page = auditor.get("/record/?action=t.unit.move")
    seen = shown(page)
    while older := follow(page, "next"):
        page = auditor.get(f"/record/{older}")
        seen += shown(page)
    assert seen == [f"u{number}" for number in range(119, -1, -1)]
    back = follow(page, "prev")
    assert back is not None
    assert shown(auditor.get(f"/record/{back}")) == [f"u{n}" for n in range(69, 19, -1)]


def test_a_page_takes_as_many_queries_for_many_events_as_for_few(
    county: County, auditor: Client
) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert auditor.get(address).status_code == 200
        return len(queries)

    write(county)
    few = [asked("/record/"), asked("/record/of/t.unit/3/")]
    for _ in range(12):
        write(county)
    assert [asked("/record/"), asked("/record/of/t.unit/3/")] == few
    assert max(few) <= 8


def test_one_event_shows_all_it_holds(county: County, auditor: Client, described: None) -> None:
    write(county)
    page = auditor.get(
        f"/record/{Event.objects.earliest('id').pk}/", headers={"Accept-Language": "en"}
    )
    text = page.content.decode()
    for words in ("Moved a test unit", "執法中隊", "李明（演示）", "城市管理局（演示）", "機構改革",
                  "192.0.2.1", "甲局", "乙局", "/units/3/", "/record/of/t.unit/3/"):  # fmt: skip
        assert words in text, words


def test_a_deputy_and_whom_they_stood_in_for_are_both_named(
    county: County, auditor: Client
) -> None:
    write(county)
    text = auditor.get("/record/?actor=8").content.decode()
    assert "王芳（演示）" in text
    assert "趙六（演示）" in text


def test_changes_are_named_as_the_model_names_them(county: County, auditor: Client) -> None:
    with transaction.atomic():
        record(
            "orgs.unit.close",
            Target("orgs.unit", "3", "中隊", ""),
            changes={"status": ["active", "closed"], "phone": ["", "****11"], "n": {"a": 1.5}},
        )
    page = auditor.get("/record/of/orgs.unit/3/", headers={"Accept-Language": "en"})
    text = page.content.decode()
    assert ">closed</ins>" in text
    assert "<dt>status</dt>" in text
    assert "(empty)" in text


def test_what_people_wrote_is_escaped(county: County, auditor: Client) -> None:
    with acting(Actor("1", "<b>x</b>", "<i>")), transaction.atomic():
        record(
            "<script>",
            Target("<u>", "<s>", "<img src=x>"),
            changes={"<p>": ["<q>", 1]},
            reason="<a>",
        )
    event = Event.objects.get()
    for address in ("/record/", f"/record/{event.pk}/", "/record/of/%3Cu%3E/%3Cs%3E/"):
        text = auditor.get(address).content.decode()
        for tag in ("<script>", "<u>", "<img src=x>", "<q>", "<b>x</b>"):
            assert tag not in text.split("<main", 1)[1], (address, tag)


def test_the_export_as_csv_holds_the_filter_s_events_inert(county: County, auditor: Client) -> None:
    write(county)
    response = auditor.post("/record/export/", {"format": "csv", "kind": "t.unit"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[6] for row in rows[1:]] == ["執法中隊", "'=1+1", "別縣單位"]
    assert rows[1][7] == "parent: 甲局 → 乙局"
    assert "attachment" in response["Content-Disposition"]


def test_the_export_as_workbook_opens(county: County, auditor: Client) -> None:
    write(county)
    response = auditor.post("/record/export/", {"format": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]  # it streams
    labels = [row[6].value for row in book.active.iter_rows(min_row=2)]  # type: ignore[union-attr]  # it has a sheet
    assert labels == [label if label[0] != "=" else f"'{label}" for label in ALL[::-1]]


def test_an_export_is_itself_recorded(county: County, auditor: Client) -> None:
    write(county)
    auditor.post("/record/export/", {"format": "csv", "actor": "7"})
    event = Event.objects.latest("id")
    assert (event.action, event.actor_kind) == ("audit.event.export", "person")
    assert event.changes == {"events": 3, "filter": {"actor": "7"}, "format": "csv"}


def test_only_the_audit_administrator_exports(
    county: County, clerk: Client, auditor: Client
) -> None:
    assert clerk.post("/record/export/", {"format": "csv"}).status_code == 403
    assert auditor.get("/record/export/").status_code == 405


def test_a_workbook_of_too_many_events_is_refused_with_a_sentence(
    county: County, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(county)
    monkeypatch.setattr("chuangcheng.foundation.audit.views.files.MOST_IN_WORKBOOK", 4)
    answer = auditor.post(
        "/record/export/", {"format": "xlsx"}, follow=True, headers={"Accept-Language": "en"}
    )
    assert "take CSV" in answer.content.decode()
    assert not Event.objects.filter(action="audit.event.export").exists()


def test_the_state_of_the_chain_and_a_check(county: County, chain: Chain, auditor: Client) -> None:
    chain.sealed(5)
    english = {"Accept-Language": "en"}
    assert "never" in auditor.get("/record/chain/", headers=english).content.decode()
    assert "intact" in auditor.post("/record/chain/check/", headers=english).content.decode()
    edit(3, "reason", "anders")
    page = auditor.post("/record/chain/check/", headers=english).content.decode()
    assert "has been tampered with" in page
    assert "place 3" in page
    assert Event.objects.filter(action="audit.chain.verify").count() == 2


def test_who_sees_the_chain_and_who_checks_it(
    heads: object, person_with: PersonWith, browser_of: BrowserOf, clerk: Client
) -> None:
    system = browser_of(person_with("system_admin"))
    assert system.get("/record/chain/").status_code == 200
    assert system.post("/record/chain/check/").status_code == 403
    assert clerk.get("/record/chain/").status_code == 403


def test_pending_events_that_wait_too_long_are_told_of(county: County, auditor: Client) -> None:
    write(county)
    Event.objects.update(at=timezone.now() - timedelta(minutes=5))
    page = auditor.get("/record/chain/", headers={"Accept-Language": "en"}).content.decode()
    assert "chuangcheng audit seal" in page
    seal()


def test_an_empty_record_says_so(auditor: Client) -> None:
    page = auditor.get("/record/", headers={"Accept-Language": "en"}).content.decode()
    assert "Nothing is recorded yet" in page
