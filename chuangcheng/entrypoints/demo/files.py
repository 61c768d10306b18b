"""The demonstration's files: drawn street views and a notice of an invented bureau."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import ngettext

from chuangcheng.entrypoints.demo import county_units
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.files import queries
from chuangcheng.foundation.files.registry import OWN
from chuangcheng.foundation.files.services import store
from chuangcheng.foundation.orgs.models import Person, Subject

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

UNITS = 4
"""Units that have files; each gets a street view in the morning, its copy, and a text."""
SKIES = ((196, 222, 240), (252, 214, 170), (168, 190, 214), (222, 232, 236))
WALLS = ((206, 120, 92), (226, 196, 140), (150, 160, 176), (188, 150, 130), (232, 224, 206))
WIDTH, HEIGHT, HORIZON = 1600, 1066, 700
TEXT = "演示:本單位公益廣告自查記錄。主次幹道各點位均已查看,破損兩處已更換。\n"


def load() -> Iterator[str]:
    """Store the files where the county has none yet; yield a sentence."""
    county = Subject.objects.filter(code=county_units.COUNTY[0]).first()
    if county is None or queries.files(OWN, [county.scope()]).exists():
        return
    liaisons = Person.objects.filter(unit__subject=county, post=Person.Post.LIAISON)
    count = 0
    for number, person in enumerate(liaisons.select_related("unit").order_by("id")[:UNITS]):
        with transaction.atomic(), acting(Actor(f"demo-{person.pk}", person.name, kind="system")):
            for name, content in _files(number):
                store(io.BytesIO(content), name=name, owner=person.scope(), kind=OWN)
                count += 1
    yield ngettext("stored %(count)s file", "stored %(count)s files", count) % {"count": count}


def _files(number: int) -> Iterator[tuple[str, bytes]]:
    view = _street(number)
    yield f"街景{number + 1}（演示）.jpg", _photo(view)
    # The same view, smaller: the page of one shows the other as look-alike.
    yield f"街景{number + 1}縮小（演示）.jpg", _photo(view.resize((WIDTH // 2, HEIGHT // 2)))
    yield f"自查記錄{number + 1}（演示）.txt", TEXT.encode()


def _street(number: int) -> "Image":
    """Draw a row of houses, trees, a road and a board: no picture of any real place."""
    from PIL import Image, ImageDraw

    view = Image.new("RGB", (WIDTH, HEIGHT), SKIES[number % len(SKIES)])
    draw = ImageDraw.Draw(view)
    left, turn = -40, number * 7 + 3
    while left < WIDTH:
        turn = (turn * 31 + 17) % 101
        width, height = 170 + turn * 2, 240 + (turn * 7) % 260
        _house(draw, (left, HORIZON - height, left + width, HORIZON), WALLS[turn % len(WALLS)])
        left += width + 18
    draw.rectangle((0, HORIZON, WIDTH, HORIZON + 90), fill=(196, 192, 184))
    draw.rectangle((0, HORIZON + 90, WIDTH, HEIGHT), fill=(88, 92, 98))
    for x in range(60 + number * 45, WIDTH, 240):
        draw.rectangle((x, HORIZON + 210, x + 120, HORIZON + 222), fill=(236, 236, 228))
    for x in range(150 + number * 60, WIDTH, 330):
        draw.rectangle((x - 9, HORIZON - 110, x + 9, HORIZON + 40), fill=(104, 78, 56))
        draw.ellipse((x - 85, HORIZON - 280, x + 85, HORIZON - 80), fill=(86, 134, 88))
    board = 260 + number * 290
    draw.rectangle((board, HORIZON - 60, board + 300, HORIZON + 60), fill=(176, 52, 40))
    draw.rectangle((board + 16, HORIZON - 44, board + 284, HORIZON + 44), fill=(248, 240, 220))
    return view


def _house(draw: "ImageDraw", box: tuple[int, int, int, int], wall: tuple[int, int, int]) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=wall)
    for y in range(top + 30, bottom - 60, 70):
        for x in range(left + 24, right - 40, 62):
            draw.rectangle((x, y, x + 34, y + 42), fill=(92, 116, 134))


def _photo(view: "Image") -> bytes:
    """Return the drawing as a JPEG with a camera's notes: a device and a place that are none."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Demonstration", "Demonstration camera"
    exif.get_ifd(0x8769)[0x9003] = "2026:10:31 09:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 36.0), 3: "E", 4: (0.0, 0.0, 36.0)})
    kept = io.BytesIO()
    view.save(kept, "JPEG", quality=86, exif=exif)
    return kept.getvalue()
