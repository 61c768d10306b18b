"""Writes files whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from chuangcheng.domain.errors import Fault, Place, Refused, Sentence
from chuangcheng.features.frameworks.formats import sentences
from chuangcheng.features.frameworks.formats.notes import shown_file


def check_output(path: Path, ending: str, inputs: Iterable[Path] = ()) -> None:
    """Raise ``Refused`` if a result cannot go to ``path``, before any work is done.

    A result never replaces one of the ``inputs``, a folder or a device.
    """
    if path.suffix.lower() != ending:
        raise _refusal(path, sentences.OUTPUT_ENDING, ending=ending)
    try:
        if path.is_dir():
            raise _refusal(path, sentences.FOLDER)
        if not path.resolve().parent.is_dir():
            raise _refusal(path, sentences.OUTPUT_NO_FOLDER)
        if path.exists() and not path.is_file():
            raise _refusal(path, sentences.NOT_ORDINARY)
        if any(path.exists() and source.exists() and path.samefile(source) for source in inputs):
            raise _refusal(path, sentences.OUTPUT_IS_INPUT)
    except (ValueError, RuntimeError):  # a null byte in the name; links in a circle
        raise _refusal(path, sentences.BAD_NAME) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``path``, then give it its name in one step.

    Whoever reads ``path`` sees the old file or the whole new one. Where something fails, the
    old file stays and nothing is left behind; raises ``Refused`` if the disk said no.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem}.", suffix=target.suffix, dir=target.parent
        )
    except OSError as error:
        raise _unwritable(path, error) from None
    aside = Path(name)
    try:
        os.close(handle)
        write(aside)
        aside.chmod(_mode_of(target))
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        aside.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> Refused:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _refusal(path, sentences.OUTPUT_FORBIDDEN)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _refusal(path, sentences.OUTPUT_NO_SPACE)
    if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
        return _refusal(path, sentences.BAD_NAME)
    return _refusal(path, sentences.OUTPUT_UNWRITABLE, reason=error.strerror or "")


def _refusal(path: Path, sentence: Sentence, **words: str) -> Refused:
    return Refused((Fault(sentence, Place(file=shown_file(path)), words),))
