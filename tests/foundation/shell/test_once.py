"""A form that is sent twice acts once; every Django widget is shown with label, help and errors."""

from threading import Barrier, Thread

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, connections
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from chuangcheng.foundation.shell.forms import DayField
from chuangcheng.foundation.shell.models import Submission
from chuangcheng.foundation.shell.services import KEPT, once


class Somebody:
    """Somebody who is signed in, as far as the shell can tell."""

    def __init__(self, number: int) -> None:
        self.pk = number


def sent(number: str = "n-1", path: str = "/new/", who: int | None = 1) -> HttpRequest:
    request = RequestFactory().post(path, {"submission": number} if number else {})
    request.user = Somebody(who) if who else AnonymousUser()  # type: ignore[assignment]  # stands in
    return request


class Work:
    """Counts how often it is done."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.done = 0

    def __call__(self) -> str | None:
        self.done += 1
        return self.answers[min(self.done, len(self.answers)) - 1]


@pytest.mark.django_db
def test_the_second_sending_leads_where_the_first_led() -> None:
    work = Work("/things/1/", "/things/2/")
    assert [once(sent(), work), once(sent(), work)] == ["/things/1/", "/things/1/"]
    assert work.done == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [sent("n-2"), sent(path="/other/"), sent(who=2), sent(who=None)])
def test_another_form_page_or_person_is_another_sending(other: HttpRequest) -> None:
    work = Work("/things/1/", "/things/2/")
    assert [once(sent(), work), once(other, work)] == ["/things/1/", "/things/2/"]


@pytest.mark.django_db
def test_a_refused_form_may_be_sent_again() -> None:
    work = Work(None, "/things/1/")
    assert [once(sent(), work), once(sent(), work)] == [None, "/things/1/"]


@pytest.mark.django_db
def test_what_fails_leaves_nothing_behind_and_is_not_hidden() -> None:
    def work() -> str:
        Submission.objects.create(key="written by the work")
        raise IntegrityError("of the work itself")

    with pytest.raises(IntegrityError, match="of the work itself"):
        once(sent(), work)
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_a_form_without_the_field_acts_every_time() -> None:
    work = Work("/things/1/", "/things/2/")
    assert [once(sent(""), work), once(sent(""), work)] == ["/things/1/", "/things/2/"]


@pytest.mark.django_db
def test_old_sendings_are_forgotten() -> None:
    once(sent(), Work("/things/1/"))
    Submission.objects.update(made_at=timezone.now() - KEPT * 2)
    once(sent("n-2"), Work("/things/2/"))
    assert [row.location for row in Submission.objects.all()] == ["/things/2/"]


# -- the partials ----------------------------------------------------------------------------------


class EveryWidget(forms.Form):
    text = forms.CharField(help_text="Help with the text.")
    long = forms.CharField(widget=forms.Textarea, required=False)
    day = DayField()
    number = forms.IntegerField()
    mail = forms.EmailField()
    secret = forms.CharField(widget=forms.PasswordInput)
    tick = forms.BooleanField(help_text="Help with the tick.")
    choice = forms.ChoiceField(choices=(("a", "A"), ("b", "B")))
    radio = forms.ChoiceField(choices=(("a", "A"), ("b", "B")), widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        choices=(("a", "A"), ("b", "B")), widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField()
    hidden = forms.IntegerField(widget=forms.HiddenInput)


def shown(form: forms.Form) -> str:
    return render_to_string("shell/partials/form.html", {"form": form})


def test_every_widget_has_its_label() -> None:
    page = shown(EveryWidget())
    for name in ("text", "long", "day", "number", "mail", "secret", "tick", "choice", "file"):
        assert f'for="id_{name}"' in page
    assert page.count("<legend") == 2
    assert 'type="date"' in page
    assert 'type="hidden" name="hidden"' in page


def test_help_and_errors_are_named_by_the_control() -> None:
    page = shown(EveryWidget({}))
    assert 'aria-describedby="id_text_helptext id_text_error"' in page
    assert 'id="id_text_helptext"' in page
    assert 'id="id_text_error"' in page
    assert 'id="id_radio-field" aria-describedby="id_radio_error"' in page


def test_the_summary_on_top_leads_to_each_field_and_tells_of_hidden_ones() -> None:
    page = shown(EveryWidget({}))
    summary = page[: page.index("<label")]
    assert 'role="alert"' in summary
    for name in ("text", "day", "several"):
        assert f'href="#id_{name}"' in summary
    assert 'href="#id_hidden"' not in summary
    assert summary.count("<li>") == 11
    assert "errors" not in shown(EveryWidget())


def test_what_may_stay_empty_is_marked() -> None:
    assert shown(EveryWidget()).count("field-optional") == 1


# -- at the same moment ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_acts_and_both_lead_to_its_page() -> None:
    if connection.vendor == "sqlite":
        # Writers queue up from their first statement on: the second finds what the first wrote.
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return
    work, led, start = Work("/things/1/", "/things/2/"), [], Barrier(2)

    def send() -> None:
        start.wait()
        led.append(once(sent(), work))
        connections.close_all()

    threads = [Thread(target=send), Thread(target=send)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert led == ["/things/1/", "/things/1/"]
    assert work.done == 1
