"""What the tests of signing in share: accounts, browsers, codes, what the record heard."""

import re
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from chuangcheng.foundation.accounts.ciphers import seal
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.second_factor import SEALED_FOR
from chuangcheng.foundation.audit.models import Event

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

PASSWORD = "讀書 望月 2026 山門"
OTHER = "another long password 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = "/sign-in/"


def with_password(user: User, password: str = PASSWORD) -> User:
    """Give an account a password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def with_second_step(user: User, secret: str = SECRET) -> User:
    """Set up two-step sign-in for an account."""
    Authenticator.objects.update_or_create(
        user=user,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": seal(secret, SEALED_FOR)}},
    )
    return user


def code(secret: str = SECRET, ahead: int = 0) -> str:
    """Return the code that an authenticator shows, ``ahead`` steps of half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def browser(**headers: str) -> Client:
    """Return a browser that is not signed in, and whose forms are checked as real ones are."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False, headers=headers)


def post(client: Client, path: str, data: Mapping[str, object] | None = None) -> "TestResponse":
    """Send a form with the token of the page, as a browser does."""
    for page in (SIGN_IN, reverse("account")):
        if "csrftoken" not in client.cookies:
            client.get(page)
    token = client.cookies["csrftoken"].value
    return client.post(path, {"csrfmiddlewaretoken": token, **(data or {})})


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> "TestResponse":
    """Send the sign-in form."""
    return post(client, SIGN_IN, {"login": name, "password": password, **more})


def signed_in(user: User) -> Client:
    """Return the browser of somebody who signed in with the password just now."""
    client = browser()
    assert sign_in(client, with_password(user).username).status_code == 302
    return client


def text_of(response: "HttpResponse | TestResponse") -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_signed_in(client: Client) -> bool:
    """Tell whether a browser is signed in."""
    return client.get(reverse("account")).status_code == 200


def heard(action: str) -> list[Event]:
    """Return what the record heard of an action, the oldest first."""
    return list(Event.objects.filter(action=f"accounts.{action}").order_by("pk"))


def path_of(url: str) -> str:
    """Return the path of an address."""
    return urlsplit(url).path
