"""What is made of a picture: clean copies, notes kept apart, a fingerprint that finds its like."""

import io
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PIL import Image

from chuangcheng.domain import fingerprints
from chuangcheng.domain.fingerprints import Fingerprint
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.files import queries, services
from chuangcheng.foundation.files.formats import derived
from chuangcheng.foundation.files.models import (
    Blob,
    CameraNotes,
    FingerprintBand,
    PictureFingerprint,
    Rendition,
    StoredFile,
)
from chuangcheng.foundation.files.registry import OWN
from chuangcheng.foundation.files.storage import Store
from chuangcheng.foundation.jobs.services import run_pending
from tests.foundation.files import samples
from tests.foundation.orgs.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody(kept_in: Store) -> Iterator[None]:
    with acting(Actor("7", "李文", "東溪鎮")):
        yield


def stored(county: County, content: bytes, name: str = "街景.jpg") -> StoredFile:
    file = services.store(io.BytesIO(content), name=name, owner=county.liaison.scope(), kind=OWN)
    run_pending()
    return StoredFile.objects.select_related("blob").get(pk=file.pk)


def bytes_of(kept_in: Store, file: StoredFile, use: str) -> bytes:
    made = queries.rendition(file.blob, use)
    assert made is not None
    with kept_in.open(made.blob.name) as kept:
        content: bytes = kept.read()
    return content


@pytest.mark.parametrize("use", ["public", "large", "small"])
def test_copies_carry_nothing_that_the_camera_noted(
    county: County, kept_in: Store, use: str
) -> None:
    content = bytes_of(kept_in, stored(county, samples.photo()), use)
    for trace in (b"Exif", samples.CAMERA.encode(), samples.TAKEN.encode(), b"secret comment"):
        assert trace in samples.photo()
        assert trace not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_density", "jfif_unit",
                                     "progressive", "progression"}  # fmt: skip


def test_text_and_profile_of_a_png_do_not_reach_its_copy(county: County, kept_in: Store) -> None:
    from PIL.ImageCms import ImageCmsProfile, createProfile
    from PIL.PngImagePlugin import PngInfo

    noted = PngInfo()
    noted.add_text("Author", "secret name")
    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    content = samples.picture("png", pnginfo=noted, icc_profile=profile)
    with Image.open(
        io.BytesIO(bytes_of(kept_in, stored(county, content, "a.png"), "public"))
    ) as it:
        it.load()
        assert it.format == "PNG"
        assert it.info == {}


def test_what_the_camera_noted_is_kept_apart(county: County) -> None:
    file = stored(county, samples.photo())
    notes = CameraNotes.objects.get(blob=file.blob)
    assert notes.taken_at == datetime(2026, 10, 31, 1, 30, tzinfo=UTC)
    assert (notes.latitude, notes.longitude) == (Decimal("30.26"), Decimal("120.1"))
    assert (notes.make, notes.model) == ("Example", samples.CAMERA)


def test_a_picture_without_notes_has_no_row_of_them(county: County) -> None:
    stored(county, samples.picture("png"), "a.png")
    assert not CameraNotes.objects.exists()


@pytest.mark.parametrize(
    "exif",
    [
        {0x8825: {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}},
        {0x8825: {1: "N", 2: (1.0, 2.0), 3: "E", 4: (1.0,)}},
        {0x8769: {0x9003: "yesterday"}},
        {0x0110: "\0\x1b[2J"},
    ],
)
def test_nonsense_in_the_notes_is_no_offence(county: County, exif: dict[int, object]) -> None:
    tags = Image.Exif()
    for number, value in exif.items():
        if isinstance(value, dict):
            tags.get_ifd(number).update(value)
        else:
            tags[number] = value
    file = stored(county, samples.picture("jpeg", exif=tags))
    assert file.blob.made == Blob.Made.DONE
    notes = queries.camera_notes(file.blob)
    assert notes is None or (notes.latitude, notes.taken_at, notes.model) == (None, None, "[2J")


def test_copies_stand_upright(county: County, kept_in: Store) -> None:
    file = stored(county, samples.photo(orientation=6))
    with Image.open(io.BytesIO(bytes_of(kept_in, file, "public"))) as picture:
        assert picture.size == (240, 320)
    assert (file.blob.width, file.blob.height) == (320, 240)


def test_copies_have_their_sizes(county: County, kept_in: Store) -> None:
    file = stored(county, samples.picture("jpeg", samples.pixels(5000, 2500)))
    sizes = {made.use: (made.width, made.height) for made in file.blob.renditions.all()}
    assert sizes == {"public": (4096, 2048), "large": (1280, 640), "small": (320, 160)}


