"""What happens around every request: language, headers, a log line, plain outage pages."""

import logging
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chuangcheng.foundation.shell import errors
from chuangcheng.foundation.shell.assets import FrontEndNotBuilt
from chuangcheng.foundation.shell.languages import choose

log = logging.getLogger("chuangcheng.request")

Next = Callable[[HttpRequest], HttpResponseBase]

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


class Headers:
    """Adds the protective headers that neither Django nor django-csp sends, to static files too."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers where the answer does not carry its own."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RequestLog:
    """Gives each request a reference number and writes one line about it.

    The line holds the pattern of the address, never the address itself, nor the sender: neither
    names, search words nor network addresses reach the log.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer and log."""
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]  # read by the bare error page
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        details = {
            "method": request.method,
            "route": match.route if match else "-",
            "status": response.status_code,
            "ms": round((time.perf_counter() - start) * 1000),
            "reference": request.reference,  # type: ignore[attr-defined]  # set above
        }
        log.log(
            logging.ERROR if response.status_code >= 500 else logging.INFO,
            "request",
            extra={"details": details},
        )
        return response


class Compression(GZipMiddleware):
    """Packs pages on the way out; a file that may be asked for in parts goes out as it is."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Pack the answer unless parts of it can be asked for."""
        if response.has_header("Accept-Ranges"):
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed


class ChosenLanguage:
    """Activates the language for the request and names it in the answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the cookie or the browser."""
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = choose(cookie, request.headers.get("Accept-Language", ""))
        translation.activate(language.code)
        request.LANGUAGE_CODE = language.code
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language.tag)
        return response


class SoundAddress:
    """Refuses an address with a zero byte: no page asks for one, and PostgreSQL takes none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or raise BadRequest."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("zero byte in the address")
        return self.get_response(request)


class Outages:
    """Explains a missing front end, an absent database and a form's address opened by hand."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; an empty 405 gets a page, for browsers would show one of their own."""
        response = self.get_response(request)
        opened_by_hand = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if opened_by_hand and isinstance(response, HttpResponse) and not response.content:
            page = errors.in_frame(request, errors.FORM_ONLY)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Return the page for the two outages; leave every other exception to Django."""
        if settings.DEBUG:
            return None
        if isinstance(exception, FrontEndNotBuilt):
            log.error("the front end has not been built")
            return errors.bare(request, errors.NOT_BUILT)
        if isinstance(exception, (OperationalError, InterfaceError)):
            log.error("the database does not answer", exc_info=exception)
            return errors.bare(request, errors.UNDER_MAINTENANCE)
        return None
