"""Takes the bytes of a user's file, safely: ordinary files only, up to a limit."""

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from chuangcheng.domain.errors import Place, Sentence
from chuangcheng.foundation.shell.formats import encodings, file_sentences, scalars
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes
from chuangcheng.foundation.shell.formats.positions import position_of

_REASONS: Mapping[int, Sentence] = {
    errno.ENOENT: file_sentences.MISSING,
    errno.ENOTDIR: file_sentences.MISSING,
    errno.EISDIR: file_sentences.FOLDER,
    errno.EACCES: file_sentences.FORBIDDEN,
    errno.EPERM: file_sentences.FORBIDDEN,
    errno.ENAMETOOLONG: file_sentences.BAD_NAME,
    errno.ELOOP: file_sentences.LINKS_IN_CIRCLE,
    errno.ENXIO: file_sentences.NOT_ORDINARY,
}


def read_bytes(path: Path, notes: Notes, limits: Limits) -> bytes:
    """Return the content of an ordinary file; raise ``Refused`` for anything else.

    The file is opened without waiting, so a pipe or device with nobody at its other end
    cannot hold the program up, and never more than the limit is read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except ValueError:  # a null byte or a lone surrogate in the name
        raise notes.refuse(file_sentences.BAD_NAME) from None
    except OSError as error:
        raise notes.refuse(_sentence(error), reason=error.strerror or "") from None
    try:
        with os.fdopen(descriptor, "rb") as file:
            _check_kind(os.fstat(file.fileno()).st_mode, notes)
            content = file.read(limits.size + 1)
    except OSError as error:
        raise notes.refuse(_sentence(error), reason=error.strerror or "") from None
    if len(content) > limits.size:
        raise notes.refuse(file_sentences.TOO_LARGE, most=limits.megabytes)
    if not content:
        raise notes.refuse(file_sentences.EMPTY)
    return content


def _sentence(error: OSError) -> Sentence:
    return _REASONS.get(error.errno or 0, file_sentences.UNREADABLE)


def _check_kind(mode: int, notes: Notes) -> None:
    if stat.S_ISDIR(mode):
        raise notes.refuse(file_sentences.FOLDER)
    if not stat.S_ISREG(mode):
        raise notes.refuse(file_sentences.NOT_ORDINARY)


def text_of(content: bytes, path: Path, notes: Notes) -> str:
    """Return ``content`` as text with the line ends of Unix.

    Raises ``Refused`` for workbooks, other encodings, control characters and empty files.
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise notes.refuse(file_sentences.WORKBOOK_IN_DISGUISE, ending=path.suffix)
    try:
        text = encodings.decode(content)
    except encodings.NotUtf8 as error:
        if error.encoding:
            raise notes.refuse(file_sentences.ENCODING, encoding=error.encoding) from None
        raise notes.refuse(file_sentences.ENCODING_UNKNOWN) from None
    if not text.strip():
        raise notes.refuse(file_sentences.EMPTY)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in scalars.CONTROL.finditer(text):
        position = position_of(text, found.start())
        place = Place(notes.file, (), *position)
        character = f"U+{ord(found.group()):04X}"
        notes.note(file_sentences.CONTROL_CHARACTER, place, character=character)
        if notes.count > 20:
            break
    notes.refuse_if_any()
    return text
