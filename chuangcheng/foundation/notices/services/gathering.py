"""Once a day: put what waits into one mail for each person."""

from datetime import date, datetime
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.jobs.services import enqueue
from chuangcheng.foundation.notices.models import Letter, Notice
from chuangcheng.foundation.notices.queries import quiet_until, waiting_for_mail

SEND = "notices.send"


def gather(now: datetime) -> int:
    """Make the mail of the day for everybody who has unread notices waiting; return how many.

    A person gets one a day: what comes after it waits for tomorrow. Each is written in a
    transaction of its own together with the job that sends it, not before the quiet hours end.
    """
    day = timezone.localtime(now).date()
    people = list(waiting_for_mail().order_by().values_list("recipient", flat=True).distinct())
    return sum(_gather_for(person, day, now) for person in people)


@transaction.atomic
def _gather_for(person: int, day: date, now: datetime) -> bool:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    letter, fresh = Letter.objects.get_or_create(
        {"message_id": make_msgid("notices", host)}, recipient_id=person, day=day
    )
    if not fresh:
        return False
    waiting = waiting_for_mail().filter(recipient_id=person)
    taken = waiting.update(by_mail=Notice.ByMail.GONE, letter=letter)
    if not taken:  # read, or taken by another worker, in the meantime
        letter.delete()
        return False
    enqueue(SEND, {"letter": letter.pk}, key=key_of(letter), not_before=quiet_until(now))
    return True


def key_of(letter: Letter) -> str:
    """Return the key of the job that sends a mail in its present round."""
    return f"{letter.pk}.{letter.rounds}"
