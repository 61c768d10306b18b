"""Somebody's own notices, and what they want by mail."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuangcheng.foundation.notices import queries, services
from chuangcheng.foundation.notices.forms import PreferenceForm
from chuangcheng.foundation.notices.permissions import READ_OUTBOX
from chuangcheng.foundation.shell.access import allows, signed_in
from chuangcheng.foundation.shell.views import own_path

PER_PAGE = 30


def _person(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


@signed_in
@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """List the notices, all or the unread ones."""
    unread_only = request.GET.get("show") == "unread"
    found = queries.notices_of(_person(request), unread_only=unread_only)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [{"notice": notice, "said": queries.words_of(notice)} for notice in page],
        "unread_only": unread_only,
        "newest": page[0].pk if page.object_list else 0,
        "may_see_outbox": allows(request, READ_OUTBOX.name),
    }
    return render(request, "notices/list.html", context)


@signed_in
@require_safe
@never_cache
def open_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """Mark a notice as read and lead to what it is about."""
    found = services.mark_read(_person(request), notice)
    if found is None:
        raise Http404
    return HttpResponseRedirect(own_path(found.link, reverse("notices:list")))


@signed_in
@require_POST
def read(request: HttpRequest, notice: int) -> HttpResponse:
    """Mark a notice as read and stay on the list."""
    if services.mark_read(_person(request), notice) is None:
        raise Http404
    return _back(request)


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was there when the page was opened."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdecimal():
        services.mark_all_read(_person(request), int(newest[:18]))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(own_path(request.POST.get("next", ""), reverse("notices:list")))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose what comes by mail."""
    wishes, language = queries.wishes_of(_person(request))
    ticked = [wish.kind.name for wish in wishes if wish.by_mail]
    form = PreferenceForm(
        request.POST or None, wishes=wishes, initial={"kinds": ticked, "language": language}
    )
    if request.method == "POST" and form.is_valid():
        services.wish(
            _person(request), by_mail=form.by_mail(), language=form.cleaned_data["language"]
        )
        messages.success(request, gettext("Your choice has been saved."))
        return HttpResponseRedirect(reverse("notices:preferences"))
    shown = {"form": form, "mail": settings.MAIL_ENABLED, "at": settings.NOTICES_AT}
    status = 422 if request.method == "POST" else 200
    return render(request, "notices/preferences.html", shown, status=status)
