"""Takes the files of a form while they arrive: one copy, hashed on the way, held to the limits."""

import re
from typing import Any, Final, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.files.formats.sentences import BROKEN_OFF, refused
from chuangcheng.foundation.files.services import Incoming
from chuangcheng.foundation.files.uploads.multipart import Body, BrokenOff, Source

CHUNK: Final = 64 * 1024
"""Bytes read from the connection at once: few enough to stay in the processor's cache."""
READ_OUT: Final = 8 * 1024 * 1024 * 1024
"""A browser shows our answer only after it has sent everything: up to this much is read and
dropped for that; beyond, the connection is cut."""
ROOM_FOR_FIELDS: Final = 64 * 1024
MOST_FILES: Final = 20
_WINDOWS_FOLDERS: Final = re.compile(r"^[A-Za-z]:\\(?:.*\\)?")
"""Old browsers send the folder on the person's own disk as well."""


class FormFiles(TemporaryFileUploadHandler):
    """The handler of every other form: Django's own, but no form brings more than its limit.

    Without it, whoever finds a form could fill the disk before anything asks who they are. What is
    small stays in memory; of strangers nothing larger is taken, since no form of theirs has files.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write the next bytes; raises RequestDataTooBig, answered with 413, past the limit."""
        self._taken += len(raw_data)
        user = getattr(self.request, "user", None)
        if self._taken > settings.FORM_FILES_LIMIT or not (user and user.is_authenticated):
            self.file.close()
            raise RequestDataTooBig("the files of a form are larger than FORM_FILES_LIMIT")
        return super().receive_data_chunk(raw_data, start)


class ArrivedFile(UploadedFile):
    """A file of the form, as ``request.FILES`` holds it; ``incoming`` has its bytes."""

    def __init__(self, incoming: Incoming, name: str) -> None:
        super().__init__(file=cast(Any, incoming.file), name=name, size=incoming.size)
        self.incoming = incoming
        self.given_name = name

    def close(self) -> None:
        """Remove it where nothing kept it; Django calls this at the end of the request."""
        self.incoming.close()


class Receiver(FileUploadHandler):
    """An upload handler for one request; ``refusal`` says why it stopped taking files."""

    def __init__(self, request: HttpRequest, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.refusal: Refused | None = None
        self._arrived: list[Incoming] = []

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 - Django's signature
        META: dict[str, str],  # noqa: N803, ARG002 - Django's signature
        content_length: int,
        boundary: Any,  # noqa: ANN401 - bytes, though Django's stubs say otherwise
        encoding: str | None = None,  # noqa: ARG002 - Django's signature
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]]:
        """Take the whole form; after a refusal the rest of it is read and dropped."""
        post = QueryDict(mutable=True)
        files: MultiValueDict[str, UploadedFile] = MultiValueDict()
        left = _Left(input_data, content_length)
        try:
            self._take(Body(left, boundary, CHUNK), left, post, files)
        except Refused as refusal:
            self._stop(refusal)
        except BrokenOff:
            self._stop(refused(BROKEN_OFF, self._arrived[-1].name if self._arrived else ""))
        if self.refusal is not None:
            files.clear()
            if left.count <= READ_OUT:
                left.drop()
        return post, files

    def _take(
        self,
        body: Body,
        left: "_Left",
        post: QueryDict,
        files: MultiValueDict[str, UploadedFile],
    ) -> None:
        room = ROOM_FOR_FIELDS
        for part in body.parts():
            if part.file_name is None:
                value = _text(body, room)
                room -= len(value) + len(part.field)
                post.appendlist(part.field, value)
            elif part.file_name:
                if len(self._arrived) >= MOST_FILES:
                    raise TooManyFilesSent
                files.appendlist(part.field, self._file(body, part.file_name, left.count))
            else:  # a field for a file that nobody chose
                _text(body, room)

    def _file(self, body: Body, given: str, coming: int) -> ArrivedFile:
        """Write and hash a file as it comes."""
        name = _WINDOWS_FOLDERS.sub("", given)
        # What is certainly too much is refused before a byte of it is written.
        expected = max(0, coming - CHUNK) if not self._arrived else 0
        shown = "".join(sign for sign in name if sign.isprintable())
        incoming = Incoming(shown, self.limit, expected)
        self._arrived.append(incoming)
        for block in body.content():
            incoming.write(block)
        incoming.finish()
        return ArrivedFile(incoming, name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Never asked: the form is taken as a whole."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Never asked: the form is taken as a whole."""

    def close(self) -> None:
        """Drop every file of the request that was not kept."""
        for incoming in self._arrived:
            incoming.close()

    def _stop(self, refusal: Refused) -> None:
        self.refusal = refusal
        self.close()


class _Left:
    """A body, and how much of it is still to come."""

    def __init__(self, source: Source, count: int) -> None:
        self._source, self.count = source, count

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes; none at the end."""
        block = self._source.read(min(size, self.count)) if self.count > 0 else b""
        self.count = self.count - len(block) if block else 0
        return block

    def drop(self) -> None:
        """Read to the end, keeping nothing."""
        while self.read(CHUNK):
            pass


def _text(body: Body, room: int) -> str:
    """Return a field's value; raises RequestDataTooBig where there is no room for it."""
    value = bytearray()
    for block in body.content():
        value += block
        if len(value) > room:
            raise RequestDataTooBig("the fields of a form are too large")
    return value.decode("utf-8", "replace")
