"""Answer 304 where a browser already holds the page.

Editions never change, so a page of one is the same as long as these are: the edition's
checksum, the program, its front end, the language, and who asks (the cookies).
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition

import chuangcheng
from chuangcheng.features.frameworks import queries
from chuangcheng.foundation.shell import assets

Page = Callable[..., HttpResponse]


def unless_unchanged(page: Page) -> Page:
    """Wrap a page of an edition, called with its ``code`` and ``version``."""
    conditional = condition(etag_func=_tag)(page)

    def wrapped(request: HttpRequest, **where: str) -> HttpResponse:
        response: HttpResponse = conditional(request, **where)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapped


def _tag(request: HttpRequest, code: str, version: str, **_rest: str) -> str | None:
    edition = queries.find_edition(code, version)
    if edition is None or settings.DEBUG:  # a developer edits templates between two loads
        return None
    parts = (
        edition.checksum,
        edition.status,
        chuangcheng.__version__,
        assets.asset("main").script,
        get_language() or "",
        str(settings.DEMO),
        request.headers.get("Cookie", ""),
        request.get_full_path(),
    )
    return '"' + sha256("\n".join(parts).encode()).hexdigest()[:32] + '"'
