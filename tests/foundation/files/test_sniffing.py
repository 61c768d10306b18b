"""What a file is, and what is refused about it, each with its sentence."""

import io
import struct
import warnings
import zipfile
import zlib

import pytest
from PIL import Image

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.files.formats import types
from chuangcheng.foundation.files.formats.names import LONGEST, read_name
from chuangcheng.foundation.files.formats.sniffing import inspect, shown_size
from tests.foundation.files import samples


def inspected(name: str, content: bytes, allowed: frozenset[str] = types.ALL) -> str:
    return inspect(io.BytesIO(content), len(content), read_name(name), allowed).code


def sentence(name: str, content: bytes, allowed: frozenset[str] = types.ALL) -> str:
    """Return what is said instead of taking a file."""
    with pytest.raises(Refused) as refusal:
        inspected(name, content, allowed)
    (fault,) = refusal.value.faults
    return describe(fault)


@pytest.mark.parametrize("code", sorted(samples.GOOD))
def test_every_type_is_known_by_its_content(code: str) -> None:
    name, make = samples.GOOD[code]
    assert inspected(name, make()) == code


def test_every_type_has_a_sample() -> None:
    assert set(samples.GOOD) == types.ALL


@pytest.mark.parametrize("code", sorted(samples.GOOD))
@pytest.mark.parametrize("other", ["a.pdf", "a.jpg", "a.docx", "a.mp4"])
def test_an_ending_that_the_content_belies_is_refused(code: str, other: str) -> None:
    _, make = samples.GOOD[code]
    if types.BY_ENDING[other[2:]].code == code:
        return
    said = sentence(other, make())
    assert said.startswith(f"“{other}” says by its ending that it is ")
    assert said.endswith("Save it again with the program it was made with, and send the new file.")


def test_an_empty_file_is_refused() -> None:
    assert sentence("a.pdf", b"") == (
        "“a.pdf” is empty (0 bytes)."
        " Open it on your device to see whether it was saved, then send it again."
    )


@pytest.mark.parametrize("name", ["run.exe", "page.html", "drawing.svg", "macro.docm", "disk.iso"])
def test_endings_we_do_not_know_are_refused(name: str) -> None:
    ending = name.partition(".")[2]
    said = sentence(name, b"MZ whatever")
    assert said.startswith(f"Files ending in “.{ending}” are not taken here. Taken are: jpg, png")


def test_a_name_without_an_ending_is_refused() -> None:
    assert sentence("README", b"text").startswith("“README” has no ending that says what it is.")


def test_a_type_that_the_kind_does_not_take_is_refused() -> None:
    assert sentence("a.pdf", samples.PDF, types.PICTURES) == (
        "“a.pdf” is a PDF document, which is not taken here. Taken are: jpg, png, webp, gif."
    )


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "pdf", "txt", "csv", "docx"])
@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"\xef\xbb\xbf  <!DOCTYPE html><title>x</title>",
        b"<html><body onload=alert(1)>%PDF-1.7",
        b"harmless first line <script>alert(1)</script>",
        "\ufeff<script>alert(1)</script>".encode("utf-16-le"),
    ],
)
def test_pages_drawings_and_scripts_are_refused_whatever_they_are_called(
    ending: str, content: bytes
) -> None:
    assert sentence(f"a.{ending}", content) == (
        f"“a.{ending}” holds a web page, a drawing in SVG or a script; these are not taken."
        " Send a picture (JPEG, PNG) or a PDF of it."
    )


TWO_IN_ONE = "carries something else behind or inside the"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", samples.photo() + samples.package(a_txt=b"hidden")),
        ("a.jpg", samples.photo() + b"<script>alert(1)</script>"),
        ("a.png", samples.picture("png") + b"MZ\x90\0program"),
        ("a.gif", samples.picture("gif") + b"<script>alert(1)</script>"),
        ("a.webp", samples.picture("webp") + samples.package(a_txt=b"hidden")),
        ("a.pdf", samples.PDF + samples.package(a_txt=b"hidden")),
        ("a.pdf", samples.PDF + b"MZ program"),
    ],
)
def test_two_files_in_one_are_refused(name: str, content: bytes) -> None:
    assert TWO_IN_ONE in sentence(name, content)


def test_a_gif_that_is_a_script_at_once_is_refused() -> None:
    """Its width spells the start of a comment, its tail ends it and runs."""
    script = bytearray(samples.picture("gif", samples.pixels(64, 48)))
    script[6:8] = b"/*"
    said = sentence("a.gif", bytes(script) + b"*/=1;alert(1)")
    assert "“a.gif”" in said


def test_a_pdf_with_a_page_before_it_is_refused() -> None:
    assert "web page" in sentence("a.pdf", b"<html><script>x</script></html>\n" + samples.PDF)


@pytest.mark.parametrize(
    "tail",
    [
        b"",
        b"\0\0\0",
        samples.photo(1.0),
        b"\0" * 12 + samples.photo(1.0),
        samples.video(b"mp42"),
        b"\x01SEFH trailer of a phone SEFT",
    ],
)
def test_what_phones_put_behind_a_photo_is_no_offence(tail: bytes) -> None:
    assert inspected("a.jpg", samples.photo() + tail) == "jpeg"


