"""Clearing away contents nobody uses, after a time of grace."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from chuangcheng.foundation.files.models import Blob, Rendition, StoredFile
from chuangcheng.foundation.files.storage import name_of, store

if TYPE_CHECKING:
    from django.db.models import QuerySet

GRACE: Final = timedelta(days=2)


def clean(grace: timedelta = GRACE) -> int:
    """Delete contents that nothing has used for ``grace``; return how many.

    What is unused is marked now and deleted by a later run. Bytes in the store that no row tells
    of (left by a transaction that failed) get a row first and then go the same way.
    """
    now = timezone.now()
    _clear_incoming(now - grace)
    _adopt(now - grace)
    unused = _unused().filter(unused_since__isnull=True)
    Blob.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).update(unused_since=now)
    due = _unused().filter(unused_since__lte=now - grace).values_list("pk", flat=True)
    return sum(_delete(number, now - grace) for number in list(due))


def _unused() -> "QuerySet[Blob]":
    files = StoredFile.objects.filter(blob=OuterRef("pk"))
    copies = Rendition.objects.filter(blob=OuterRef("pk"))
    return Blob.objects.filter(~Exists(files), ~Exists(copies))


@transaction.atomic
def _delete(number: int, before: datetime) -> int:
    """Delete a content and its bytes while holding its row, unless it is used again."""
    blob = Blob.objects.select_for_update().filter(pk=number, unused_since__lte=before).first()
    if blob is None or not _unused().filter(pk=number).exists():
        return 0
    store().delete(blob.name)
    blob.delete()
    return 1


def _adopt(before: datetime) -> None:
    old = [sha256 for sha256, since in store().kept() if since < before]
    for start in range(0, len(old), 500):
        part = old[start : start + 500]
        known = set(Blob.objects.filter(sha256__in=part).values_list("sha256", flat=True))
        for sha256 in part:
            if sha256 not in known:
                size = store().size(name_of(sha256))
                Blob.objects.get_or_create(sha256=sha256, defaults={"size": size})


def _clear_incoming(before: datetime) -> None:
    """Remove what a process that died had begun to receive."""
    for path in (Path(settings.FILES_FOLDER) / "incoming").glob("*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            path.unlink(missing_ok=True)
