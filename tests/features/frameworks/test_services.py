"""An edition comes into the library whole, once, and unchanged ever after."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, models
from django.db.models.deletion import ProtectedError

from chuangcheng.domain.editions import read_edition
from chuangcheng.domain.errors import describe
from chuangcheng.domain.scoring.plan import plan_of
from chuangcheng.features.frameworks.models import (
    ChecklistItem,
    Department,
    Edition,
    Gate,
    MaterialRequirement,
    Method,
    NegativeArticle,
    Node,
    Question,
    QuestionOption,
    SiteType,
    Standard,
)
from chuangcheng.features.frameworks.services import checksum_of, library, remove_edition
from tests.features.frameworks.small_editions import (
    bare_document,
    criterion,
    document,
    load,
    loaded,
)

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (
    ChecklistItem,
    Department,
    Edition,
    Gate,
    MaterialRequirement,
    Method,
    NegativeArticle,
    Node,
    Question,
    QuestionOption,
    SiteType,
    Standard,
)


def counts() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


def test_every_part_of_an_edition_becomes_rows() -> None:
    loaded(document(projects=2, criteria=3))
    assert counts() == {
        "ChecklistItem": 2,
        "Department": 3,
        "Edition": 1,
        "Gate": 3,
        "MaterialRequirement": 12,
        "Method": 3,
        "NegativeArticle": 2,
        "Node": 2 + 4 + 12 + 2,
        "Question": 1,
        "QuestionOption": 3,
        "SiteType": 1,
        "Standard": 12 + 2,
    }


def test_nodes_keep_order_depth_and_parent() -> None:
    edition = loaded()
    nodes = list(edition.nodes.select_related("parent"))
    assert [node.code for node in nodes][:5] == ["P-1", "I-1-1", "C-1-1-1", "C-1-1-2", "I-1-2"]
    parents = {node.code: node.parent.code if node.parent else "" for node in nodes}
    assert parents["C-1-1-2"] == "I-1-1"
    assert parents["I-1-1"] == "P-1"
    assert parents["P-1"] == ""
    assert {node.code: node.depth for node in nodes}["C-1-1-1"] == 2


def test_marks_are_those_the_score_uses() -> None:
    source = document()
    edition = loaded(source)
    reading = read_edition(source).edition
    assert reading is not None
    plan = plan_of(reading)
    rows: tuple[Node | Standard, ...] = (*edition.nodes.all(), *edition.standards.all())
    for row in rows:
        assert abs(row.full - plan.base.get(row.code, Decimal(0))) < Decimal("0.000001")
        assert row.bonus == plan.bonus.get(row.code, Decimal(0))
    tops = edition.nodes.filter(depth=0).values_list("full", flat=True)
    assert sum(tops, Decimal(0)) == edition.full
    assert edition.bonus == 3


def test_a_standard_points_at_what_it_names() -> None:
    edition = loaded()
    standard = edition.standards.get(code="C-1-1-1.1")
    assert [method.code for method in standard.methods.all()] == ["material", "site"]
    assert [item.number for item in standard.items.all()] == [1]
    assert [site_type.code for site_type in standard.site_types.all()] == ["road"]
    assert standard.question is not None
    assert standard.question.code == "q-awareness"
    assert standard.requirement.kinds == ["document", "photo"]
    node = standard.node
    assert node.lead is not None
    assert node.lead.code == "propaganda"
    assert [department.code for department in node.co_departments.all()] == ["urban"]


def test_no_named_items_means_the_whole_checklist() -> None:
    source = document(projects=1, criteria=1, gates=[])
    whole = criterion("C-whole")
    whole["standards"][0]["sites"] = [{"type": "road"}]  # type: ignore[index]  # plain document
    source["nodes"].append(whole)  # type: ignore[attr-defined]  # plain document
    standard = loaded(source).standards.get(code="C-whole.1")
    assert [item.number for item in standard.items.all()] == [1, 2]


def test_the_document_is_kept_exactly() -> None:
    source = bare_document(
        full=Decimal("106.0"),
        nodes=[
            {**criterion("A"), "weight": Decimal("39.7"), "co": [], "lead": None},
            {**criterion("B"), "weight": Decimal("66.3"), "co": [], "lead": None},
        ],
        site_types=document()["site_types"],
        questions=document()["questions"],
        methods=document()["methods"],
    )
    kept = Edition.objects.get(pk=loaded(source).pk).document
    again = read_edition(kept).edition
    assert again is not None
    assert [node.weight for node in again.nodes] == [Decimal("39.7"), Decimal("66.3")]
    assert checksum_of(kept) == checksum_of(source)


def test_the_same_again_changes_nothing() -> None:
    first = loaded()
    before = counts()
    again = load(document())
    assert (again.created, again.fault) == (False, None)
    assert again.edition == first
    assert counts() == before


def test_layout_and_order_of_keys_do_not_matter() -> None:
    loaded()
    shuffled = dict(reversed(document().items()))
    assert load(shuffled).created is False


def test_other_content_under_the_same_version_is_refused() -> None:
    loaded()
    before = counts()
    refused = load(document(description="改過的"))
    assert refused.edition is None
    assert refused.fault is not None
    assert "“small” version 1" in describe(refused.fault)
    assert counts() == before


def test_a_new_version_stands_beside_the_old_one() -> None:
    loaded()
    loaded(document(version="2"))
    assert Edition.objects.count() == 2


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("chuangcheng.features.frameworks.services.rows._write_gates", broken)
    with pytest.raises(DatabaseError):
        load(document())
    assert set(counts().values()) == {0}


def somebody_is_quicker(
    monkeypatch: pytest.MonkeyPatch, source: dict[str, object]
) -> Callable[..., Edition | None]:
    """Let the library look empty once, as for one who asked a moment too early."""
    loaded(source)
    look = library._held
    answers: list[Edition | None] = [None]

    def held(edition: object) -> Edition | None:
        return answers.pop() if answers else look(edition)  # type: ignore[arg-type]  # same

    monkeypatch.setattr(library, "_held", held)
    return held


def test_two_at_once_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_is_quicker(monkeypatch, document())
    late = load(document())
    assert (late.created, late.fault) == (False, None)
    assert Edition.objects.count() == 1


def test_two_at_once_with_other_content_refuse_the_later(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_is_quicker(monkeypatch, document(description="先到的"))
    assert load(document()).fault is not None


def test_weights_that_are_an_example_make_an_example() -> None:
    assert loaded(bare_document(weights_status="example")).is_example
    assert loaded(bare_document(code="marked"), as_example=True).is_example
    assert not loaded(bare_document(code="other")).is_example


def test_an_unused_edition_goes_whole() -> None:
    edition = loaded()
    kept = loaded(bare_document())
    assert remove_edition(edition) is None
    assert list(Edition.objects.all()) == [kept]
    assert Node.objects.count() == 1


def test_an_edition_in_use_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = loaded()

    def protected(*_: object) -> None:
        raise ProtectedError("a campaign points here", set())

    monkeypatch.setattr(Edition, "delete", protected)
    fault = remove_edition(edition)
    assert fault is not None
    assert fault.code == "library.in_use"
    assert Edition.objects.count() == 1
