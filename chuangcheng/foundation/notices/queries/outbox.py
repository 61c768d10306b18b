"""The mail that goes out, for the system administrator."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from chuangcheng.foundation.notices.models import Letter, Notice


@dataclass(frozen=True, slots=True)
class Letters:
    """How much mail there is in each state, and the notices that wait for the next one."""

    waiting: int
    sent: int
    failed: int
    notices_waiting: int


def letters(state: str = "") -> tuple["QuerySet[Letter]", Letters]:
    """Return the mail in a state (or all of it), the newest first, and the counts."""
    states = Letter.State
    counts = Letter.objects.aggregate(
        waiting=Count("pk", filter=Q(state=states.WAITING)),
        sent=Count("pk", filter=Q(state=states.SENT)),
        failed=Count("pk", filter=Q(state=states.FAILED)),
    )
    found = (
        Letter.objects.select_related("recipient").annotate(count=Count("notices")).order_by("-id")
    )
    if state in states.values:
        found = found.filter(state=state)
    return found, Letters(notices_waiting=waiting_for_mail().count(), **counts)


def waiting_for_mail() -> "QuerySet[Notice]":
    """Return the notices that go into the next mail."""
    return Notice.objects.filter(by_mail=Notice.ByMail.WAITING)
