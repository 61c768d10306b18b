"""Takes the files of a form while they arrive: one copy, hashed on the way, held to the limits."""

from typing import Any, Final, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.files.formats.sentences import BROKEN_OFF, refused
from chuangcheng.foundation.files.services import Incoming

CHUNK: Final = 256 * 1024
"""Bytes read from the connection at once: few enough to stay in the processor's cache."""
READ_OUT: Final = 8 * 1024 * 1024 * 1024
"""A browser shows our answer only after it has sent everything: up to this much is read and
dropped for that; beyond, the connection is cut."""
ROOM_FOR_FIELDS: Final = 1024 * 1024


class FormFiles(TemporaryFileUploadHandler):
    """The handler of every other form: Django's own, but no form brings more than its limit.

    Without it, whoever finds a form could fill the disk before anything asks who they are.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write the next bytes; raises RequestDataTooBig, answered with 413, past the limit."""
        self._taken += len(raw_data)
        if self._taken > settings.FORM_FILES_LIMIT:
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

    chunk_size = CHUNK

    def __init__(self, request: HttpRequest, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.refusal: Refused | None = None
        self._length = 0
        self._arriving: Incoming | None = None
        self._arrived: list[Incoming] = []

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401, ARG002 - Django's signature
        META: dict[str, str],  # noqa: N803, ARG002 - Django's signature
        content_length: int,
        boundary: str,  # noqa: ARG002 - Django's signature
        encoding: str | None = None,  # noqa: ARG002 - Django's signature
    ) -> None:
        """Note how much is coming; Django then reads the form as usual."""
        self._length = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Begin a file; refuses at once one that cannot fit."""
        super().new_file(*args, **kwargs)
        least = 0 if self._arrived else max(0, self._length - ROOM_FOR_FIELDS)
        try:
            self._arriving = Incoming(self.file_name or "", self.limit, least)
        except Refused as refusal:
            self._stop(refusal)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Write and hash the next bytes."""
        try:
            cast(Incoming, self._arriving).write(raw_data)
        except Refused as refusal:
            self._stop(refusal)

    def file_complete(self, file_size: int) -> ArrivedFile | None:  # noqa: ARG002 - Django's signature
        """Return the whole file for ``request.FILES``."""
        incoming = cast(Incoming, self._arriving)
        try:
            incoming.finish()
        except Refused as refusal:
            self._stop(refusal)
        self._arriving = None
        self._arrived.append(incoming)
        return ArrivedFile(incoming, self.file_name or "")

    def upload_interrupted(self) -> None:
        """Drop what did not come to its end."""
        if self._arriving is not None:
            self.refusal = refused(BROKEN_OFF, self._arriving.name)
        self.close()

    def close(self) -> None:
        """Drop every file of the request that was not kept."""
        for incoming in (*self._arrived, *filter(None, [self._arriving])):
            incoming.close()
        self._arriving = None

    def _stop(self, refusal: Refused) -> None:
        self.refusal = refusal
        self.close()
        raise StopUpload(connection_reset=self._length > READ_OUT) from refusal
