"""What the library answers, and that big editions cost no more queries than small ones."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.features.frameworks import queries
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.queries.contents import _read
from tests.features.frameworks.small_editions import (
    bare_document,
    criterion,
    document,
    loaded,
    unweighted,
)

pytestmark = pytest.mark.django_db

ASK: dict[str, Callable[[Edition], Any]] = {
    "library": lambda _: queries.library(),
    "tree": queries.tree,
    "filtered tree": lambda edition: queries.tree(edition, queries.Wanted("廣告", "site", "urban")),
    "criterion": lambda edition: queries.criterion_page(edition, "C-1-1-1"),
    "site types": lambda edition: list(queries.site_types(edition)),
    "questions": lambda edition: list(queries.questions(edition)),
    "negative list": lambda edition: list(queries.negative_articles(edition)),
    "departments": queries.department_lines,
}


def asked(ask: Callable[[Edition], Any], edition: Edition) -> int:
    queries.content_of(edition)
    with CaptureQueriesContext(connection) as captured:
        ask(edition)
    return len(captured)


@pytest.mark.parametrize("name", ASK)
def test_queries_do_not_grow_with_the_edition(name: str) -> None:
    small = loaded(document(projects=1, criteria=1, gates=[]))
    large = loaded(document(projects=5, criteria=12, code="large"))
    once = asked(ASK[name], small)
    assert once == asked(ASK[name], large)
    assert once <= 9


def test_a_document_is_read_once() -> None:
    edition = loaded()
    _read.cache_clear()
    assert queries.content_of(edition) is queries.content_of(edition)


def test_a_document_that_no_longer_reads_says_so() -> None:
    edition = loaded()
    Edition.objects.filter(pk=edition.pk).update(document={"format": "other"}, checksum="x")
    with pytest.raises(LookupError, match="no longer reads"):
        queries.content_of(Edition.objects.get(pk=edition.pk))


def test_the_library_counts_by_the_editions_own_levels() -> None:
    loaded(document(projects=2, criteria=3))
    loaded(bare_document())
    entries = {entry.edition.code: entry for entry in queries.library()}
    small = entries["small"]
    assert [(level.name.zh_hant, level.count) for level in small.levels] == [
        ("測評項目", 4),
        ("測評指標", 4),
        ("測評內容", 12),
    ]
    assert (small.criteria, small.site_types) == (14, 1)
    assert (entries["bare"].criteria, entries["bare"].site_types) == (1, 0)


def codes(tree: queries.Tree) -> list[str]:
    def walk(branches: list[queries.Branch]) -> list[str]:
        return [code for branch in branches for code in [branch.node.code, *walk(branch.children)]]

    return walk(tree.branches)


def test_the_tree_is_whole_and_in_order() -> None:
    edition = loaded()
    tree = queries.tree(edition)
    assert codes(tree) == [node.code for node in edition.nodes.all()]
    assert (tree.shown, tree.criteria) == (10, 10)
    assert [branch.criteria for branch in tree.branches] == [4, 4, 1, 1]
    assert [branch.percent for branch in tree.branches] == [50, 50, 0, 0]


@pytest.fixture
def mixed() -> Edition:
    """One criterion on roads led by another department among many on advertisements."""
    source = document()
    roads = criterion("C-road", "道路平整", lead="urban", co=["township"])
    roads["standards"][0] |= {"methods": ["survey"], "sites": []}  # type: ignore[index]  # plain
    source["nodes"][0]["children"][1]["children"].append(roads)  # type: ignore[index]  # plain
    return loaded(source)


@pytest.mark.parametrize(
    "wanted",
    [
        queries.Wanted(words="道路"),
        queries.Wanted(words="鄉鎮 平整"),
        queries.Wanted(words="乡镇"),
        queries.Wanted(words="c-ROAD"),
        queries.Wanted(method="survey"),
        queries.Wanted(department="township"),
        queries.Wanted(words="道路", method="survey", department="urban"),
    ],
)
def test_only_what_is_wanted_is_shown_with_what_lies_above(
    mixed: Edition, wanted: queries.Wanted
) -> None:
    tree = queries.tree(mixed, wanted)
    assert codes(tree) == ["P-1", "I-1-2", "C-road"]
    assert (tree.shown, tree.criteria) == (1, 11)


@pytest.mark.parametrize(
    "wanted",
    [
        queries.Wanted(words="道路 廣告"),
        queries.Wanted(method="none-such"),
        queries.Wanted(department="none-such"),
        queries.Wanted(words="道路", department="propaganda"),
    ],
)
def test_nothing_matches(mixed: Edition, wanted: queries.Wanted) -> None:
    assert queries.tree(mixed, wanted).branches == []


# tests/e2e/test_framework_library.py tries the same on the words typed into the page.
@pytest.mark.parametrize(
    "words", ["Ⅲ-43", "III-43", "iii-43", "ⅲ-43", "ＩＩＩ－４３", "A級", "ａ级", "Ａ級 iii"]
)
def test_forms_of_letters_and_numerals_are_the_same(words: str) -> None:
    source = document()
    roman = criterion("Ⅲ-43", "Ａ級景區")
    source["nodes"][0]["children"][1]["children"].append(roman)  # type: ignore[index]  # plain
    tree = queries.tree(loaded(source), queries.Wanted(words=words))
    assert codes(tree) == ["P-1", "I-1-2", "Ⅲ-43"]


def test_words_of_a_node_find_what_hangs_under_it(mixed: Edition) -> None:
    tree = queries.tree(mixed, queries.Wanted(words="指標1-2"))
    assert codes(tree) == ["P-1", "I-1-2", "C-1-2-1", "C-1-2-2", "C-road"]
    assert queries.tree(mixed, queries.Wanted(words="指標1-2", department="township")).shown == 1


def test_what_is_above_counts_only_what_is_shown(mixed: Edition) -> None:
    def worth(tree: queries.Tree) -> list[tuple[Decimal, Decimal]]:
        project = tree.branches[0]
        shown = (project, *project.children)
        return [(round(b.full, 6), round(b.percent, 6)) for b in shown]

    assert [full for full, _ in worth(queries.tree(mixed))] == [50, 25, 25]
    found = worth(queries.tree(mixed, queries.Wanted(words="道路")))
    (criterion_shown,) = queries.tree(mixed, queries.Wanted(words="道路")).branches[0].children
    part = round(criterion_shown.children[0].full, 6)
    assert found == [(part, part), (part, part)]
    assert 8 < part < 9


def test_a_bonus_above_counts_only_what_is_shown() -> None:
    source = document(projects=1, criteria=1, gates=[])
    parts = [unweighted(f"B-{n}", f"加分{n}", {"type": "bonus", "cap": n}) for n in (2, 4)]
    source["nodes"].append({"code": "B", "title": "加分", "children": parts})  # type: ignore[attr-defined]  # plain
    edition = loaded(source)
    assert queries.tree(edition).branches[-1].bonus == 6
    assert queries.tree(edition, queries.Wanted(words="加分2")).branches[-1].bonus == 2


def test_sites_are_found_by_name(mixed: Edition) -> None:
    assert queries.tree(mixed, queries.Wanted(words="主次干道")).shown == 8


def test_a_criterion_knows_its_place() -> None:
    edition = loaded()
    page = queries.criterion_page(edition, "C-1-2-1")
    assert page is not None
    assert [node.code for node in page.above] == ["P-1", "I-1-2"]
    assert page.previous is not None
    assert page.following is not None
    assert (page.previous.code, page.following.code) == ("C-1-1-2", "C-1-2-2")
    assert (page.number, page.count) == (3, 10)
    assert page.level is not None
    assert page.level.zh_hant == "測評內容"
    (part,) = page.standards
    assert [item.number for item in part.sites[0].items] == [1]


def test_first_and_last_criterion_have_one_neighbour() -> None:
    edition = loaded()
    first, last = (queries.criterion_page(edition, code) for code in ("C-1-1-1", "V-1"))
    assert first is not None
    assert last is not None
    assert first.previous is None
    assert last.following is None


@pytest.mark.parametrize("code", ["P-1", "nothing", ""])
def test_other_nodes_are_no_criteria(code: str) -> None:
    assert queries.criterion_page(loaded(), code) is None


def test_departments_count_what_they_lead_and_join() -> None:
    source = document(projects=1, criteria=2, gates=[])
    part = criterion("C-part")
    part["standards"] = [
        {**part["standards"][0], "lead": "urban", "co": ["township"]},  # type: ignore[index]  # plain
    ]
    source["nodes"].append(part)  # type: ignore[attr-defined]  # plain document
    lines = {line.department.code: line for line in queries.department_lines(loaded(source))}
    assert (lines["propaganda"].leads, lines["propaganda"].joins) == (5, 0)
    assert (lines["urban"].leads, lines["urban"].joins) == (1, 4)
    assert (lines["township"].leads, lines["township"].joins) == (0, 1)
    assert lines["propaganda"].points == 100
