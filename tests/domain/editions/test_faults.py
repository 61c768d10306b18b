"""Every sentence that the readers can say is provoked, at the place it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.domain.editions import faults, read_edition, read_facts
from chuangcheng.domain.editions.facts import GradeFact
from chuangcheng.domain.errors import Fault, Path, Place, Sentence, describe
from tests.domain.documents import (
    Document,
    criterion,
    edition_document,
    extra,
    facts_document,
    node,
    read,
    standard,
)

SENTENCES = {name: value for name, value in vars(faults).items() if isinstance(value, Sentence)}

RULES: dict[str, Document] = {
    "ratio": {"type": "ratio", "target": 8, "parts": 2},
    "k": {"type": "k_of_n", "n": 5, "k": 3, "groups": 2},
    "share": {"type": "pass_share"},
    "rate": {"type": "threshold", "steps": [{"at_least": "90%", "share": 1}]},
    "stops": {"type": "deduct", "items": [{"code": "stop", "per": 2, "required": 2, "places": 3}]},
    "two": {"type": "deduct", "items": [{"code": "a", "per": 1}, {"code": "b", "per": 1}]},
    "grade": {"type": "grade", "scale": "abcd"},
    "mark": {"type": "given", "out_of": 10, "panel": {"combine": "mean", "assessors": 2}},
    "times": {"type": "given"},
}
ARTICLE = {"code": "N-1", "text": "條文", "sanction": "revoke"}
WHOLE = edition_document(
    *(criterion(code, rule) for code, rule in RULES.items()),
    extra("veto", {"type": "veto"}),
    extra("points", {"type": "bonus", "cap": 3}),
    criterion("several", standards=[standard({"type": "given"}), standard({"type": "given"})]),
    negative=[ARTICLE],
)
YEARLY = edition_document(criterion("a"), years=[{"code": "y1", "name": "一", "weight": 100}])


@dataclass(frozen=True)
class Case:
    """A document with one fault; ``edition`` is given where the document holds facts."""

    sentence: str
    document: Mapping[str, Any]
    path: Path
    edition: Document | None = None


def bad_edition(sentence: str, path: Path, *nodes: Document, **more: object) -> Case:
    return Case(sentence, edition_document(*(nodes or (criterion("a"),)), **more), path)


def bad_rule(sentence: str, path: Path, rule: object, **more: object) -> Case:
    place = ("nodes", 0, "standards", 0, "rule", *path)
    return bad_edition(sentence, place, criterion("a", rule), **more)


def bad_fact(sentence: str, path: Path, code: str, fact: object) -> Case:
    return Case(sentence, facts_document({code: fact}), ("facts", code, *path), WHOLE)


def without(name: str) -> Document:
    document = edition_document(criterion("a"))
    del document[name]
    return document


def steps(*listed: Document) -> Document:
    return {"type": "threshold", "steps": list(listed)}


ONLY_BONUS = criterion("a", {"type": "bonus", "cap": 3})
QUESTION = {"code": "q", "text": "問", "options": [{"text": "是", "counts": "maybe"}]}
CHANNELS = [{"code": "c", "name": "渠道", "weight": 100}]
UNIT = [{"code": "office", "name": "辦公室"}]
SITE = {
    "code": "school",
    "name": "學校",
    "extent": "校門",
    "items": [{"no": 1, "text": "一"}, {"no": 1, "text": "二"}],
}

CASES = (
    # --- the shape of any document
    Case("NOT_A_MAPPING", [1, 2], ()),  # type: ignore[arg-type]  # what a file may hold
    bad_edition("NOT_A_MAPPING", ("methods", 0), methods=["材料"]),
    bad_rule("NOT_A_MAPPING", (), "grade"),
    bad_fact("NOT_A_MAPPING", (), "times", 80),
    bad_edition("NOT_A_LIST", ("levels",), levels="測評項目"),
    bad_edition("UNKNOWN_KEY", ("titel",), titel="測試"),
    bad_rule("UNKNOWN_KEY", ("scale",), {"type": "given", "scale": "abcd"}),
    bad_fact("UNKNOWN_KEY", ("grade",), "times", {"mark": 1, "grade": "A"}),
    Case("MISSING_KEY", without("version"), ()),
    Case("MISSING_KEY", without("title"), ()),
    bad_rule("MISSING_KEY", (), {"type": "grade"}),
    bad_edition("NOT_A_TEXT", ("title",), title=True),
    bad_edition("MISSING_TEXT", ("title",), title=" "),
    bad_edition("MISSING_TEXT", ("levels", 1), levels=["一", None]),
    bad_edition("MISSING_TEXT", ("title",), title={"en": "only English"}),
    bad_edition("NOT_A_NUMBER", ("full",), full="一百"),
    bad_fact("NOT_A_NUMBER", ("mark",), "times", {"mark": "好"}),
    bad_edition("NOT_A_WHOLE_NUMBER", ("rounding", "places"), rounding={"places": Decimal("1.5")}),
    bad_edition("NUMBER_TOO_LONG", ("full",), full=10**12),
    bad_edition("NUMBER_TOO_LONG", ("full",), full="1" * 40),
    bad_edition("NEGATIVE_NUMBER", ("nodes", 0, "weight"), criterion("a", weight=-1)),
    bad_fact("NEGATIVE_NUMBER", ("points",), "points", {"points": -1}),
    bad_rule("TOO_SMALL", ("n",), {"type": "k_of_n", "n": 0, "k": 1}),
    bad_edition("TOO_LARGE", ("rounding", "places"), rounding={"places": 7}),
    Case(
        "TOO_LARGE",
        facts_document(years={"y1": {"total": "100.5"}}),
        ("years", "y1", "total"),
        YEARLY,
    ),
    bad_edition("MUST_BE_POSITIVE", ("full",), full=0),
    bad_edition("NOT_A_RATE", ("scales", "abcd", "A"), scales={"abcd": {"A": 66}}),
    bad_fact("NOT_A_RATE", ("value",), "rate", {"value": 92}),
    bad_fact("NOT_A_RATE", ("value",), "rate", {"value": "101%"}),
    bad_edition("NOT_A_CHOICE", ("kind",), kind="village"),
    bad_edition("NOT_YES_OR_NO", ("questions", 0, "options", 0, "counts"), questions=[QUESTION]),
    bad_fact("NOT_YES_OR_NO", ("triggered",), "veto", {"triggered": "maybe"}),
    bad_edition("WRONG_FORMAT", ("format",), format="chuangcheng.edition.v0"),
    bad_edition("FACTS_INSTEAD", ("format",), format="chuangcheng.facts.v1"),
    Case("EDITION_INSTEAD", {"format": "chuangcheng.edition.v1"}, ("format",), WHOLE),
    bad_edition("BAD_CODE", ("code",), code="one two"),
    bad_edition("BAD_CODE", ("nodes", 0, "code"), criterion("長" * 41)),
    # --- the tree
    bad_edition("DUPLICATE_CODE", ("nodes", 1, "code"), criterion("a"), criterion("a")),
    bad_edition(
        "DUPLICATE_CODE",
        ("nodes", 0, "standards", 0),
        criterion("a", standards=[standard({"type": "given"}, code="b")]),
        criterion("c", standards=[standard({"type": "given"}, code="b")]),
    ),
    bad_edition("DUPLICATE_CODE", ("negative", 0, "code"), negative=[{**ARTICLE, "code": "a"}]),
    bad_edition("DUPLICATE_CODE", ("site_types", 0, "items"), site_types=[SITE]),
    bad_edition("DUPLICATE_CODE", ("methods", 1, "code"), methods=[UNIT[0], UNIT[0]]),
    bad_rule(
        "DUPLICATE_CODE",
        ("items",),
        {"type": "deduct", "items": [{"code": "x", "per": 1}, {"code": "x", "per": 2}]},
    ),
    bad_edition(
        "CYCLE",
        ("nodes", 0),
        node("b", parent="d"),
        node("d", parent="b"),
        criterion("a", parent="d"),
    ),
    bad_edition("CYCLE", ("nodes", 0), node("b", criterion("a"), parent="a")),
    bad_edition("UNKNOWN_PARENT", ("nodes", 0, "parent"), criterion("a", parent="z")),
    bad_edition(
        "PARENT_INSIDE",
        ("nodes", 0, "children", 0, "parent"),
        node("b", criterion("a", parent="c")),
        criterion("c"),
    ),
    bad_edition("EMPTY_NODE", ("nodes", 1), criterion("a"), node("b", weight=0)),
    bad_edition("MIXED_NODE", ("nodes", 0), {**criterion("a"), "children": [criterion("b")]}),
    bad_edition("TOO_DEEP", ("nodes", 0, "children", 0), node("b", criterion("a")), levels=["一"]),
    bad_edition("EMPTY_EDITION", ("nodes",), nodes=[]),
    # --- weights
    bad_edition(
        "WEIGHTS_DO_NOT_SUM",
        ("nodes",),
        criterion("a", weight=60),
        criterion("b", weight=30),
        weights="points",
    ),
    bad_edition(
        "WEIGHTS_DO_NOT_SUM",
        ("nodes", 0, "children"),
        node("n", criterion("a", weight=60), criterion("b", weight=40), weight=50),
        criterion("c", weight=50),
        weights="points",
    ),
    bad_edition(
        "WEIGHTS_DO_NOT_SUM",
        ("nodes", 0, "children"),
        node("n", criterion("a", weight=25), criterion("b", weight=25), weight=50),
        criterion("c", weight=50),
        weights="percent",
    ),
    bad_edition("LIST_DOES_NOT_SUM", ("years",), years=[{"code": "y", "name": "年", "weight": 90}]),
    bad_edition("WEIGHT_MISSING", ("nodes", 1), criterion("b"), criterion("a", weight=None)),
    bad_edition("WEIGHT_UNUSED", ("nodes", 1, "weight"), criterion("b"), ONLY_BONUS),
    bad_edition(
        "WEIGHT_NOT_ALLOWED",
        ("nodes", 0, "standards", 0, "weight"),
        criterion("a", standards=[standard({"type": "veto"}, weight=1)]),
    ),
    # --- references
    bad_edition("BROKEN_REFERENCE", ("nodes", 0, "lead"), criterion("a", lead="x")),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "co", 1),
        criterion("a", co=["office", "x"]),
        departments=UNIT,
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "standards", 0, "methods", 0),
        criterion("a", standards=[standard({"type": "given"}) | {"methods": ["x"]}]),
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "standards", 0, "question"),
        criterion("a", standards=[standard({"type": "given"}, question="x")]),
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "standards", 0, "sites", 0, "type"),
        criterion("a", standards=[standard({"type": "given"}, sites=[{"type": "x"}])]),
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "standards", 0, "sites", 0, "items"),
        criterion(
            "a", standards=[standard({"type": "given"}, sites=[{"type": "school", "items": [9]}])]
        ),
        site_types=[{**SITE, "items": SITE["items"][:1]}],
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("methods", 0, "channel"),
        methods=[{"code": "material", "name": "材料", "channel": "x"}],
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("gates", 0, "node"),
        gates=[{"code": "G", "title": "線", "type": "node", "node": "x", "at_least": 1}],
    ),
    bad_rule("BROKEN_REFERENCE", ("scale",), {"type": "grade", "scale": "x"}),
    Case("BROKEN_REFERENCE", facts_document(years={"y2": {"total": 1}}), ("years", "y2"), YEARLY),
    # --- rules
    bad_rule("UNKNOWN_RULE", ("type",), {"type": "lottery"}),
    bad_edition("EMPTY_SCALE", ("scales", "abcd"), scales={"abcd": {}}),
    bad_rule(
        "STEPS_NOT_ORDERED",
        ("steps",),
        steps({"at_least": "80%", "share": 1}, {"at_least": "90%", "share": "0.5"}),
    ),
    bad_rule(
        "STEPS_NOT_ORDERED",
        ("steps",),
        steps({"at_most": 1, "share": 1}, {"at_most": "50%", "share": "0.5"}),
    ),
    bad_rule(
        "STEPS_NOT_ORDERED",
        ("steps",),
        steps({"at_least": "90%", "share": "0.5"}, {"at_least": "80%", "share": "0.5"}),
    ),
    bad_rule(
        "STEPS_MIXED",
        ("steps",),
        steps({"at_least": "90%", "share": 1}, {"at_most": "80%", "share": "0.5"}),
    ),
    bad_rule("STEP_LIMIT", ("steps", 0), steps({"share": 1})),
    bad_rule("STEP_LIMIT", ("steps", 0), steps({"at_least": 1, "above": 1, "share": 1})),
    bad_rule("K_ABOVE_N", (), {"type": "k_of_n", "n": 3, "k": 5}),
    bad_rule(
        "COUNT_NEEDS_PLACES",
        ("items", 0),
        {"type": "deduct", "items": [{"code": "x", "per": 1, "required": 2}]},
    ),
    bad_rule("PER_OR_ITEMS", (), {"type": "deduct"}),
    bad_rule("PER_OR_ITEMS", (), {"type": "deduct", "per": 1, "items": [{"code": "x", "per": 1}]}),
    bad_rule(
        "TRIM_TOO_LARGE",
        ("panel",),
        {"type": "given", "panel": {"combine": "trimmed_mean", "trim": 2, "assessors": 4}},
    ),
    bad_rule(
        "TRIM_WITHOUT_CUT",
        ("panel", "trim"),
        {"type": "given", "panel": {"trim": 1, "assessors": 5}},
    ),
    bad_rule(
        "TOO_SMALL",
        ("panel", "trim"),
        {"type": "given", "panel": {"combine": "trimmed_mean", "trim": 0}},
    ),
    # --- lists
    bad_edition(
        "EMPTY_LIST",
        ("nodes", 0, "standards", 0, "methods"),
        criterion("a", standards=[{**standard({"type": "given"}), "methods": []}]),
    ),
    bad_edition(
        "EMPTY_LIST",
        ("questions", 0, "options"),
        questions=[{"code": "q", "text": "問", "options": []}],
    ),
    bad_edition(
        "MONTHS_WITHOUT_SUSPENSION", ("negative", 0, "months"), negative=[{**ARTICLE, "months": 12}]
    ),
    bad_edition(
        "LEAD_AMONG_CO",
        ("nodes", 0, "co", 0),
        criterion("a", lead="d", co=["d"]),
        departments=[{"code": "d", "name": "部門"}],
    ),
    bad_edition(
        "ROUNDED_CHANNELS",
        ("rounding", "apply"),
        criterion("a", standards=[standard({"type": "given"}, channel="c")]),
        channels=[{"code": "c", "name": "渠道", "weight": 100}],
        rounding={"apply": "criterion"},
    ),
    bad_edition(
        "GATE_ON_NOTHING",
        ("gates", 0, "node"),
        criterion("a"),
        extra("b", {"type": "bonus", "cap": 2}),
        gates=[{"code": "G", "title": "線", "type": "node", "node": "b", "at_least": "50%"}],
    ),
    bad_edition(
        "UNKNOWN_KEY",
        ("gates", 0, "within"),
        gates=[{"code": "G", "title": "線", "type": "total", "within": "a", "at_least": 1}],
    ),
    bad_edition(
        "BROKEN_REFERENCE",
        ("nodes", 0, "standards", 0, "channel"),
        criterion("a", standards=[standard({"type": "given"}, channel="nowhere")]),
    ),
    bad_edition("BAD_CODE", ("nodes", 0, "code"), criterion("-1")),
    bad_edition(
        "BAD_CODE",
        ("nodes", 0, "standards", 0, "methods", 0),
        criterion("a", standards=[{**standard({"type": "given"}), "methods": [None]}]),
    ),
    bad_edition(
        "NO_CHANNEL",
        ("nodes", 0, "standards", 0),
        criterion("a"),
        criterion("b", standards=[standard({"type": "given"}, channel="c")]),
        channels=CHANNELS,
    ),
    bad_edition(
        "EMPTY_CHANNEL",
        ("channels", 1),
        criterion("a", standards=[standard({"type": "given"}, channel="c")]),
        channels=[{**CHANNELS[0], "weight": 50}, {"code": "d", "name": "空", "weight": 50}],
    ),
    bad_edition(
        "GATE_OUT_OF_REACH",
        ("gates", 0, "at_least"),
        gates=[{"code": "G", "title": "線", "type": "total", "at_least": 101}],
    ),
    bad_edition(
        "SANCTION_POINTS",
        ("negative", 0),
        negative=[{**ARTICLE, "sanction": "deduct", "points": 2}],
    ),
    bad_edition(
        "SANCTION_POINTS", ("negative", 0), negative=[{**ARTICLE, "points": 2, "max_points": 2}]
    ),
    # --- facts
    Case("WRONG_EDITION", facts_document(edition="other"), ("edition",), WHOLE),
    bad_fact("UNKNOWN_CODE", (), "tims", {"mark": 1}),
    bad_fact("STRANGE_CODE", (), "合計", {"mark": 1}),
    bad_fact("AMBIGUOUS_CODE", (), "several", {"mark": 1}),
    Case(
        "DUPLICATE_FACT",
        facts_document({"times": {"mark": 1}, "times.1": {"mark": 1}}),
        ("facts", "times.1"),
        WHOLE,
    ),
    bad_fact(
        "DUPLICATE_FACT",
        ("counts", "stop"),
        "stops",
        {"shortfalls": {"stop": 1}, "counts": {"stop": [2, 2, 2]}},
    ),
    Case(
        "UNKNOWN_ARTICLE",
        facts_document(negative={"N-9": {"occurred": False}}),
        ("negative", "N-9"),
        WHOLE,
    ),
    bad_fact("GRADE_OUTSIDE_SCALE", ("grade",), "grade", {"grade": "E"}),
    bad_fact("GRADE_OUTSIDE_SCALE", ("panel", 1), "grade", {"panel": ["A", "E"]}),
    bad_fact("PASSED_ABOVE_OBSERVED", (), "share", {"observed": 5, "passed": 6}),
    bad_fact("RIGHT_ABOVE_ASKED", (), "k", {"asked": 3, "right": 4}),
    bad_fact("RIGHT_ABOVE_ASKED", ("groups", 0), "k", {"groups": [{"asked": 3, "right": 4}]}),
    bad_fact("ASKED_ABOVE_N", (), "k", {"asked": 6, "right": 4}),
    bad_fact("NOT_ONE_WAY", (), "times", {"source": "不知道"}),
    bad_fact("NOT_ONE_WAY", (), "ratio", {"value": 1, "values": [1]}),
    bad_fact("NOT_ONE_WAY", ("shortfall",), "two", {"shortfall": 1}),
    bad_fact("NOT_ONE_WAY", ("items",), "points", {"items": 1}),
    Case("NOT_ONE_WAY", facts_document(negative={"N-1": {}}), ("negative", "N-1"), WHOLE),
    bad_fact("MARK_ABOVE_FULL", ("mark",), "mark", {"mark": 11}),
    bad_fact("MARK_ABOVE_FULL", ("panel", "乙"), "mark", {"panel": {"甲": 9, "乙": 11}}),
    bad_fact("TOO_MANY_ENTRIES", ("panel",), "mark", {"panel": [1, 2, 3]}),
    bad_fact("TOO_MANY_ENTRIES", ("values",), "ratio", {"values": [1, 2, 3]}),
    bad_fact("TOO_MANY_ENTRIES", ("groups",), "k", {"groups": [{"asked": 5, "right": 5}] * 3}),
    bad_fact("TOO_MANY_ENTRIES", ("counts", "stop"), "stops", {"counts": {"stop": [2] * 4}}),
    bad_fact("UNKNOWN_ITEM", ("shortfalls", "bus"), "stops", {"shortfalls": {"bus": 1}}),
    bad_fact("UNKNOWN_ITEM", ("counts", "c"), "two", {"counts": {"c": [1]}}),
    bad_fact("NOT_COUNTED", ("counts", "a"), "two", {"counts": {"a": [1]}}),
    bad_fact("SHORTFALL_TOO_LARGE", ("shortfalls", "stop"), "stops", {"shortfalls": {"stop": 7}}),
    bad_fact("SHORTFALL_TOO_LARGE", ("shortfall",), "stops", {"shortfall": 7}),
    bad_fact("NUMERATOR_ABOVE_DENOMINATOR", (), "rate", {"numerator": 2, "denominator": 1}),
    Case("UNDER_YEARS", facts_document({"a": {"mark": 1}}), ("facts",), YEARLY),
    Case("UNDER_YEARS", facts_document(years={}, negative={}), ("negative",), YEARLY),
    Case("NO_YEARS", facts_document(years={"y1": {"total": 1}}), ("years",), WHOLE),
    Case("TOTAL_OR_FACTS", facts_document(years={"y1": {}}), ("years", "y1"), YEARLY),
)


def found_in(case: Case) -> tuple[Fault, ...]:
    if case.edition is None:
        reading = read_edition(case.document)
        assert (reading.edition is None) == bool(reading.faults)
        return reading.faults
    facts = read_facts(case.document, read(case.edition))
    assert (facts.facts is None) == bool(facts.faults)
    return facts.faults


def name_of(case: Case) -> str:
    return f"{case.sentence}-{'/'.join(map(str, case.path))}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_fault_is_found_at_its_place(case: Case) -> None:
    found = [(fault.sentence, fault.place.path) for fault in found_in(case)]
    assert (SENTENCES[case.sentence], case.path) in found


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_one_mistake_gives_one_fault(case: Case) -> None:
    found = found_in(case)
    assert len(found) == 1, [describe(fault) for fault in found]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_sentence_can_be_said_with_all_its_words(case: Case) -> None:
    for fault in found_in(case):
        said = describe(fault)
        assert "%(" not in said
        assert "%%" not in said
        assert said.endswith(".")


def test_every_sentence_is_provoked() -> None:
    assert set(SENTENCES) - {case.sentence for case in CASES} == set()
    codes = [sentence.code for sentence in SENTENCES.values()]
    assert len(codes) == len(set(codes))


def test_places_are_those_of_the_file() -> None:
    def locate(path: Path) -> Place:
        return Place("county.yaml", path, line=40 - len(path))

    document = edition_document(criterion("a", weight=-1), kind="village")
    reading = read_edition(document, locate)
    assert [describe(fault).split(": ", 1)[0] for fault in reading.faults] == [
        "county.yaml, line 37, nodes/1/weight",  # in the order of the file's lines
        "county.yaml, line 39, kind",
    ]


def test_all_faults_of_a_file_are_found_at_once() -> None:
    document = edition_document(
        criterion("a", {"type": "lottery"}, weight="x"), full=0, kind="village", titel=1
    )
    codes = {fault.code for fault in read_edition(document).faults}
    assert codes == {
        "edition.unknown_rule",
        "document.not_a_number",
        "document.must_be_positive",
        "document.not_a_choice",
        "document.unknown_key",
    }


def test_faults_of_parts_and_across_parts_are_told_together() -> None:
    document = edition_document(
        criterion("a", title="", weight=1),
        criterion("b", weight=1, standards=[standard({"type": "given"}, methods=["nose"])]),
        full=100,
        weights="points",
    )
    codes = sorted(fault.code for fault in read_edition(document).faults)
    assert codes == [
        "document.missing_text",
        "edition.broken_reference",
        "edition.weights_do_not_sum",
    ]


def test_codes_are_known_as_people_type_them() -> None:
    edition = read(edition_document(criterion("Ⅲ-1"), criterion("Ⅲ-2")))
    reading = read_facts(facts_document({"iii-1": {"mark": 1}, "ＩＩＩ-2.1": {"mark": 1}}), edition)
    assert reading.facts is not None
    assert set(reading.facts.facts) == {"Ⅲ-1.1", "Ⅲ-2.1"}


def test_a_grade_may_be_written_small() -> None:
    reading = read_facts(facts_document({"grade": {"grade": "ａ"}}), read(WHOLE))
    assert reading.facts is not None
    assert reading.facts.facts["grade.1"].value == GradeFact("A")


def test_a_year_without_anything_is_unknown_as_any_fact_is() -> None:
    reading = read_facts(facts_document(years={"y1": None}), read(YEARLY))
    assert reading.facts is not None
    assert reading.facts.years == {}
