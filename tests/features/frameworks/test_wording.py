"""How numbers, texts and rules are put on a page."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from chuangcheng.domain.editions import read_edition
from chuangcheng.domain.editions.rules import Given, KOfN, Veto
from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.models import Edition, Method
from chuangcheng.features.frameworks.templatetags import frameworks as wording
from tests.features.frameworks.small_editions import bare_document, document


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("10.000000"), "10"),
        (Decimal("0.5"), "0.5"),
        (Decimal("39.7"), "39.7"),
        (Decimal("33.333333"), "33.3333"),
        (Decimal("0.00005"), "0.0001"),
        (Decimal(1000), "1000"),
        (7, "7"),
        (None, ""),
    ],
)
def test_numbers_are_written_without_needless_zeros(value: Decimal | None, written: str) -> None:
    assert wording.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("0.4286", "0.43"), ("10.000", "10"), ("0.005", "0.01"), ("0.0049", "<0.01"), ("0", "0")],
)
def test_points_are_never_rounded_to_nothing(value: str, written: str) -> None:
    assert wording.points(Decimal(value)) == written


@pytest.mark.parametrize(
    ("version", "written"),
    [("1", "第 1 版"), ("12", "第 12 版"), ("2026", "2026 版"), ("2026.1", "2026.1 版")],
)
def test_versions_are_called_as_one_says_them(version: str, written: str) -> None:
    with override("zh-hant"):
        assert wording.version_words(version) == written


def test_marks_out_of_a_hundred_are_converted_and_others_are_a_part() -> None:
    with override("zh-hant"):
        assert wording.worth_words(Given(), Decimal("0.35")) == "折算為 0.35 分"
        assert wording.worth_words(KOfN(n=5, k=3), Decimal("0.35")) == "滿分 0.35 分"
        assert wording.worth_words(Veto(), Decimal(0)) == ""


def test_shares_are_written_as_percent() -> None:
    assert wording.percent(Decimal("0.6")) == "60%"
    assert wording.percent(Decimal("0.665")) == "66.5%"


def test_parameters_are_set_off() -> None:
    with override("zh-hant"):
        assert wording.content(Text("步行{300}米", "步行{300}米")) == (
            '步行<b class="parameter">300</b>米'
        )


def test_chinese_on_an_english_page_is_marked() -> None:
    with override("en"):
        assert wording.content(Text("甲", "甲")) == '<span lang="zh-Hant">甲</span>'
        assert wording.content(Text("甲", "甲", "A")) == "A"
        assert wording.content(Text("", "")) == ""
    with override(None):
        assert wording.content(Text("縣", "县")) == "縣"


@pytest.mark.parametrize(
    ("language", "mark"), [("zh-hant", "網"), ("zh-hans", "网"), ("en", "Online check")]
)
def test_a_method_goes_by_its_short_name_where_there_is_one(language: str, mark: str) -> None:
    method = Method(name=Text("網絡調查", "网络调查", "Online check"), short=Text("網", "网"))
    with override(language):
        assert wording.method_mark(method) == mark


def test_a_method_without_short_name_goes_by_its_name() -> None:
    method = Method(name=Text("網絡調查", "网络调查"), short=Text("", ""))
    with override("zh-hans"):
        assert wording.method_mark(method) == "网络调查"


def test_rounding_is_said_in_words() -> None:
    edition = Edition(rounding_places=1, rounding_mode="down", rounding_apply="criterion")
    with override("en"):
        assert wording.rounding_words(edition) == (
            "1 decimal place, the rest is cut off, in every criterion"
        )


GATES = [
    ({"type": "total", "at_least": 85}, "The total is at least 85 points."),
    ({"type": "node", "node": "C", "at_least": "0.6"}, "At least 60% of the full mark in: “唯一”."),
    (
        {"type": "share_of_items", "each_at_least": "0.6", "at_least": "0.9"},
        "At least 90% of the criteria reach 60% of their full mark.",
    ),
    (
        {"type": "every_item", "each_at_least": "0.5"},
        "Each criterion reaches 50% of its full mark.",
    ),
    (
        {"type": "every_item", "each_at_least": "0.5", "within": "C"},
        "Each criterion under “唯一” reaches 50% of its full mark.",
    ),
    (
        {"type": "channel", "channel": "online", "at_least": 80},
        "At least 80 out of 100 in: “網上申報”.",
    ),
]


@pytest.mark.parametrize(("gate", "words"), GATES)
def test_every_kind_of_gate_is_said_in_words(gate: dict[str, object], words: str) -> None:
    source = bare_document(
        gates=[{"code": "G", "title": "線", **gate}],
        channels=[{"code": "online", "name": "網上申報", "weight": 100}],
        methods=[{"code": "material", "name": "材料", "channel": "online"}],
    )
    whole = read_edition(source).edition
    assert whole is not None
    with override("en"):
        assert wording.gate_lines(whole) == [words]


def test_gates_of_one_kind_and_line_are_said_together() -> None:
    whole = read_edition(document()).edition
    assert whole is not None
    with override("en"):
        assert wording.gate_lines(whole) == [
            "The total is at least 85 points.",
            "At least 60% of the full mark in: “項目1”, “項目2”.",
        ]


@pytest.mark.parametrize("kind", ["document", "statement", "photo", "table", "record", "link"])
def test_every_kind_of_material_has_a_name(kind: str) -> None:
    with override("zh-hant"):
        assert wording.material_name(kind) not in ("", kind)
