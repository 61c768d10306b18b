"""Send one mail, remember how that went, and send it again where somebody asks for it.

A mail that the server took just before the machine died is sent a second time, because nobody can
know; both carry the same Message-ID, by which mail programs see that they are one.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import BadHeaderError
from django.db import transaction

from chuangcheng.domain.errors import Fault, Refused, Sentence
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.jobs.services import enqueue
from chuangcheng.foundation.notices import faults
from chuangcheng.foundation.notices.models import Letter
from chuangcheng.foundation.notices.queries import quiet_until
from chuangcheng.foundation.notices.queries.words import one_line
from chuangcheng.foundation.notices.services.gathering import SEND, key_of
from chuangcheng.foundation.notices.services.writing import mail_of

Whole = Callable[[], AbstractContextManager[object]]
PERMANENT: Final = range(500, 600)
REASON_LENGTH: Final = 300


def send(letter_id: int, now: datetime, *, last_try: bool, whole: Whole) -> None:
    """Send a mail that has not been sent yet.

    ``whole`` opens the transaction in which the outcome is written. In the quiet hours it is put
    off to their end. Raises Refused where it failed but may yet succeed, so that the job is tried
    again; at the ``last_try``, and for what another try cannot mend, the mail is marked failed and
    waits in the outbox for somebody to send it again.
    """
    letter = Letter.objects.select_related("recipient").filter(pk=letter_id).first()
    if letter is None or letter.state != Letter.State.WAITING:
        return
    quiet = quiet_until(now)
    if quiet is not None:
        with whole():
            letter.rounds += 1
            letter.save(update_fields=["rounds"])
            enqueue(SEND, {"letter": letter.pk}, key=key_of(letter), not_before=quiet)
        return
    fault, may_mend = _sent(letter)
    with whole():
        _remember(letter, now, fault, failed=fault is not None and (last_try or not may_mend))
    if fault is not None and may_mend and not last_try:
        raise Refused((fault,))


def _sent(letter: Letter) -> tuple[Fault | None, bool]:
    """Hand the mail to the server; return why not, and whether another try may succeed."""
    if not settings.MAIL_ENABLED:
        return Fault(faults.SWITCHED_OFF), False
    person = letter.recipient
    if not person.email or not person.is_active:
        return Fault(faults.NO_ADDRESS), False
    try:
        mail_of(letter).send()
    except (SMTPRecipientsRefused, BadHeaderError, ValueError, UnicodeError) as error:
        return _fault(faults.REFUSED, error), False
    except SMTPResponseException as error:
        if error.smtp_code in PERMANENT:
            return _fault(faults.REFUSED, error), False
        return _fault(faults.UNREACHABLE, error), True
    except (SMTPException, OSError) as error:
        return _fault(faults.UNREACHABLE, error), True
    return None, False


def _fault(sentence: Sentence, error: Exception) -> Fault:
    return Fault(sentence, params={"reason": one_line(str(error))[:REASON_LENGTH]})


def _remember(letter: Letter, now: datetime, fault: Fault | None, *, failed: bool) -> None:
    letter.tries += 1
    letter.why = {"code": fault.code, "params": dict(fault.params)} if fault else {}
    if fault is None:
        letter.state, letter.sent_at = Letter.State.SENT, now
    elif failed:
        letter.state = Letter.State.FAILED
    letter.save(update_fields=["tries", "why", "state", "sent_at"])


@transaction.atomic
def retry(letter_id: int, now: datetime) -> Letter | None:
    """Send a failed mail once more; None where it has not failed."""
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("recipient")
        .filter(pk=letter_id, state=Letter.State.FAILED)
        .first()
    )
    if letter is None:
        return None
    letter.state, letter.rounds = Letter.State.WAITING, letter.rounds + 1
    letter.save(update_fields=["state", "rounds"])
    target = Target("notices.letter", str(letter.pk), letter.recipient.name)
    record("notices.letter.retry", target)
    enqueue(SEND, {"letter": letter.pk}, key=key_of(letter), not_before=quiet_until(now))
    return letter
