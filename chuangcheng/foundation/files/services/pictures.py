"""What a picture needs: clean copies, small ones, the camera's notes apart, the fingerprint."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chuangcheng.domain import fingerprints
from chuangcheng.domain.fingerprints import Fingerprint
from chuangcheng.foundation.files.formats import derived
from chuangcheng.foundation.files.formats.derived import Broken, Copy, Notes
from chuangcheng.foundation.files.models import (
    Blob,
    CameraNotes,
    FingerprintBand,
    PictureFingerprint,
    Rendition,
)
from chuangcheng.foundation.files.services.incoming import Incoming, receive
from chuangcheng.foundation.files.services.keeping import held
from chuangcheng.foundation.files.storage import name_of, store


def prepare(blob_id: int, code: str) -> None:
    """Make what the picture ``blob_id`` of the type ``code`` needs; doing it again changes nothing.

    A picture that cannot be decoded is marked so. Raises FileNotFoundError where the store lacks
    its bytes.
    """
    blob = Blob.objects.filter(pk=blob_id).first()
    if blob is None or blob.made == Blob.Made.DONE:
        return
    try:
        with store().open(blob.name) as file, derived.opened(file, code) as picture:  # type: ignore[arg-type]  # a file is one
            size, notes = picture.size, derived.notes_of(picture)
            clean = derived.public_copy(picture)
            copies = {
                Rendition.Use.PUBLIC: derived.as_public(clean, code),
                Rendition.Use.LARGE: derived.smaller(clean, "large"),
                Rendition.Use.SMALL: derived.smaller(clean, "small"),
            }
            found = derived.fingerprint_of(clean)
    except Broken:
        Blob.objects.filter(pk=blob_id).update(made=Blob.Made.FAILED)
        return
    made = {use: _arrived(copy) for use, copy in copies.items()}
    try:
        _write(blob_id, size, notes, found, made)
    finally:
        for each in made.values():
            each.incoming.close()


@dataclass(frozen=True, slots=True)
class _Made:
    copy: Copy
    incoming: Incoming


def _arrived(copy: Copy) -> _Made:
    """Put a copy into the store, outside any transaction."""
    incoming = receive(io.BytesIO(copy.content), "", len(copy.content))
    store().save(name_of(incoming.sha256), incoming.as_file())
    return _Made(copy, incoming)


@transaction.atomic
def _write(
    blob_id: int,
    size: tuple[int, int],
    notes: Notes,
    found: Fingerprint,
    made: Mapping[Rendition.Use, _Made],
) -> None:
    """Write everything, unless the picture is gone or another run was quicker."""
    blob = Blob.objects.select_for_update().filter(pk=blob_id).first()
    if blob is None or blob.made == Blob.Made.DONE:
        return
    for use, each in made.items():
        Rendition.objects.update_or_create(
            source=blob,
            use=use,
            defaults={
                "type": each.copy.type,
                "blob": held(each.incoming),
                "width": each.copy.width,
                "height": each.copy.height,
            },
        )
    _write_notes(blob, notes)
    _write_fingerprint(blob, found)
    blob.width, blob.height = size
    blob.made = Blob.Made.DONE
    blob.save(update_fields=["width", "height", "made"])


def _write_notes(blob: Blob, notes: Notes) -> None:
    if not notes:
        return
    CameraNotes.objects.update_or_create(
        blob=blob,
        defaults={
            "taken_at": _in_zone(notes.taken_at),
            "latitude": notes.latitude,
            "longitude": notes.longitude,
            "make": notes.make,
            "model": notes.model,
            "software": notes.software,
        },
    )


def _in_zone(time: datetime | None) -> datetime | None:
    """Take a time without zone for local time: cameras are set to the clock on the wall."""
    if time is None or timezone.is_aware(time):
        return time
    return timezone.make_aware(time)


def _write_fingerprint(blob: Blob, found: Fingerprint) -> None:
    PictureFingerprint.objects.filter(blob=blob).delete()
    row = PictureFingerprint.objects.create(blob=blob, bits=str(found), quality=found.quality)
    FingerprintBand.objects.bulk_create(
        FingerprintBand(fingerprint=row, number=number) for number in fingerprints.bands(found)
    )
