"""Sends a content: as a whole or a part of it, or says that the browser has it already."""

import re
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

from chuangcheng.foundation.files import queries
from chuangcheng.foundation.files.models import Blob

POLICY: Final = "default-src 'none'; sandbox"
"""Whatever a browser takes the file for, it runs nothing and loads nothing."""
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes out: a content, its media type and name; ``inline`` only for what we made."""

    blob: Blob
    media_type: str
    name: str
    inline: bool = False


def send(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Answer with the content, a range of it, or 304; raises Http404 where the store lacks it."""
    tag = f'"{sent.blob.sha256[:40]}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponse(status=304), sent, tag)
    size = sent.blob.size
    try:
        start, stop, partial = _span(request, size, tag)
    except ValueError:
        refusal = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _with_headers(refusal, sent, tag)
    try:
        blocks = queries.stream(sent.blob, start, stop - start)
    except FileNotFoundError as error:
        raise Http404 from error
    status = 206 if partial else 200
    response = StreamingHttpResponse(blocks, status=status)
    response.headers["Content-Length"] = str(stop - start)
    if partial:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return _with_headers(response, sent, tag)


def _span(request: HttpRequest, size: int, tag: str) -> tuple[int, int, bool]:
    """Return start and end of what is asked for, and whether it is a part.

    Raises ValueError for a part that lies outside. Several parts at once are answered whole.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    unchanged = request.headers.get("If-Range", tag) == tag
    if found is None or not unchanged or not any(found.groups()) or request.method != "GET":
        return 0, size, False
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
    if start >= stop:
        raise ValueError("outside")
    return start, stop, True


def _with_headers(response: HttpResponseBase, sent: Sent, tag: str) -> HttpResponseBase:
    disposition = content_disposition_header(not sent.inline, sent.name)
    headers = {
        "Content-Type": sent.media_type,
        "Content-Disposition": disposition or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": tag,
        # Whether this person may still read it is asked every time.
        "Cache-Control": "private, no-cache",
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response
