"""The JSON of a score: its names, its strings, its languages."""

from collections.abc import Iterator
from typing import Any

import pytest

from chuangcheng.domain.scoring import as_document
from tests.domain.documents import Document, criterion, edition, extra, node, scored, standard

FOUND = edition(
    node(
        "n",
        criterion(
            "a",
            {"type": "given", "out_of": "39.7"},
            lead="office",
            title={"zh-Hant": "內容", "zh-Hans": "内容", "en": "Content"},
        ),
        criterion("b", {"type": "grade", "scale": "abcd"}, weight=3),
        weight=40,
    ),
    criterion(
        "c", weight=60, standards=[standard({"type": "pass_share"}), standard({"type": "given"})]
    ),
    extra("e", {"type": "bonus", "cap": 5}),
    departments=[{"code": "office", "name": "辦公室"}],
    negative=[
        {"code": "N", "text": "條文", "sanction": "deduct", "points": 2, "max_points": 6},
        {"code": "S", "text": "停牌", "sanction": "suspend", "months": 12},
    ],
    gates=[{"code": "G", "title": "線", "type": "total", "at_least": 85}],
)
FACTS: Document = {
    "a": {"mark": "19.85", "source": "文檔組"},
    "b": {"grade": "B"},
    "c.1": {"observed": 4, "passed": 3},
    "e": {"points": 2},
}
# a 10 × .5 = 5; b 30 × .66 = 19.8; c.1 30 × .75 = 22.5; c.2 unknown 0 to 30; bonus 2; N −2
RESULT = scored(
    FOUND, FACTS, negative={"N": {"occurrences": 1}}, subject="雲溪縣", as_of="2026-10-31"
)


def document(language: str = "zh-Hant", **options: Any) -> dict[str, Any]:  # noqa: ANN401 - options as they are
    return as_document(RESULT, language, **options)


def lines(trace: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield trace
    for child in trace["children"]:
        yield from lines(child)


def test_totals_and_heads() -> None:
    found = document()
    heads = {key: found[key] for key in ("total", "lower", "upper", "full", "known_share")}
    assert heads == {
        "total": "47.30",
        "lower": "47.30",
        "upper": "77.30",
        "full": "105.00",
        "known_share": "0.7000",
    }
    assert (found["format"], found["algorithm"]) == ("chuangcheng.score.v1", "scoring.v1")
    assert (found["subject"], found["as_of"]) == ("雲溪縣", "2026-10-31")
    assert found["edition"]["code"] == "test"
    assert found["edition"]["weights_status"] == "example"


def test_projects_gates_losses_adjustments_and_sanctions() -> None:
    found = document()
    assert [
        (one["code"], one["score"], one["upper"], one["full"]) for one in found["projects"]
    ] == [
        ("n", "24.80", "24.80", "40.00"),
        ("c", "22.50", "52.50", "60.00"),
        ("e", "2.00", "2.00", "5.00"),
    ]
    gate = found["gates"][0]
    assert (gate["code"], gate["status"], gate["value"], gate["upper"], gate["required"]) == (
        "G",
        "fail",
        "47.3",
        "77.3",
        "85",
    )
    assert [(one["code"], one["lost"], one["unknown"]) for one in found["losses"]] == [
        ("b", "10.20", "0.00"),
        ("c", "7.50", "30.00"),
        ("a", "5.00", "0.00"),
    ]
    assert found["losses"][2]["lead"] == "office"
    assert found["losses"][2]["project"] == "n"
    assert [(one["kind"], one["code"], one["points"]) for one in found["adjustments"]] == [
        ("negative", "N", "-2.00")
    ]
    assert [(one["code"], one["occurrences"], one["months"]) for one in found["sanctions"]] == [
        ("N", "1", None),
        ("S", None, "12"),
    ]
    assert found["title_status"] == "unknown"


@pytest.mark.parametrize(("losses", "count"), [(None, 3), (2, 2), (10, 3)])
def test_as_many_losses_as_asked(losses: int | None, count: int) -> None:
    assert len(document(losses=losses)["losses"]) == count


@pytest.mark.parametrize(
    ("language", "title"), [("zh-Hant", "內容"), ("zh-Hans", "内容"), ("en", "Content")]
)
def test_texts_are_in_the_language_asked_for(language: str, title: str) -> None:
    assert document(language)["losses"][2]["title"] == title


def test_the_trace_shows_what_went_in_and_what_came_out() -> None:
    assert "trace" not in document()
    rows = {one["code"]: one for one in lines(document(trace=True)["trace"])}
    line = rows["a.1"]
    assert (line["kind"], line["rule"], line["algorithm"]) == ("standard", "given", "given.v1")
    assert (line["full"], line["mark"], line["out_of"], line["share"]) == (
        "10",
        "19.85",
        "39.7",
        "0.5",
    )
    assert (line["score"], line["status"], line["source"]) == ("5", "known", "文檔組")
    assert (rows["b.1"]["mark"], rows["b.1"]["share"], rows["b.1"]["score"]) == (
        "66",
        "0.66",
        "19.8",
    )
    unknown = rows["c.2"]
    assert (unknown["status"], unknown["score"], unknown["upper"]) == ("unknown", "0", "30")
    assert (unknown["share"], unknown["share_upper"], unknown["source"]) == ("0", "1", None)
    assert (rows["c"]["status"], rows["n"]["status"]) == ("partial", "known")
    assert (rows["e.1"]["score"], rows["e.1"]["full"], rows["N"]["score"]) == ("2", "5", "-2")


def test_every_number_is_a_string() -> None:
    def numbers(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from numbers(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from numbers(inner)
        elif not isinstance(value, str | bool | None):
            yield value

    assert list(numbers(document(trace=True))) == []
