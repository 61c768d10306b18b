"""The mail that goes out, for the system administrator."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.foundation.notices import queries, services
from chuangcheng.foundation.notices.permissions import READ_OUTBOX, RETRY_OUTBOX
from chuangcheng.foundation.shell.access import allows, require

PER_PAGE = 50


@require(READ_OUTBOX.name)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the mail, newest first: waiting, sent, failed and why."""
    state = request.GET.get("state", "")
    found, counts = queries.letters(state)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "counts": counts,
        "state": state,
        "mail": settings.MAIL_ENABLED,
        "at": settings.NOTICES_AT,
        "quiet": settings.NOTICES_QUIET,
        "may_retry": allows(request, RETRY_OUTBOX.name),
    }
    return render(request, "notices/outbox.html", context)


@require(RETRY_OUTBOX.name)
@require_POST
def retry(request: HttpRequest, letter: int) -> HttpResponse:
    """Send a failed mail once more."""
    found = services.retry(letter, timezone.now())
    if found is not None:
        messages.success(request, gettext("The mail is being sent once more."))
    else:
        messages.warning(request, gettext("That mail has not failed, so nothing was done."))
    return HttpResponseRedirect(reverse("notices:outbox"))
