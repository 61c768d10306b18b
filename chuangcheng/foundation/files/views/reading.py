"""Which file a page is about, for whoever may read it; for everybody else there is none."""

from django.http import Http404, HttpRequest

from chuangcheng.foundation.files import queries, registry
from chuangcheng.foundation.files.models import StoredFile


def readable(request: HttpRequest, number: int) -> StoredFile:
    """Return the file; raises Http404 where there is none, or none this person may read."""
    file = queries.find(number)
    if file is None or not registry.may_read(request, file):
        raise Http404
    return file
