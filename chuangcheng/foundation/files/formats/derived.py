"""What is made from a picture: copies without metadata, small ones, and what the camera noted."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from chuangcheng.foundation.files.formats.pictures import LONGEST_SIDE, MOST_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Exif as ExifTags
    from PIL.Image import Image

    from chuangcheng.domain.fingerprints import Fingerprint

PUBLIC_SIDE: Final = 4096
LARGE_SIDE: Final = 1280
SMALL_SIDE: Final = 320
_FINGERPRINT_SIDE: Final = 512
"""The reference implementation scales larger pictures down to this before hashing."""
_QUALITY: Final = {"large": 82, "small": 78, "public": 90}
_WORDS: Final = 120

_TAKEN, _OFFSET, _MAKE, _MODEL, _SOFTWARE = 0x9003, 0x9011, 0x010F, 0x0110, 0x0131
_EXIF_PART, _GPS_PART = 0x8769, 0x8825


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made: its bytes, type and size in pixels."""

    content: bytes
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What the camera noted: when (without zone where it names none), where (WGS-84), with what."""

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    make: str = ""
    model: str = ""
    software: str = ""

    def __bool__(self) -> bool:
        return self != Notes()


class Broken(Exception):
    """The picture cannot be decoded."""


@contextmanager
def opened(file: BinaryIO, code: str) -> Iterator["Image"]:
    """Open a picture of the type ``code``, within the limits; raises Broken where that fails."""
    from PIL import Image

    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=(code,)) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS[code] or max(width, height) > LONGEST_SIDE:
                    raise Broken("more pixels than are decoded")
                yield picture
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Broken(str(error)) from error


def notes_of(picture: "Image") -> Notes:
    """Return what the camera noted in the picture; what is unreadable counts as not noted."""
    try:
        tags = picture.getexif()
        details, place = tags.get_ifd(_EXIF_PART), tags.get_ifd(_GPS_PART)
    except Exception:  # noqa: BLE001 - notes are what strangers wrote; none of it is needed
        return Notes()
    latitude, longitude = _degrees(place, 1, 2, 90), _degrees(place, 3, 4, 180)
    known = latitude is not None and longitude is not None
    return Notes(
        taken_at=_time(str(details.get(_TAKEN, "")), str(details.get(_OFFSET, ""))),
        latitude=latitude if known else None,
        longitude=longitude if known else None,
        make=_words(tags, _MAKE),
        model=_words(tags, _MODEL),
        software=_words(tags, _SOFTWARE),
    )


def _words(tags: "ExifTags", number: int) -> str:
    text = str(tags.get(number, "")).replace("\0", " ")
    return "".join(sign for sign in text if sign.isprintable()).strip()[:_WORDS]


def _time(text: str, offset: str) -> datetime | None:
    """Read “2026:10:31 09:30:00” with “+08:00” or nothing."""
    for given, pattern in (
        (text + offset.strip(), "%Y:%m:%d %H:%M:%S%z"),
        (text, "%Y:%m:%d %H:%M:%S"),
    ):
        try:
            return datetime.strptime(given.strip("\0 "), pattern)  # noqa: DTZ007 - cameras name no zone
        except ValueError:
            continue
    return None


def _degrees(place: dict[int, Any], side: int, value: int, most: int) -> Decimal | None:
    """Return degrees from degrees, minutes and seconds, negative in the south and west."""
    try:
        degrees, minutes, seconds = (float(part) for part in place[value])
        found = degrees + minutes / 60 + seconds / 3600
        if not 0 <= found <= most:
            return None
        south_or_west = str(place.get(side, "")).strip("\0 ").upper() in {"S", "W"}
        return Decimal(f"{-found if south_or_west else found:.6f}")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, ArithmeticError):
        return None


def public_copy(picture: "Image") -> "Image":
    """Return the picture upright, in sRGB, at most 4096 pixels a side, without any metadata."""
    from PIL import Image, ImageOps

    picture.draft("RGB", (PUBLIC_SIDE, PUBLIC_SIDE))
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        upright = _plain(_in_srgb(upright))
        upright.thumbnail((PUBLIC_SIDE, PUBLIC_SIDE), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError) as error:
        raise Broken(str(error)) from error
    # Only the pixels go over into a new picture: no notes, no profile, no comment.
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    return clean


def smaller(picture: "Image", use: str) -> Copy:
    """Return ``picture`` (already clean) as a small copy: ``large`` or ``small``, as JPEG."""
    from PIL import Image

    side = LARGE_SIDE if use == "large" else SMALL_SIDE
    shrunk = picture.copy()
    shrunk.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if shrunk.mode == "RGBA":
        paper = Image.new("RGB", shrunk.size, (255, 255, 255))
        paper.paste(shrunk, mask=shrunk.getchannel("A"))
        shrunk = paper
    return _written(shrunk, "jpeg", use)


def as_public(picture: "Image", code: str) -> Copy:
    """Return ``picture`` (already clean) in its own type; a GIF as a PNG of its first image."""
    return _written(picture, "png" if code == "gif" else code, "public")


def fingerprint_of(picture: "Image") -> "Fingerprint":
    """Return the fingerprint of a clean picture."""
    import numpy as np

    from chuangcheng.domain import fingerprints

    shrunk = picture.convert("RGB")
    if max(shrunk.size) > _FINGERPRINT_SIDE:
        shrunk = shrunk.resize((_FINGERPRINT_SIDE, _FINGERPRINT_SIDE))
    return fingerprints.fingerprint(np.asarray(shrunk))


def _plain(picture: "Image") -> "Image":
    """Return the picture as RGB, or RGBA where it lets something shine through."""
    if picture.mode in {"RGB", "RGBA"}:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(picture: "Image") -> "Image":
    """Return the picture with its colours as sRGB has them; profiles we cannot use are dropped."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return changed if changed is not None else picture


def _written(picture: "Image", code: str, use: str) -> Copy:
    kept = io.BytesIO()
    if code == "jpeg" and picture.mode != "RGB":
        picture = picture.convert("RGB")
    options = {"quality": _QUALITY[use]} if code in {"jpeg", "webp"} else {}
    if code == "jpeg":
        options |= {"optimize": True, "progressive": use != "small"}
    picture.save(kept, format=code.upper(), **options)
    return Copy(kept.getvalue(), code, *picture.size)
