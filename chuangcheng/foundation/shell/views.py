"""The language switch and the two health pages."""

import contextlib
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.foundation.shell import assets
from chuangcheng.foundation.shell.access import open_to_all
from chuangcheng.foundation.shell.languages import known

YEAR = 365 * 24 * 3600


def own_path(candidate: str, otherwise: str = "/") -> str:
    r"""Return ``candidate`` where it is a path on this site, else ``otherwise``.

    Anything with a host or a scheme, anything a browser could read as one (``//x``, ``/\x``)
    and control characters are turned down, so that the switch cannot send people elsewhere.
    """
    if (
        not candidate.startswith("/")
        or not candidate.isprintable()
        or not url_has_allowed_host_and_scheme(candidate, allowed_hosts=None)
    ):
        return otherwise
    return urlsplit(candidate)._replace(scheme="", netloc="").geturl()


@open_to_all
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in ``language`` for a year and go back to the path in ``next``."""
    response = HttpResponseRedirect(own_path(request.POST.get("next", "")))
    chosen = request.POST.get("language", "")
    if known(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.CSRF_COOKIE_SECURE,
        )
    return response


@open_to_all
@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead browsers to the icon; they ask here on pages that name none, such as files."""
    return HttpResponseRedirect(static("shell/mark.svg"))


@open_to_all
@require_safe
@never_cache
def alive(_request: HttpRequest) -> HttpResponse:
    """Say ``ok`` while the process answers; asks nothing else of the machine."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether pages can be served: 200 with every check true, else 503."""
    checks = {"database": False, "migrations": False, "frontend": _frontend_built()}
    with contextlib.suppress(DatabaseError):
        checks |= _database_checks()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database_checks() -> dict[str, bool]:
    """Ask the database for its plan of migrations; raises DatabaseError where it is away."""
    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    return {
        "database": True,
        "migrations": not executor.migration_plan(executor.loader.graph.leaf_nodes()),
    }


def _frontend_built() -> bool:
    try:
        assets.asset("main")
    except assets.FrontEndNotBuilt:
        return False
    return True
