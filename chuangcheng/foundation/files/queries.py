"""What pages and other rooms ask about files; nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from chuangcheng.domain import fingerprints
from chuangcheng.domain.fingerprints import Fingerprint
from chuangcheng.foundation.files.models import (
    Blob,
    CameraNotes,
    PictureFingerprint,
    Rendition,
    StoredFile,
)
from chuangcheng.foundation.files.storage import Blocks, store
from chuangcheng.foundation.shell.access import Scope

if TYPE_CHECKING:
    from django.db.models import QuerySet


def within(scopes: Iterable[Scope]) -> Q:
    """Return the condition for files that a right of these reaches covers."""
    found = Q(pk__in=())
    for scope in scopes:
        part = Q()
        if scope.subject:
            part &= Q(subject=scope.subject) | Q(unit__subject=scope.subject)
        if scope.path:
            part &= Q(unit__path__startswith=scope.path)
        if scope.person:
            part &= Q(person=scope.person)
        found |= part or Q(pk__isnull=False)
    return found


def files(kind: str, scopes: Iterable[Scope]) -> "QuerySet[StoredFile]":
    """Return the files of a kind that the reaches cover, newest first."""
    return _whole().filter(within(scopes), kind=kind)


def find(number: int) -> StoredFile | None:
    """Return a file with all a page needs of it, None where there is none."""
    return _whole().filter(pk=number).first()


def brought_by(uploader_id: str, kind: str, numbers: Iterable[int]) -> list[StoredFile]:
    """Return those of the files that this account uploaded for this kind, in the order given.

    A room whose form held the part for uploads takes only these for what was uploaded there.
    """
    wanted = list(numbers)
    found = _whole().filter(uploader_id=uploader_id, kind=kind, pk__in=wanted)
    return sorted(found, key=lambda file: wanted.index(file.pk))


def _whole() -> "QuerySet[StoredFile]":
    return StoredFile.objects.select_related("blob", "unit", "subject")


def rendition(blob: Blob, use: str) -> Rendition | None:
    """Return a copy of a picture; None while it is being made, or where it cannot be."""
    return Rendition.objects.select_related("blob").filter(source=blob, use=use).first()


def camera_notes(blob: Blob) -> CameraNotes | None:
    """Return what the camera noted; ask for the right ``files.exif.read`` before."""
    return CameraNotes.objects.filter(blob=blob).first()


def fingerprint(blob: Blob) -> Fingerprint | None:
    """Return the fingerprint of a picture, None where there is none."""
    row = PictureFingerprint.objects.filter(blob=blob).first()
    return fingerprints.read(row.bits, row.quality) if row else None


@dataclass(frozen=True, slots=True)
class Near:
    """A picture that looks alike, and in how many of 256 bits its fingerprint differs."""

    blob_id: int
    distance: int


def near(
    wanted: Fingerprint,
    limit: int = fingerprints.LOOKS_ALIKE,
    *,
    quality: int = fingerprints.GOOD_QUALITY,
) -> list[Near]:
    """Return every picture whose fingerprint differs in at most ``limit`` bits, nearest first.

    Finds all of them: see :func:`~chuangcheng.domain.fingerprints.probes`. Pictures below
    ``quality`` are left out, their fingerprints mean little. Raises ValueError above 31.
    """
    rows = (
        PictureFingerprint.objects.filter(
            bands__number__in=fingerprints.probes(wanted, limit), quality__gte=quality
        )
        .values_list("blob_id", "bits")
        .distinct()
    )
    found = (
        Near(blob_id, fingerprints.distance(wanted, fingerprints.read(bits)))
        for blob_id, bits in rows
    )
    return sorted(
        (near for near in found if near.distance <= limit),
        key=lambda near: (near.distance, near.blob_id),
    )


def alike(file: StoredFile, scopes: Iterable[Scope], most: int = 12) -> list[StoredFile]:
    """Return files that hold the same or a like picture, nearest first, within the reaches."""
    own = fingerprint(file.blob)
    if own is None or own.quality < fingerprints.GOOD_QUALITY:
        return []
    distances = {each.blob_id: each.distance for each in near(own)}
    found = _whole().filter(within(scopes), blob__in=distances).exclude(pk=file.pk)
    return sorted(found, key=lambda each: (distances[each.blob_id], -each.pk))[:most]


def stream(blob: Blob, start: int, length: int) -> Blocks:
    """Return bytes of a content in blocks; raises FileNotFoundError where the store lacks it."""
    return store().stream(blob.name, start, length)
