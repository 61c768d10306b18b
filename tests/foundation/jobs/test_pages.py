"""The pages of background work, and who sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.registry import JobContext
from chuangcheng.foundation.jobs.services import enqueue, run_pending
from chuangcheng.foundation.jobs.services.workers import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_tasks")]

Holder = Callable[..., User]
BrowserOf = Callable[[User], Client]


@pytest.fixture
def administrator(person_with: Holder, browser_of: BrowserOf) -> Client:
    return browser_of(person_with("system_admin"))


@pytest.fixture
def failing() -> None:
    @registry.task("test.fail", title="Fail for the test", retries=0)
    def fail(context: JobContext, payload: dict[str, Any]) -> None:
        if payload.get("healthy"):
            return
        raise ValueError("there was no paper")

    @registry.task("test.other")
    def other(context: JobContext, payload: dict[str, Any]) -> None:
        context.progress(3, 4, "sheets")


def text(browser: Client, route: str, *arguments: object, **query: str) -> str:
    answer = browser.get(reverse(route, args=arguments), query, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_counts_states_and_can_be_narrowed(administrator: Client, failing: None) -> None:
    enqueue("test.fail", {})
    enqueue("test.other", {})
    run_pending()
    enqueue("test.other", {})
    page = text(administrator, "jobs:jobs")
    assert page.count('<th scope="row">') == 3
    assert "Fail for the test" in page
    assert "an error of the program stopped the task (ValueError)" in page
    assert text(administrator, "jobs:jobs", state="queued").count('<th scope="row">') == 1
    assert text(administrator, "jobs:jobs", task="test.other").count('<th scope="row">') == 2
    assert text(administrator, "jobs:jobs", state="nonsense").count('<th scope="row">') == 3
    assert "No job is like this" in text(administrator, "jobs:jobs", state="running")


def test_the_list_is_paged(administrator: Client, failing: None) -> None:
    for _ in range(51):
        enqueue("test.other", {})
    assert text(administrator, "jobs:jobs").count('<th scope="row">') == 50
    assert text(administrator, "jobs:jobs", page="2").count('<th scope="row">') == 1


def test_an_installation_without_work_says_so(administrator: Client) -> None:
    assert "There has been no background work yet" in text(administrator, "jobs:jobs")
    assert "Nothing has been given up" in text(administrator, "jobs:dead")
    assert "No worker is running" in text(administrator, "jobs:workers")


def test_a_dead_letter_says_why_and_is_done_again(administrator: Client, failing: None) -> None:
    job = enqueue("test.fail", {"unit": 7})
    run_pending()
    page = text(administrator, "jobs:dead")
    assert "an error of the program stopped the task (ValueError)" in page
    assert "Do it again" in page
    one = text(administrator, "jobs:job", job.id)
    assert "there was no paper" in one  # for the technician
    assert "&quot;unit&quot;: 7" in one
    Job.objects.filter(pk=job.pk).update(payload={"healthy": True})
    answer = administrator.post(reverse("jobs:retry", args=[job.id]))
    assert answer.status_code == 302
    job.refresh_from_db()
    assert (job.state, job.failures) == (Job.State.QUEUED, 0)
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.why, job.detail) == (Job.State.DONE, {}, "")
    event = Event.objects.get(action="jobs.job.retry")
    assert (event.target_id, event.actor_kind) == (str(job.id), "person")


def test_all_dead_letters_of_a_task_are_done_again(administrator: Client, failing: None) -> None:
    for _ in range(3):
        enqueue("test.fail", {})
    run_pending()
    assert "Do all 3 jobs again" in text(administrator, "jobs:dead")
    answer = administrator.post(
        reverse("jobs:retry_all"),
        {"task": "test.fail"},
        follow=True,
        headers={"accept-language": "en"},
    )
    assert "3 jobs wait to be done again." in answer.content.decode()
    assert Job.objects.filter(state=Job.State.QUEUED).count() == 3
    assert Event.objects.filter(action="jobs.job.retry_all").count() == 1


def test_a_job_that_is_not_given_up_is_left_alone(administrator: Client, failing: None) -> None:
    job = enqueue("test.other", {})
    run_pending()
    administrator.post(reverse("jobs:retry", args=[job.id]))
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_schedules_are_shown_in_words(administrator: Client) -> None:
    registry.schedule("test.clean", at="weekly MON 08:00")
    page = text(administrator, "jobs:schedules")
    assert "every Monday at 08:00" in page
    assert "every day at 03:40" in page
    assert "once a worker runs" in page


def test_a_worker_and_its_jobs_are_shown(administrator: Client, failing: None) -> None:
    worker = sign_in(2)
    job = enqueue("test.other", {})
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, worker=worker.name, started_at=timezone.now()
    )
    page = text(administrator, "jobs:workers")
    assert "alive" in page
    assert "test.other" in page
    assert "No worker is running" not in text(administrator, "jobs:jobs")


@pytest.mark.parametrize("route", ["jobs", "dead", "schedules", "workers"])
def test_only_the_system_administrator_sees_the_lists(
    route: str, owner: User, stranger: Client, person_with: Holder, browser_of: BrowserOf
) -> None:
    address = reverse(f"jobs:{route}")
    assert stranger.get(address).status_code == 302
    for user in (owner, person_with("office"), person_with("security_admin")):
        assert browser_of(user).get(address).status_code == 403


def test_only_the_system_administrator_has_jobs_done_again(
    owner: User, browser_of: BrowserOf, failing: None
) -> None:
    job = enqueue("test.fail", {})
    run_pending()
    for route, arguments in (("retry", [job.id]), ("retry_all", [])):
        address = reverse(f"jobs:{route}", args=arguments)
        assert browser_of(owner).post(address).status_code == 403
        assert browser_of(owner).get(address).status_code in {403, 405}
    job.refresh_from_db()
    assert job.state == Job.State.DEAD


# -- progress --------------------------------------------------------------------------------------


@pytest.fixture
def asked(owner: User, failing: None) -> Job:
    with acting(Actor(str(owner.pk), owner.name), "web"):
        return enqueue("test.other", {})


def part(browser: Client, job: Job) -> Any:  # noqa: ANN401 - Django's answer in tests
    address = reverse("jobs:progress", args=[job.id])
    return browser.get(address, headers={"hx-request": "true", "accept-language": "en"})


def test_who_asked_sees_how_far_it_is_until_it_is_over(
    asked: Job, owner: User, browser_of: BrowserOf
) -> None:
    browser = browser_of(owner)
    before = part(browser, asked)
    assert 'hx-trigger="every 2s"' in before.content.decode()
    assert "<html" not in before.content.decode()
    assert "HX-Trigger" not in before.headers
    run_pending()
    after = part(browser, asked)
    assert "hx-trigger" not in after.content.decode()  # nobody asks again
    assert "4 / 4" in after.content.decode()
    assert after.headers["HX-Trigger"] == "jobs:over"


def test_without_scripts_it_is_a_page_with_a_link(
    asked: Job, owner: User, browser_of: BrowserOf
) -> None:
    page = text(browser_of(owner), "jobs:progress", asked.id)
    assert "<html" in page
    assert "Look again" in page


def test_others_do_not_learn_that_there_is_a_job(
    asked: Job, colleague: User, stranger: Client, person_with: Holder, browser_of: BrowserOf
) -> None:
    assert part(browser_of(colleague), asked).status_code == 404
    sent_away = part(stranger, asked)
    assert (sent_away.status_code, sent_away.content) == (204, b"")
    assert "/sign-in/" in sent_away.headers["HX-Redirect"]
    assert part(browser_of(person_with("system_admin")), asked).status_code == 200
    address = reverse("jobs:progress", args=[asked.id + 1])
    assert browser_of(colleague).get(address).status_code == 404
