"""Acting once on a form that is sent twice (a double click, a reload, a slow line)."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from chuangcheng.foundation.shell.models import Submission

FIELD: Final = "submission"
"""Name of the hidden field that ``{% submission %}`` puts into a form."""
KEPT: Final = timedelta(days=2)
"""How long a form may lie open in a browser and still be known when it comes a second time."""


def once(request: HttpRequest, work: Callable[[], str | None]) -> str | None:
    """Do ``work`` for this form unless the same form was already acted upon.

    ``work`` changes things, in the transaction this opens, and returns the address of the page
    to show then; None refuses, undoes what it wrote and lets the form be sent again. Returned
    is that address, the second time the one of the first. Two at the same moment are put one
    behind the other by the database. A form without the field is acted upon every time.
    """
    token = request.POST.get(FIELD, "")
    if not token:
        return _whole(work)
    key = _key(request, token)
    try:
        with transaction.atomic():
            row = Submission.objects.create(key=key)
            found = _whole(work)
            if found is None:
                transaction.set_rollback(True)
            else:
                Submission.objects.filter(pk=row.pk).update(location=found)
                Submission.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
            return found
    except IntegrityError:
        earlier = Submission.objects.filter(key=key).first()
        if earlier is None:  # it was the work that failed
            raise
        return earlier.location


def _whole(work: Callable[[], str | None]) -> str | None:
    with transaction.atomic():
        found = work()
        if found is None:
            transaction.set_rollback(True)
        return found


def _key(request: HttpRequest, token: str) -> str:
    """Return the key of a token, of use to nobody but the person it was given to."""
    user = getattr(request, "user", None)
    return sha256(f"{getattr(user, 'pk', None)} {request.path} {token}".encode()).hexdigest()
