"""What people do with their own notices."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone

from chuangcheng.foundation.notices.models import Notice, Preference


def mark_read(user_id: int, notice_id: int) -> Notice | None:
    """Mark one of somebody's notices as read; None where it is not theirs.

    One that has been read meanwhile no longer goes into a mail.
    """
    notice = Notice.objects.filter(recipient_id=user_id, pk=notice_id).first()
    if notice is not None and notice.read_at is None:
        _read(Notice.objects.filter(pk=notice.pk, read_at__isnull=True))
    return notice


def mark_all_read(user_id: int, newest: int) -> int:
    """Mark somebody's notices up to number ``newest`` as read; return how many were not yet.

    What came after the page was opened has not been seen and stays unread.
    """
    return _read(Notice.objects.filter(recipient_id=user_id, pk__lte=newest, read_at__isnull=True))


def _read(notices: "QuerySet[Notice]") -> int:
    state = Notice.ByMail
    notices.filter(by_mail=state.WAITING).update(by_mail=state.NO)
    return notices.update(read_at=timezone.now())


def wish(user_id: int, *, by_mail: Mapping[str, bool], language: str) -> None:
    """Remember which kinds somebody wants by mail, and in which language."""
    Preference.objects.update_or_create(
        {"by_mail": dict(by_mail), "language": language}, user_id=user_id
    )
