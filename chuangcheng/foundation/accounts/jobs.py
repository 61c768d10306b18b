"""Background work of the room: mailing links, forgetting what no longer counts."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.accounts.ciphers import unseal
from chuangcheng.foundation.accounts.models import Link
from chuangcheng.foundation.accounts.services.links import MAIL, SEALED_FOR
from chuangcheng.foundation.accounts.services.sessions import forget_sessions
from chuangcheng.foundation.accounts.services.signing_in import forget_failures
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task


@task(MAIL, title=N_("Mail a link to set a password"))
def mail_link(_context: JobContext, payload: dict[str, Any]) -> None:
    """Mail a link to its account, unless it no longer works; twice would do no harm."""
    link = Link.objects.select_related("account").filter(pk=payload["link"]).first()
    if link is None or link.used_at or link.withdrawn_at or link.expires_at < timezone.now():
        return
    context = {"link": link, "url": unseal(payload["url"], SEALED_FOR)}
    with translation.override(payload["language"]):
        message = EmailMessage(
            subject=one_line(gettext("Your account in Chuangcheng")),
            body=render_to_string("accounts/link_mail.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[link.account.email],
        )
    message.send()


@task("accounts.forget", title=N_("Forget old sessions and failures"), retries=1)
def forget(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Delete sessions that have run out and failures that no longer count."""
    forget_sessions()
    forget_failures()


def one_line(text: str) -> str:
    """Return a text on one line, so that no header of a mail can be slipped in with it."""
    return " ".join(text.split())


schedule("accounts.forget", at="daily 03:20")
