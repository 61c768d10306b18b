"""Writing and reading notices."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from chuangcheng.domain.errors import Words
from chuangcheng.domain.text import Text
from chuangcheng.domain.workdays.statutory import NATIONAL_DAY
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.calendar.services import load_year
from chuangcheng.foundation.jobs.services import run_pending
from chuangcheng.foundation.notices import queries, registry, services
from chuangcheng.foundation.notices.models import Notice
from tests.foundation.calendar.files import year_2027
from tests.foundation.notices.conftest import KIND, QUIET_KIND

pytestmark = pytest.mark.django_db
PersonWith = Callable[..., User]


@pytest.fixture
def owner(person_with: PersonWith) -> User:
    return person_with("liaison")


@pytest.fixture
def colleague(person_with: PersonWith) -> User:
    return person_with("unit_head")


def test_everybody_told_has_a_notice_of_their_own(owner: User, colleague: User) -> None:
    told = services.notify([owner.pk, colleague.pk, owner.pk], kind=KIND, title="Returned")
    assert told == 2
    services.mark_read(owner.pk, Notice.objects.get(recipient=owner).pk)
    assert queries.unread_of(owner.pk).count == 0
    assert queries.unread_of(colleague.pk).count == 1


def test_each_reader_reads_it_in_their_language(owner: User) -> None:
    services.notify(
        [owner.pk],
        kind=KIND,
        title="%(unit)s: %(festival)s, %(count)s",
        params={
            "unit": Text("創建辦公室", "创建办公室", "Creation office"),
            "festival": Words(NATIONAL_DAY),
            "count": 3,
        },
    )
    notice = Notice.objects.get()
    with override("en"):
        assert queries.words_of(notice).title == "Creation office: National Day, 3"
    with override("zh-hans"):
        assert queries.words_of(notice).title.startswith("创建办公室: ")
    with override("zh-hant"):
        assert queries.words_of(notice).title.startswith("創建辦公室: ")


def test_a_notice_lives_and_dies_with_its_transaction(owner: User) -> None:
    with transaction.atomic():
        services.notify([owner.pk], kind=KIND, title="Returned")
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_a_repeated_job_tells_nobody_twice(owner: User, colleague: User) -> None:
    assert services.notify([owner.pk], kind=KIND, title="Returned", key="k1") == 1
    assert services.notify([owner.pk, colleague.pk], kind=KIND, title="Returned", key="k1") == 1
    assert services.notify([owner.pk], kind=KIND, title="Returned", key="k2") == 1
    assert Notice.objects.count() == 3


def test_who_may_not_sign_in_is_left_out(owner: User) -> None:
    owner.is_active = False
    owner.save()
    assert services.notify([owner.pk, 10**9], kind=KIND, title="Returned") == 0


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "x", "/a\nb"],
)
def test_a_link_never_leaves_the_site(owner: User, link: str) -> None:
    with pytest.raises(ValueError, match="does not lead"):
        services.notify([owner.pk], kind=KIND, title="Returned", link=link)


@pytest.mark.parametrize(
    ("title", "params"), [("%(unit)s", {}), ("%(unit)d", {"unit": "x"}), (" ", {}), ("100%", {})]
)
def test_words_that_do_not_fit_are_refused(owner: User, title: str, params: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"title|fit|format"):
        services.notify([owner.pk], kind=KIND, title=title, params=params)


def test_a_kind_nobody_registered_is_refused(owner: User) -> None:
    with pytest.raises(LookupError):
        services.notify([owner.pk], kind="tests.unheard", title="Returned")
    with pytest.raises(ValueError, match="twice"):
        registry.kind(KIND, "Something else")


def test_the_count_is_capped(owner: User) -> None:
    Notice.objects.bulk_create(
        Notice(recipient=owner, kind=KIND, title="Returned") for _ in range(150)
    )
    unread = queries.unread_of(owner.pk)
    assert (unread.count, unread.shown) == (100, "99+")
    services.mark_all_read(owner.pk, Notice.objects.order_by("id")[100].pk)
    assert queries.unread_of(owner.pk).shown == "49"


def test_nobody_marks_what_belongs_to_others(owner: User, colleague: User) -> None:
    services.notify([owner.pk], kind=KIND, title="Returned")
    notice = Notice.objects.get()
    assert services.mark_read(colleague.pk, notice.pk) is None
    assert services.mark_all_read(colleague.pk, notice.pk) == 0
    assert queries.unread_of(owner.pk).count == 1


def test_without_mail_nothing_waits_for_mail(owner: User) -> None:
    services.notify([owner.pk], kind=KIND, title="Returned")
    assert queries.waiting_for_mail().count() == 0


def test_people_choose_kind_by_kind(owner: User, settings: object) -> None:
    wishes, language = queries.wishes_of(owner.pk)
    assert {one.kind.name: one.by_mail for one in wishes if one.kind.name.startswith("tests")} == {
        KIND: True,
        QUIET_KIND: False,
    }
    assert language == "zh-hant"
    services.wish(owner.pk, by_mail={KIND: False, QUIET_KIND: True}, language="en")
    wishes, language = queries.wishes_of(owner.pk)
    assert {one.kind.name: one.by_mail for one in wishes if one.kind.name.startswith("tests")} == {
        KIND: False,
        QUIET_KIND: True,
    }
    assert language == "en"
    assert queries.wants_mail([owner.pk], registry.known(KIND)) == set()


def test_a_loaded_year_is_told_to_who_plans_by_it(person_with: PersonWith) -> None:
    office, liaison = person_with("office"), person_with("liaison")
    load_year(year_2027())
    run_pending()
    notice = Notice.objects.get()
    assert notice.recipient == office
    assert notice.recipient != liaison
    assert notice.link == "/calendar/2027/"
    with override("en"):
        assert queries.words_of(notice).title == "The days off of 2027 are in the calendar"


def test_whose_role_has_ended_is_not_told_of_a_year(person_with: PersonWith) -> None:
    before, now = person_with("office"), person_with("office")
    Grant.objects.filter(user=before).update(ended_at=timezone.now())
    load_year(year_2027())
    run_pending()
    assert queries.unread_of(now.pk).count == 1
    assert queries.unread_of(before.pk).count == 0
