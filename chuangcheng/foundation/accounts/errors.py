"""What is shown where a form comes without its token."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from chuangcheng.foundation.shell import errors


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead whoever is signed in already onward from the sign-in form; else explain.

    Signing in renews the token, so that the form sent a second time carries an old one.
    """
    if request.path == resolve_url(settings.LOGIN_URL) and request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return errors.csrf_failure(request, reason=reason)
