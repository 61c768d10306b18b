"""Our splitting of a form against Django's own, and what no browser sends."""

import io

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.foundation.files.uploads.multipart import Body, BrokenOff

BOUNDARY = b"----WebKitFormBoundaryAb12"
# Bytes that look like boundaries, line breaks, and the beginnings of both.
PIECES = [b"", b"x", b"\r\n", b"\r", b"-", b"--", b"\r\n--", b"\r\n" + BOUNDARY,
          b"\r\n--" + BOUNDARY[:-1], BOUNDARY, b"\0" * 70]  # fmt: skip
contents = st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=12).map(b"".join)
fields = st.sampled_from(["file", "說明", "a b"])
names = st.sampled_from([None, "a.pdf", "街 景.jpg"])
parts = st.lists(st.tuples(fields, names, contents), min_size=1, max_size=4)


class Trickle(io.BytesIO):
    """Gives as little at once as it was told."""

    def __init__(self, content: bytes, most: int) -> None:
        super().__init__(content)
        self.most = most

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(self.most, size if size and size > 0 else self.most))


def form(given: list[tuple[str, str | None, bytes]]) -> bytes:
    sent = b""
    for field, name, content in given:
        file = f'; filename="{name}"' if name else ""
        head = f'Content-Disposition: form-data; name="{field}"{file}\r\n\r\n'
        sent += b"--" + BOUNDARY + b"\r\n" + head.encode() + content + b"\r\n"
    return sent + b"--" + BOUNDARY + b"--\r\n"


def ours(sent: bytes, most: int, block: int) -> list[tuple[str, str | None, bytes]]:
    body = Body(Trickle(sent, most), BOUNDARY, block)
    return [
        (part.field, part.file_name, b"".join(bytes(each) for each in body.content()))
        for part in body.parts()
    ]


@given(parts, st.integers(1, 200), st.integers(1, 200))
def test_every_part_comes_out_as_it_went_in(
    given: list[tuple[str, str | None, bytes]], most: int, block: int
) -> None:
    if any(b"\r\n--" + BOUNDARY in b"\r\n" + content for _, _, content in given):
        return  # a browser chooses a boundary that the content does not hold
    assert ours(form(given), most, block) == given


@given(parts)
def test_we_read_what_django_reads(given: list[tuple[str, str | None, bytes]]) -> None:
    if any(BOUNDARY in content for _, _, content in given):
        return
    sent = form(given)
    head = {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY.decode()}",
        "CONTENT_LENGTH": str(len(sent)),
    }
    handler = MemoryFileUploadHandler()
    handler.activated = True
    handler.handle_raw_input = lambda *_: setattr(handler, "activated", True)  # type: ignore[method-assign]  # whatever its size
    post, files = MultiPartParser(head, io.BytesIO(sent), [handler], "utf-8").parse()
    found = ours(sent, 100, 100)
    assert [content.decode("utf-8", "replace") for field, name, content in found
            if name is None and field == "file"] == post.getlist("file")  # fmt: skip
    assert [content for field, name, content in found if name and field == "file"] == [
        file.read() for file in files.getlist("file")
    ]


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_body_that_breaks_off_is_known(cut: int) -> None:
    with pytest.raises(BrokenOff):
        ours(form([("file", "a.pdf", b"content" * 20)])[:cut], 50, 50)


@pytest.mark.parametrize(
    "sent",
    [
        b"--" + BOUNDARY + b"xx",
        b"--" + BOUNDARY + b"\r\nContent-Type: text/plain\r\n\r\n\r\n--" + BOUNDARY + b"--",
        b"--" + BOUNDARY + b"\r\n" + b"X: y\r\n" * 5000,
        b"--" + BOUNDARY + b'\r\nContent-Disposition: attachment; name="x"\r\n\r\n\r\n--',
    ],
)
def test_what_no_browser_sends_is_refused(sent: bytes) -> None:
    with pytest.raises(MultiPartParserError):
        ours(sent, 5000, 5000)
