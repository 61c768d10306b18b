"""Text in two scripts, editable numbers, folded widths, inert cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.text import (
    NO_TEXT,
    Segment,
    Text,
    inert,
    narrow,
    segments,
    storable,
    to_simplified,
    to_traditional,
    without_braces,
)


def test_a_text_is_read_in_the_language_asked_for() -> None:
    text = Text("測評體系", "测评体系", "Framework")
    assert text.get("zh-Hant") == text.get("zh-hant") == "測評體系"
    assert text.get("zh-hans") == "测评体系"
    assert text.get("en") == "Framework"


def test_english_falls_back_to_traditional_script_where_nobody_wrote_it() -> None:
    assert Text("測評體系", "测评体系").get("en") == "測評體系"
    assert NO_TEXT.get("en") == ""


@pytest.mark.parametrize(
    ("hant", "hans"),
    [
        ("測評體系", "测评体系"),
        ("乾淨整潔", "干净整洁"),
        ("公里 裏程", "公里 里程"),
        ("佔道經營", "占道经营"),
        ("文明旅遊", "文明旅游"),
    ],
)
def test_simplified_script_is_derived_character_by_character(hant: str, hans: str) -> None:
    assert to_simplified(hant) == hans


def test_the_vocabulary_stays_the_mainlands() -> None:
    assert to_traditional("网络信息文件") == "網絡信息文件"
    assert to_simplified("網絡信息文件") == "网络信息文件"


@pytest.mark.parametrize(
    ("hans", "hant"), [("平台", "平台"), ("公交站台", "公交站台"), ("台账", "台賬")]
)
def test_corrections_mend_what_the_tables_get_wrong(hans: str, hant: str) -> None:
    assert to_traditional(hans) == hant


def test_numbers_in_braces_are_editable_parameters() -> None:
    assert segments("步行{300}米(次幹道{100}米)") == (
        Segment("步行"),
        Segment("300", parameter=True),
        Segment("米(次幹道"),
        Segment("100", parameter=True),
        Segment("米)"),
    )
    assert without_braces("步行{300}米") == "步行300米"


def test_braces_around_words_are_no_parameters() -> None:
    assert segments("{abc}") == (Segment("{abc}"),)


def test_full_width_digits_and_signs_are_folded_but_codes_keep_their_numerals() -> None:
    assert narrow("　９２．３％ ") == "92.3%"
    assert narrow("Ⅲ-1") == "Ⅲ-1"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_cells_that_could_act_are_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@given(st.text())
def test_no_cell_ever_begins_like_a_formula(cell: str) -> None:
    assert not inert(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_joining_the_segments_gives_the_text_back(text: str) -> None:
    joined = "".join(f"{{{s.text}}}" if s.parameter else s.text for s in segments(text))
    assert joined == text


@pytest.mark.parametrize(
    ("text", "longest", "stored"),
    [
        ("城", None, "城"),
        ("a\x00b", None, "ab"),
        ("a\ud800", None, "a?"),
        ("abcd", 3, "ab…"),
        (7, 3, "7"),
    ],
)
def test_stored_text_is_what_every_database_takes(
    text: object, longest: int | None, stored: str
) -> None:
    assert storable(text, longest) == stored