@pytest.mark.parametrize(
    ("code", "mode", "public"),
    [
        ("png", "P", "png"),
        ("png", "RGBA", "png"),
        ("png", "I;16", "png"),
        ("png", "1", "png"),
        ("jpeg", "CMYK", "jpeg"),
        ("jpeg", "L", "jpeg"),
        ("webp", "RGBA", "webp"),
        ("gif", "P", "png"),
    ],
)
def test_every_way_of_colours_becomes_copies(
    county: County, code: str, mode: str, public: str
) -> None:
    image = samples.pixels()
    image = Image.new("I;16", (300, 200), 9000) if mode == "I;16" else image.convert(mode)
    ending = "jpg" if code == "jpeg" else code
    file = stored(county, samples.picture(code, image), f"a.{ending}")
    assert file.blob.made == Blob.Made.DONE
    assert {made.use: made.type for made in file.blob.renditions.all()} == {
        "public": public, "large": "jpeg", "small": "jpeg",
    }  # fmt: skip


def test_doing_it_again_changes_nothing(county: County) -> None:
    file = stored(county, samples.photo())
    before = set(Rendition.objects.values_list("pk", "blob"))
    Blob.objects.filter(pk=file.blob_id).update(made=Blob.Made.PENDING)
    services.prepare(file.blob_id, "jpeg")
    services.prepare(file.blob_id, "jpeg")
    assert set(Rendition.objects.values_list("pk", "blob")) == before
    assert FingerprintBand.objects.count() == fingerprints.BANDS


def test_a_picture_that_is_gone_needs_nothing(kept_in: Store) -> None:
    services.prepare(4711, "jpeg")


def test_a_picture_that_cannot_be_decoded_after_all_is_marked(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_picture: object) -> None:
        raise derived.Broken

    monkeypatch.setattr(derived, "public_copy", broken)
    assert stored(county, samples.photo()).blob.made == Blob.Made.FAILED


def test_copies_are_cleared_away_after_their_picture(county: County, kept_in: Store) -> None:
    from datetime import timedelta

    services.remove(stored(county, samples.photo()))
    for _ in range(4):
        services.clean(timedelta(0))
    assert not Blob.objects.exists()
    assert list(kept_in.kept()) == []


# -- look-alikes ---------------------------------------------------------------------------------


def test_a_copy_that_looks_alike_is_found_and_another_picture_is_not(county: County) -> None:
    first = stored(county, samples.photo())
    image = samples.pixels().resize((211, 160))
    smaller = stored(county, samples.picture("jpeg", image, quality=40), "b.jpg")
    stored(county, samples.photo(turn=1.0), "c.jpg")
    assert queries.alike(first, [county.subject.scope()]) == [smaller]
    assert queries.alike(first, []) == []


def test_nothing_within_the_limit_is_missed_among_thousands(db: None) -> None:
    chance = random.Random(5)  # noqa: S311 - a repeatable test
    wanted = Fingerprint(chance.getrandbits(256), 100)
    rows = []
    for number in range(3000):
        turned = chance.sample(range(256), chance.choice([3, 12, 15, 16, 20, 28, 31, 32, 40, 128]))
        rows.append(wanted.bits ^ sum(1 << bit for bit in turned))
        Blob.objects.create(sha256=f"{number:064x}", size=1)
    blobs = list(Blob.objects.order_by("sha256"))
    saved = PictureFingerprint.objects.bulk_create(
        PictureFingerprint(blob=blob, bits=f"{bits:064x}", quality=100)
        for blob, bits in zip(blobs, rows, strict=True)
    )
    FingerprintBand.objects.bulk_create(
        FingerprintBand(fingerprint=row, number=number)
        for row in saved
        for number in fingerprints.bands(fingerprints.read(row.bits))
    )
    for limit in (0, 3, 15, 16, 31):
        expected = {
            (blob.pk, (bits ^ wanted.bits).bit_count())
            for blob, bits in zip(blobs, rows, strict=True)
            if (bits ^ wanted.bits).bit_count() <= limit
        }
        found = queries.near(wanted, limit)
        assert {(near.blob_id, near.distance) for near in found} == expected
        assert [near.distance for near in found] == sorted(near.distance for near in found)


def test_blank_walls_look_like_nothing(county: County) -> None:
    wall = stored(county, samples.picture("jpeg", Image.new("RGB", (300, 200), (99, 99, 99))))
    stored(county, samples.picture("jpeg", Image.new("RGB", (301, 200), (99, 99, 99))), "b.jpg")
    assert queries.alike(wall, [county.subject.scope()]) == []
