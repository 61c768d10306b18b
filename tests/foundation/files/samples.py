"""Small files of every type, made here, and hostile ones."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

TAKEN = "2026:10:31 09:30:00"
CAMERA = "Example Phone 9"


def pixels(width: int = 320, height: int = 240, turn: float = 0.0) -> Image.Image:
    """Return a picture with waves and a disc, unlike any turned or mirrored copy of itself."""
    x, y = np.meshgrid(np.arange(width) / width, np.arange(height) / height)
    red = 127 + 120 * np.sin(9 * x + 4 * y * y + turn)
    green = 127 + 120 * np.sin(5 * y + 7 * x * y - turn)
    blue = 255 * (((x - 0.3) ** 2 + (y - 0.6) ** 2) < 0.04 + turn / 50)
    return Image.fromarray(np.stack([red, green, blue], axis=-1).clip(0, 255).astype(np.uint8))


def picture(code: str, image: Image.Image | None = None, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's own
    kept = io.BytesIO()
    (image or pixels()).save(kept, format=code.upper(), **options)
    return kept.getvalue()


def photo(turn: float = 0.0, orientation: int = 1) -> bytes:
    """Return a JPEG as a phone makes it: time, place, device and orientation noted inside."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Example", CAMERA, orientation
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    exif.get_ifd(0x8769)[0x9011] = "+08:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 36.0), 3: "E", 4: (120.0, 6.0, 0.0)})
    return picture("jpeg", pixels(turn=turn), exif=exif, quality=88, comment=b"secret comment")


def package(**parts: bytes) -> bytes:
    """Return a ZIP archive; names carry ``__`` for a slash and ``_`` for a dot."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return kept.getvalue()


def office(main: str, **more: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr(main, b"<document/>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return kept.getvalue()


def compound(stream: str) -> bytes:
    """Return the least of a compound file: head, one table, one directory sector."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 48, 1)
    for slot in range(109):
        struct.pack_into("<I", head, 76 + 4 * slot, 0 if slot == 0 else 0xFFFFFFFF)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(head) + table + b"".join(_entry(name) for name in ("Root Entry", stream, "", ""))


def _entry(name: str) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + bytes(62)


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def video(brand: bytes = b"isom", size: int = 64) -> bytes:
    return box(b"ftyp", brand + bytes(8)) + box(b"moov", bytes(16)) + box(b"mdat", bytes(size))


def sound() -> bytes:
    return b"RIFF" + struct.pack("<I", 40) + b"WAVEfmt " + bytes(32)


PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"

GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "jpeg": ("街景.jpg", photo),
    "png": ("plan.png", lambda: picture("png")),
    "webp": ("view.webp", lambda: picture("webp")),
    "gif": ("old.gif", lambda: picture("gif")),
    "pdf": ("通知.pdf", lambda: PDF),
    "docx": ("report.docx", lambda: office("word/document.xml")),
    "xlsx": ("table.xlsx", lambda: office("xl/workbook.xml")),
    "pptx": ("slides.pptx", lambda: office("ppt/presentation.xml")),
    "doc": ("old.doc", lambda: compound("WordDocument")),
    "xls": ("old.xls", lambda: compound("Workbook")),
    "mp4": ("walk.mp4", video),
    "mov": ("walk.mov", lambda: video(b"qt  ")),
    "m4a": ("talk.m4a", lambda: video(b"M4A ")),
    "mp3": ("talk.mp3", lambda: b"ID3\x04" + bytes(64)),
    "wav": ("talk.wav", sound),
    "zip": ("all.zip", lambda: package(a_txt=b"one")),
    "txt": ("說明.txt", "文明縣城,人人有責。".encode),
    "csv": ("sites.csv", lambda: "編號,名稱\n1,南街".encode("gb18030")),
}
