"""Writes files whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chuangcheng.domain.errors import Fault, Place, Refused, Sentence
from chuangcheng.foundation.shell.formats import file_sentences
from chuangcheng.foundation.shell.formats.notes import shown_file


def check_output(path: Path, ending: str, inputs: Iterable[Path] = ()) -> None:
    """Raise ``Refused`` if a result cannot go to ``path``, before any work is done.

    A result never replaces one of the ``inputs``, a folder or a device.
    """
    if path.suffix.lower() != ending:
        raise _refusal(path, file_sentences.OUTPUT_ENDING, ending=ending)
    try:
        obstacle = _obstacle(path, inputs)
    except ValueError:  # a null byte in the name
        raise _refusal(path, file_sentences.BAD_NAME) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    if obstacle is not None:
        raise _refusal(path, obstacle)


def _obstacle(path: Path, inputs: Iterable[Path]) -> Sentence | None:
    if _links_in_a_circle(path):
        return file_sentences.BAD_NAME
    if path.is_dir():
        return file_sentences.FOLDER
    if not path.resolve().parent.is_dir():
        return file_sentences.OUTPUT_NO_FOLDER
    if path.exists() and not path.is_file():
        return file_sentences.NOT_ORDINARY
    if any(path.exists() and source.exists() and path.samefile(source) for source in inputs):
        return file_sentences.OUTPUT_IS_INPUT
    return None


def _links_in_a_circle(path: Path) -> bool:
    # Python before 3.13 finds this out in resolve(), later ones do not.
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


Fill = Callable[[Path], None]


def write_whole(path: Path, write: Fill) -> None:
    """Let ``write`` fill a file beside ``path``, then give it its name in one step.

    Whoever reads ``path`` sees the old file or the whole new one. Where something fails, the
    old file stays and nothing is left behind; raises ``Refused`` if the disk said no.
    """
    write_together([(path, write)])


def write_together(files: Iterable[tuple[Path, Fill]]) -> None:
    """Fill a file beside each path; only when all are on the disk do they get their names.

    Where one cannot be made or filled, every old file stays and nothing is left behind;
    raises ``Refused`` if the disk said no.
    """
    ready: list[tuple[Path, Path]] = []
    with ExitStack() as cleaning:
        for path, write in files:
            target = Path(os.path.realpath(path))  # a link stays a link
            with _telling(path):
                aside = _beside(target)
                cleaning.callback(aside.unlink, missing_ok=True)
                write(aside)
                aside.chmod(_mode_of(target))
                with aside.open("rb") as file:
                    os.fsync(file.fileno())
            ready.append((aside, target))
        for aside, target in ready:
            with _telling(target):
                aside.replace(target)


def sync_folder(folder: Path) -> None:
    """Put the names of new files in ``folder`` on the disk, as their contents are already."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(target: Path) -> Path:
    """Make an empty file of a name of its own in the folder of ``target``."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.stem}.", suffix=target.suffix, dir=target.parent
    )
    os.close(handle)
    return Path(name)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the disk says about ``path`` into a refusal."""
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from None


def _mode_of(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> Refused:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _refusal(path, file_sentences.OUTPUT_FORBIDDEN)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _refusal(path, file_sentences.OUTPUT_NO_SPACE)
    if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
        return _refusal(path, file_sentences.BAD_NAME)
    return _refusal(path, file_sentences.OUTPUT_UNWRITABLE, reason=error.strerror or "")


def _refusal(path: Path, sentence: Sentence, **words: str) -> Refused:
    return Refused((Fault(sentence, Place(file=shown_file(path)), words),))
