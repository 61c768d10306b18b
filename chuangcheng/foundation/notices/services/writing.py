"""Write the words of a mail, in the language of whoever gets it."""

from email.headerregistry import Address

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from chuangcheng.foundation.notices.models import Letter
from chuangcheng.foundation.notices.queries import language_for, words_of
from chuangcheng.foundation.notices.queries.words import one_line
from chuangcheng.foundation.shell.languages import language

MOST_LISTED = 50


def mail_of(letter: Letter) -> EmailMultiAlternatives:
    """Return the mail as plain text and as HTML, with links to the site.

    Names and titles may hold anything: line breaks are taken out of what becomes a header, and
    everything is escaped in the HTML. Raises ValueError for an address that is none.
    """
    spoken = language_for(letter.recipient_id)
    with override(spoken):
        notices = list(letter.notices.order_by("-id"))
        words = {
            "name": one_line(letter.recipient.name),
            "entries": [
                {"said": words_of(notice), "url": _absolute("notices:open", notice.pk)}
                for notice in notices[:MOST_LISTED]
            ],
            "more": max(0, len(notices) - MOST_LISTED),
            "all": _absolute("notices:list"),
            "settings": _absolute("notices:preferences"),
            "language": language(spoken),
        }
        subject = ngettext(
            "Chuangcheng: %(count)s new notice",
            "Chuangcheng: %(count)s new notices",
            len(notices),
        ) % {"count": len(notices)}
        text = render_to_string("notices/mail/digest.txt", words)
        html = render_to_string("notices/mail/digest.html", words)
    mail = EmailMultiAlternatives(
        subject=one_line(subject),
        body=text,
        to=[_addressed(words["name"], letter.recipient.email)],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _addressed(name: object, address: str) -> str:
    return str(Address(display_name=str(name), addr_spec=address))


def _absolute(route: str, *parts: object) -> str:
    return f"{settings.PUBLIC_URL}{reverse(route, args=parts)}"
