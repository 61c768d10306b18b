"""The backups made so far."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.paginator import Page, Paginator
from django.utils import timezone

from chuangcheng.foundation.backups.models import BackupRun

PER_PAGE: Final = 50
TOO_OLD: Final = timedelta(days=7)
"""A newest backup older than this is a danger."""


@dataclass(frozen=True, slots=True)
class State:
    """The newest backup, and whether it is too old; None and true where there is none."""

    newest: BackupRun | None
    is_too_old: bool


def state() -> State:
    """Return how the installation stands."""
    newest = BackupRun.objects.first()
    return State(newest, newest is None or timezone.now() - newest.at > TOO_OLD)


def runs(page: str) -> Page[BackupRun]:
    """Return a page of the backups, the newest first; a page that is none is the nearest."""
    return Paginator(BackupRun.objects.all(), PER_PAGE).get_page(page)
