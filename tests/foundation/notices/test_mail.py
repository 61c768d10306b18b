"""The daily mail, through a real mail server on this machine."""

from collections.abc import Callable
from datetime import datetime, time

import pytest
from pytest_django import Settings

from chuangcheng.domain.errors import Refused
from chuangcheng.domain.workdays import SHANGHAI
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import run_pending
from chuangcheng.foundation.notices import queries, services
from chuangcheng.foundation.notices.jobs import RETRIES
from chuangcheng.foundation.notices.models import Letter, Notice
from tests.foundation.notices.conftest import KIND, QUIET_KIND
from tests.foundation.notices.smtp import Postbox

pytestmark = pytest.mark.django_db
PersonWith = Callable[..., User]
MORNING = datetime(2026, 3, 2, 8, 30, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=SHANGHAI)


@pytest.fixture
def owner(person_with: PersonWith) -> User:
    user = person_with("liaison", None, "測試員甲（演示）")
    services.wish(user.pk, by_mail={}, language="en")
    return user


def told(user: User, title: str = "Returned", body: str = "", link: str = "") -> None:
    services.notify([user.pk], kind=KIND, title=title, body=body, link=link)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let the tasks of the room believe that it is a given time."""

    def believe(moment: datetime) -> None:
        monkeypatch.setattr("chuangcheng.foundation.notices.jobs.now", lambda: moment)

    return believe


def send(letter: Letter, now: datetime = MORNING, *, last_try: bool = False) -> None:
    from django.db import transaction

    services.send(letter.pk, now, last_try=last_try, whole=transaction.atomic)


def test_a_day_s_notices_come_as_one_mail(owner: User, postbox: Postbox) -> None:
    told(owner, "Material returned", link="/calendar/")
    told(owner, "A deadline moved", body="It is <b>tomorrow</b> & soon")
    assert services.gather(MORNING) == 1
    send(Letter.objects.get())
    [mail] = postbox.mails
    assert mail["Subject"] == "Chuangcheng: 2 new notices"
    assert mail["From"] == "chuangcheng@county.example"
    assert owner.email in mail["To"]
    assert "測試員甲" in mail["To"]
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "A deadline moved" in text
    assert "https://chuangcheng.example/notices/" in text
    assert "It is <b>tomorrow</b> & soon" in text
    assert "It is &lt;b&gt;tomorrow&lt;/b&gt; &amp; soon" in html
    letter = Letter.objects.get()
    assert (letter.state, letter.tries, letter.sent_at) == ("sent", 1, MORNING)
    assert queries.notices_of(owner.pk)[0].letter == letter


def test_it_is_written_in_the_language_of_whoever_gets_it(
    person_with: PersonWith, postbox: Postbox
) -> None:
    user = person_with("liaison")
    services.wish(user.pk, by_mail={}, language="zh-hans")
    told(user)
    services.gather(MORNING)
    send(Letter.objects.get())
    [mail] = postbox.mails
    assert "创城" in mail["Subject"]


def test_there_is_at_most_one_mail_a_day(owner: User, postbox: Postbox) -> None:
    told(owner)
    assert services.gather(MORNING) == 1
    assert services.gather(MORNING) == 0
    told(owner, "Later")
    assert services.gather(MORNING.replace(hour=18)) == 0
    assert services.gather(MORNING.replace(day=3)) == 1
    assert [one.notices.count() for one in Letter.objects.order_by("id")] == [1, 1]


def test_what_has_been_read_is_not_mailed(owner: User, postbox: Postbox) -> None:
    told(owner)
    services.mark_all_read(owner.pk, Notice.objects.get().pk)
    assert services.gather(MORNING) == 0
    assert Letter.objects.count() == 0


def test_only_chosen_kinds_and_people_with_an_address_get_mail(
    owner: User, person_with: PersonWith, postbox: Postbox
) -> None:
    nameless = person_with("liaison")
    nameless.email = ""
    nameless.save()
    services.notify([owner.pk], kind=QUIET_KIND, title="Seldom")
    services.notify([nameless.pk], kind=KIND, title="Returned")
    assert services.gather(MORNING) == 0


def test_the_job_sends_it_and_a_second_delivery_does_not(
    owner: User, postbox: Postbox, at: Callable[[datetime], None]
) -> None:
    at(MORNING)
    told(owner)
    services.gather(MORNING)
    [job] = run_pending()
    assert job.state == Job.State.DONE
    send(Letter.objects.get())
    assert len(postbox.mails) == 1


def test_nothing_goes_out_in_the_quiet_hours(owner: User, postbox: Postbox) -> None:
    told(owner)
    services.gather(MORNING)
    letter = Letter.objects.get()
    send(letter, NIGHT)
    assert postbox.mails == []
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("waiting", 0)
    put_off = Job.objects.get(key=f"{letter.pk}.2")
    assert put_off.due_at == datetime(2026, 3, 3, 7, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("clock", "quiet", "until"),
    [
        ("08:30", ("21:00", "07:00"), None),
        ("21:00", ("21:00", "07:00"), "2026-03-03 07:00"),
        ("06:59", ("21:00", "07:00"), "2026-03-02 07:00"),
        ("07:00", ("21:00", "07:00"), None),
        ("13:00", ("12:00", "14:00"), "2026-03-02 14:00"),
        ("14:00", ("12:00", "14:00"), None),
        ("03:00", ("00:00", "00:00"), None),
    ],
)
def test_quiet_hours(
    settings: Settings, clock: str, quiet: tuple[str, str], until: str | None
) -> None:
    settings.NOTICES_QUIET = tuple(time.fromisoformat(one) for one in quiet)
    now = datetime.fromisoformat(f"2026-03-02 {clock}").replace(tzinfo=SHANGHAI)
    wanted = datetime.fromisoformat(until).replace(tzinfo=SHANGHAI) if until else None
    assert queries.quiet_until(now) == wanted


def test_a_busy_server_is_tried_again_then_given_up(owner: User, postbox: Postbox) -> None:
    told(owner)
    services.gather(MORNING)
    letter = Letter.objects.get()
    postbox.mood = "busy"
    with pytest.raises(Refused):
        send(letter)
    letter.refresh_from_db()
    assert (letter.state, letter.why["code"]) == ("waiting", "notices.unreachable")
    assert "too busy" in letter.why["params"]["reason"]
    send(letter, last_try=True)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("failed", 2)


def test_a_failing_job_is_tried_as_often_as_the_task_says(
    owner: User, postbox: Postbox, at: Callable[[datetime], None]
) -> None:
    at(MORNING)
    told(owner)
    services.gather(MORNING)
    postbox.mood = "busy"
    [job] = run_pending()
    assert job.state != Job.State.DONE
    assert Letter.objects.get().state == "waiting"
    assert RETRIES == 5


def test_no_server_at_all_is_a_failure_with_its_reason(
    owner: User, postbox: Postbox, settings: Settings
) -> None:
    told(owner)
    services.gather(MORNING)
    settings.EMAIL_PORT = 1
    with pytest.raises(Refused):
        send(Letter.objects.get())
    assert Letter.objects.get().why["code"] == "notices.unreachable"


def test_an_address_that_does_not_exist_is_not_tried_again(owner: User, postbox: Postbox) -> None:
    told(owner)
    services.gather(MORNING)
    postbox.mood = "refuse"
    send(Letter.objects.get())
    letter = Letter.objects.get()
    assert (letter.state, letter.why["code"]) == ("failed", "notices.refused")
    assert "no such user" in letter.why["params"]["reason"]


def test_a_failed_mail_can_be_sent_again_and_that_is_recorded(
    owner: User, postbox: Postbox, at: Callable[[datetime], None]
) -> None:
    at(MORNING)
    told(owner)
    services.gather(MORNING)
    postbox.mood = "refuse"
    run_pending()
    letter = Letter.objects.get()
    assert letter.state == "failed"
    postbox.mood = "ok"
    assert services.retry(letter.pk, MORNING) is not None
    assert services.retry(letter.pk, MORNING) is None
    run_pending()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert len(postbox.mails) == 1
    assert Event.objects.filter(action="notices.letter.retry").count() == 1


def test_both_copies_of_a_mail_sent_twice_carry_the_same_identifier(
    owner: User, postbox: Postbox
) -> None:
    told(owner)
    services.gather(MORNING)
    letter = Letter.objects.get()
    postbox.mood = "hang_up"  # taken, but the answer was lost
    with pytest.raises(Refused):
        send(letter)
    postbox.mood = "ok"
    send(letter)
    assert len(postbox.mails) == 2
    assert len({mail["Message-ID"] for mail in postbox.mails}) == 1


def test_an_account_that_lost_its_address_is_said(owner: User, postbox: Postbox) -> None:
    told(owner)
    services.gather(MORNING)
    User.objects.filter(pk=owner.pk).update(email="")
    send(Letter.objects.get())
    assert Letter.objects.get().why["code"] == "notices.no_address"


def test_mail_switched_off_meanwhile_is_said(
    owner: User, postbox: Postbox, settings: Settings
) -> None:
    told(owner)
    services.gather(MORNING)
    settings.MAIL_ENABLED = False
    send(Letter.objects.get())
    assert Letter.objects.get().why["code"] == "notices.switched_off"
    assert postbox.mails == []


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Eve\r\nBcc: victim@example.org", "eve@example.org"),
        ("Eve\u2028Bcc: victim@example.org", "eve@example.org"),
        ("Eve", "eve@example.org\r\nBcc: victim@example.org"),
        ("Eve", "eve@example.org, victim@example.org"),
        ('Eve" <victim@example.org>, "', "eve@example.org"),
    ],
)
def test_no_name_and_no_address_adds_a_header_or_a_recipient(
    owner: User, postbox: Postbox, name: str, email: str
) -> None:
    told(owner, "Injected\r\nBcc: victim@example.org")
    services.gather(MORNING)
    User.objects.filter(pk=owner.pk).update(name=name, email=email)
    send(Letter.objects.get())
    for mail, (_sender, receivers) in zip(postbox.mails, postbox.envelopes, strict=True):
        assert mail["Bcc"] is None
        assert receivers == ["eve@example.org"]
        assert "\n" not in mail["Subject"]
    if not postbox.mails:
        assert Letter.objects.get().state == "failed"


def test_a_long_digest_names_how_many_more_there_are(owner: User, postbox: Postbox) -> None:
    for number in range(60):
        told(owner, f"Number {number}")
    services.gather(MORNING)
    send(Letter.objects.get())
    [mail] = postbox.mails
    text = next(mail.iter_parts()).get_content()
    assert text.count("* Number") == 50
    assert "10 more notices are on the site." in text