@pytest.mark.parametrize("code", ["jpeg", "png", "webp", "gif", "pdf", "docx", "mp4", "zip"])
def test_a_file_cut_off_is_refused(code: str) -> None:
    name, make = samples.GOOD[code]
    whole = make()
    said = sentence(name, whole[: len(whole) * 2 // 3])
    assert said == (
        f"“{name}” is cut off or damaged and cannot be opened."
        " Open it on your device; if that works, save it again and send the new file."
    )


def test_a_picture_bomb_is_told_by_its_head_and_never_unpacked() -> None:
    rows = zlib.compress(b"\0" * 20_000)
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )  # fmt: skip
    said = sentence("a.png", b"\x89PNG\r\n\x1a\n" + chunks)
    assert said == (
        "“a.png” has 50000 × 50000 pixels; at most 40 million are taken."
        " Save it in a smaller size and send it again."
    )


def test_a_picture_that_is_one_long_line_is_refused() -> None:
    content = samples.picture("png", Image.new("1", (40_000, 1)))
    assert "40000 × 1 pixels" in sentence("a.png", content)


def test_a_document_that_would_unfold_without_end_is_refused() -> None:
    said = sentence("a.docx", samples.office("word/document.xml", big_xml=bytes(60 * 1024 * 1024)))
    assert said == (
        "“a.docx” would unfold to far more than its size, so it was not opened."
        " Send what is inside as separate files."
    )


def test_an_archive_whose_entries_share_their_bytes_is_refused() -> None:
    kept = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.bin", bytes(1024 * 1024))
        entry = archive.infolist()[0]
        for number in range(20):
            twin = zipfile.ZipInfo(f"{number}.bin")
            twin.header_offset, twin.CRC = entry.header_offset, entry.CRC
            twin.compress_size, twin.file_size = entry.compress_size, entry.file_size
            twin.compress_type = entry.compress_type
            archive.filelist.append(twin)
    assert "unfold" in sentence("a.zip", kept.getvalue())


@pytest.mark.parametrize("wide", [False, True])
def test_a_list_of_contents_is_not_believed_about_its_length(
    monkeypatch: pytest.MonkeyPatch, wide: bool
) -> None:
    """The end record tells of one entry; the list, or a second end record, of very many."""
    monkeypatch.setattr(zipfile.ZipFile, "infolist", None)  # comes after objects were made
    listed = (b"PK\x01\x02" + bytes(42)) * 10_001
    start, told = b"PK\x03\x04" + bytes(26), 1 if wide else len(listed)
    second = struct.pack(
        "<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 10_001, 10_001, len(listed), len(start)
    ) + struct.pack("<4sIQI", b"PK\x06\x07", 0, len(start) + len(listed), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, told, len(start), 0)
    assert "unfold" in sentence("a.zip", start + listed + (second if wide else b"") + end)
    monkeypatch.setattr("chuangcheng.foundation.shell.formats.archive_lists.MOST_BYTES", 1000)
    few = (b"PK\x01\x02" + bytes(42)) * 30
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(few), len(start), 0)
    assert "unfold" in sentence("a.zip", start + few + end)


def test_an_archive_of_too_many_entries_is_refused_before_they_are_listed() -> None:
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_000, 65_000, 100, 0, 0)
    assert "unfold" in sentence("a.zip", b"PK\x03\x04" + bytes(100) + end)


def test_macros_are_refused_in_a_file_that_says_it_has_none() -> None:
    content = samples.office("word/document.xml", word__vbaProject_bin=b"program")
    assert "holds macros" in sentence("a.docx", content)


def test_a_file_under_a_password_is_refused() -> None:
    said = sentence("a.docx", samples.compound("EncryptedPackage"))
    assert said.startswith("“a.docx” is protected by a password")


@pytest.mark.parametrize("name", ["a.heic", "a.jpg", "a.mp4"])
def test_heic_pictures_are_refused_with_the_way_out(name: str) -> None:
    assert "HEIC" in sentence(name, samples.box(b"ftyp", b"heic" + bytes(8)) + bytes(64))


def test_a_file_over_the_limit_of_its_type_is_refused() -> None:
    class Huge(io.BytesIO):
        """Says it is large without being it."""

    content = b"plain text"
    with pytest.raises(Refused) as refusal:
        inspect(Huge(content), 21 * 1024 * 1024, read_name("a.txt"), types.ALL)
    assert describe(refusal.value.faults[0]).startswith("“a.txt” is larger than 20 MB")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  街景  照片.JPG ", "街景 照片.JPG"),
        ('a<b>:"c"|?*.pdf', "a_b___c____.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("...hidden.pdf", "hidden.pdf"),
        ("v1.2 final.docx", "v1.2 final.docx"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("圖" * 300 + ".jpeg", "圖" * (LONGEST - 5) + ".jpeg"),
    ],
)
def test_a_name_is_cleaned_without_becoming_a_stranger(given: str, kept: str) -> None:
    assert read_name(given).text == kept


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "..\\..\\boot.ini.txt",
        "C:\\photos\\a.jpg",
        "a\0.jpg",
        "annexe\u202egpj.jpg",
        "a\u200b.jpg",
        "a\x1b[2J.jpg",
    ],
)
def test_a_name_that_hides_something_is_refused(name: str) -> None:
    assert sentence(name, samples.photo()) == (
        "The file's name holds signs that could hide what it is or where it goes."
        " Rename it with plain letters, digits and Chinese characters, and send it again."
    )


@pytest.mark.parametrize("name", ["", "  ", ".", "..", ".jpg"])
def test_a_file_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        inspected(name, samples.photo())


@pytest.mark.parametrize("name", ["photo.php.jpg", "a.exe.pdf", "page.html.png", "x.svg.jpg"])
def test_a_programs_ending_inside_the_name_is_refused(name: str) -> None:
    inner = name.split(".")[1]
    assert sentence(name, samples.photo()).startswith(
        f"“{name}” has the ending .{inner} of a program inside its name."
    )


def test_sizes_are_said_as_people_say_them() -> None:
    assert [shown_size(n) for n in (0, 1023, 1536, 200 * 1024**2, 3 * 1024**3 // 2)] == [
        "0 B", "1023 B", "1.5 KB", "200 MB", "1.5 GB",
    ]  # fmt: skip
