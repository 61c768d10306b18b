"""Opens an xlsx file as a package of parts, after making sure that doing so is safe.

Everything is checked before anything is interpreted: what kind of file it is, how many parts
it has, what they unpack to, their names, macros, embedded files. XML is read with defusedxml
only, which refuses entity definitions.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from chuangcheng.domain.errors import Refused, Sentence
from chuangcheng.foundation.shell.formats import file_sentences, package_sentences
from chuangcheng.foundation.shell.formats.archive_lists import ListTooLong, measured
from chuangcheng.foundation.shell.formats.limits import MEGABYTE, Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_HARMLESS_SIZE = 5 * MEGABYTE  # below it even an odd ratio of packed to unpacked does no harm
_MACRO_PARTS = ("vbaproject", "macrosheets/", "/activex/")
_EMBEDDED_PARTS = ("embeddings/",)
_ARCHIVE_ENDINGS = (".zip", ".xlsx", ".xlsm", ".xls", ".docx", ".jar", ".7z", ".gz", ".rar", ".exe")

Element = Any
"""An XML element; defusedxml hands out the standard library's without types."""


def local(tag: object) -> str:
    """Return the name of an element without its namespace (two exist for workbooks)."""
    return str(tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, whatever its namespace; empty where absent."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return str(value)
    return ""


class Package:
    """The parts of a workbook that passed all checks."""

    def __init__(self, archive: zipfile.ZipFile, notes: Notes) -> None:
        self._archive = archive
        self._notes = notes
        self._names = {name.lower(): name for name in archive.namelist()}

    def has(self, part: str) -> bool:
        """Tell whether the part exists; names differ in case between programs."""
        return part.lower() in self._names

    def elements(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield ("start" or "end", element) while reading a part; raise ``Refused``.

        Reading is a stream: whoever listens clears what it no longer needs.
        """
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, iterparse

        if not self.has(part):
            raise self._notes.refuse(package_sentences.DAMAGED)
        try:
            with self._open(part) as stream:
                yield from iterparse(stream, events=("start", "end"), forbid_dtd=True)
        except DefusedXmlException:
            raise self._refuse(package_sentences.ENTITIES, part) from None
        except (ParseError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError):
            raise self._notes.refuse(package_sentences.DAMAGED) from None

    def _open(self, part: str) -> IO[bytes]:
        try:
            return self._archive.open(self._names[part.lower()])
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            raise self._notes.refuse(package_sentences.DAMAGED) from None

    def _refuse(self, sentence: Sentence, part: str) -> Refused:
        return self._notes.refuse(sentence, part=shown_value(part))


def open_package(content: bytes, notes: Notes, limits: Limits) -> Package:
    """Return the parts of the workbook in ``content``; raise ``Refused`` if it is not safe."""
    if content.startswith(OLE_MARK):
        encrypted = _ENCRYPTED_MARK in content
        raise notes.refuse(
            package_sentences.ENCRYPTED if encrypted else file_sentences.OLD_WORKBOOK
        )
    if not content.startswith(b"PK"):
        raise notes.refuse(file_sentences.NOT_A_WORKBOOK)
    try:
        zipfile.ZipFile(measured(io.BytesIO(content), limits.members)).close()
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ListTooLong:
        raise notes.refuse(package_sentences.BOMB) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise notes.refuse(package_sentences.DAMAGED) from None
    parts = archive.infolist()
    _check_sizes(parts, len(content), notes, limits)
    _check_names(parts, notes)
    package = Package(archive, notes)
    if not package.has("[Content_Types].xml") or not package.has("xl/workbook.xml"):
        raise notes.refuse(file_sentences.NOT_A_WORKBOOK)
    _check_content_types(package, notes)
    return package


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int, notes: Notes, limits: Limits) -> None:
    unpacked = sum(part.file_size for part in parts)
    # Python's zip reader never gives more bytes than a part declares, so the declared sizes
    # are the truth; parts that share their bytes are caught by their packed sizes' sum.
    bomb = (
        len(parts) > limits.members
        or unpacked > limits.unpacked
        or (unpacked > _HARMLESS_SIZE and unpacked > packed * limits.ratio)
        or sum(part.compress_size for part in parts) > packed
    )
    if bomb:
        raise notes.refuse(package_sentences.BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise notes.refuse(package_sentences.ENCRYPTED)
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(part.compress_type not in methods for part in parts):
        raise notes.refuse(package_sentences.DAMAGED)


def _check_names(parts: list[zipfile.ZipInfo], notes: Notes) -> None:
    names = [part.filename for part in parts]
    if len({name.lower() for name in names}) < len(names):
        raise notes.refuse(package_sentences.STRANGE_PARTS, part="×2")
    for name in names:
        lowered = name.lower()
        if any(mark in lowered for mark in _MACRO_PARTS):
            raise notes.refuse(file_sentences.MACRO_WORKBOOK)
        if _leaves_its_folder(name):
            raise notes.refuse(package_sentences.STRANGE_PARTS, part=shown_value(name))
        if any(mark in lowered for mark in _EMBEDDED_PARTS) or lowered.endswith(_ARCHIVE_ENDINGS):
            raise notes.refuse(package_sentences.EMBEDDED, part=shown_value(name))


def _leaves_its_folder(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_content_types(package: Package, notes: Notes) -> None:
    for _, element in package.elements("[Content_Types].xml"):
        kind = attribute(element, "ContentType").lower()
        if "macroenabled" in kind or "vbaproject" in kind:
            raise notes.refuse(file_sentences.MACRO_WORKBOOK)
