"""Error pages: what happened, in plain words, and what to do next."""

import logging
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from chuangcheng.foundation.shell.languages import language

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of error: HTTP status, heading, what happened, what to do next."""

    status: int
    heading: str | Promise
    message: str | Promise
    remedy: str | Promise


BAD_REQUEST: Final = Page(
    400,
    gettext_lazy("The request could not be understood"),
    gettext_lazy("The address or the form that reached the server was damaged or incomplete."),
    gettext_lazy(
        "Go back, load the page again and repeat the step. If you typed the address, check it."
    ),
)
WRONG_HOST: Final = Page(
    400,
    gettext_lazy("The site does not answer to this name"),
    gettext_lazy("The host name or number in the address is not one this site was set up for."),
    gettext_lazy(
        "Use the address your office gave you. System administrator: set PUBLIC_URL to it."
    ),
)
FORBIDDEN: Final = Page(
    403,
    gettext_lazy("You may not open this page"),
    gettext_lazy("Your role does not allow it."),
    gettext_lazy(
        "If your work needs it, ask the creation office or the security administrator for the role."
    ),
)
FORM_EXPIRED: Final = Page(
    403,
    gettext_lazy("The form has expired"),
    gettext_lazy(
        "Nothing was saved, because the form was opened too long ago or cookies are switched off."
    ),
    gettext_lazy(
        "Go back, load the page again and send the form once more. This site needs cookies."
    ),
)
NOT_FOUND: Final = Page(
    404,
    gettext_lazy("There is no such page"),
    gettext_lazy("The address is wrong, or what stood here has been moved or removed."),
    gettext_lazy("Check the address, or start from the home page and follow the navigation."),
)
FORM_ONLY: Final = Page(
    405,
    gettext_lazy("This address cannot be opened directly"),
    gettext_lazy("It only takes what is sent from a form or a button of this site."),
    gettext_lazy("Start from the home page and follow the navigation."),
)
TOO_LARGE: Final = Page(
    413,
    gettext_lazy("Too much was sent at once"),
    gettext_lazy("The file or form is larger than this server accepts, so nothing was saved."),
    gettext_lazy("Make the file smaller or send it in several parts."),
)
BROKEN: Final = Page(
    500,
    gettext_lazy("Something went wrong on the server"),
    gettext_lazy("It is not your fault. What you last entered may not have been saved."),
    gettext_lazy(
        "Try again in a moment. If it happens again, give the administrator the number below."
    ),
)
NOT_BUILT: Final = Page(
    503,
    gettext_lazy("The pages have not been built yet"),
    gettext_lazy("The server runs, but the front end (styles and scripts) is missing."),
    gettext_lazy(
        "System administrator: run “make frontend” in the program's folder, then start it again."
    ),
)
BUSY_RECEIVING: Final = Page(
    429,
    gettext_lazy("Too much is being sent at this moment"),
    gettext_lazy(
        "So that everybody can go on reading, nothing more is taken until some has arrived."
    ),
    gettext_lazy("Wait a minute, go back in the browser, and send it again."),
)
UNDER_MAINTENANCE: Final = Page(
    503,
    gettext_lazy("The service is paused for maintenance"),
    gettext_lazy("The database does not answer at the moment, or is just being set up."),
    gettext_lazy(
        "Try again in a few minutes. System administrator: “chuangcheng doctor” says why."
    ),
)


def in_frame(request: HttpRequest, page: Page) -> HttpResponse:
    """Return ``page`` inside the usual frame; without it where the frame itself fails."""
    try:
        return HttpResponse(
            loader.render_to_string("shell/error.html", {"error": page}, request),
            status=page.status,
        )
    except Exception:  # a broken frame must not hide the page that explains
        log.exception("error page without frame")
        return bare(request, page)


def bare(request: HttpRequest, page: Page) -> HttpResponse:
    """Return ``page`` without frame, context processors, front end or database."""
    words = {
        "error": page,
        "language": language(get_language()),
        "reference": getattr(request, "reference", ""),
    }
    response = HttpResponse(loader.render_to_string("shell/bare.html", words), status=page.status)
    if page.status in {429, 503}:
        response["Retry-After"] = "120"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``; too large a body or form is answered with 413, an unknown host in words."""
    if isinstance(exception, DisallowedHost):
        return in_frame(request, WRONG_HOST)
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return in_frame(request, TOO_LARGE if too_large else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """``handler403``."""
    return in_frame(request, FORBIDDEN)


def csrf_failure(request: HttpRequest, **_: object) -> HttpResponse:
    """``CSRF_FAILURE_VIEW``."""
    return in_frame(request, FORM_EXPIRED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """``handler404``."""
    return in_frame(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """``handler500``."""
    return bare(request, BROKEN)
