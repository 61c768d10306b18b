"""The tree of an edition, whole or filtered, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from chuangcheng.domain.editions.rules import Rule
from chuangcheng.domain.text import Text, to_simplified, without_braces
from chuangcheng.features.frameworks.models import Department, Edition, Method, Node, Standard
from chuangcheng.features.frameworks.queries.contents import content_of

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words anywhere in a criterion, a method, a department's share."""

    words: str = ""
    method: str = ""
    department: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.method or self.department)


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard and its rule."""

    standard: Standard
    rule: Rule


@dataclass(slots=True)
class Branch:
    """A node with what hangs under it; ``percent`` is its part of the edition's full mark.

    ``criteria`` counts the criteria at and under it that are shown.
    """

    node: Node
    percent: Decimal
    children: list["Branch"] = field(default_factory=list)
    standards: list[StandardLine] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    leads: list[Department] = field(default_factory=list)
    helpers: list[Department] = field(default_factory=list)
    criteria: int = 0

    @property
    def search(self) -> str:
        """The words a page does not show: title, demands and departments in the other scripts."""
        texts = self.texts()
        return " ".join(
            dict.fromkeys(part for text in texts for part in (text.zh_hant, text.zh_hans, text.en))
        )

    def texts(self) -> list[Text]:
        """Return every text that a reader may look for."""
        texts = [self.node.title]
        for line in self.standards:
            texts.append(line.standard.text)
            texts.extend(site_type.name for site_type in line.standard.site_types.all())
            if line.standard.question:
                texts.append(line.standard.question.text)
        texts.extend(department.name for department in (*self.leads, *self.helpers))
        return texts


@dataclass(frozen=True, slots=True)
class Tree:
    """The branches to show, and how many criteria are shown out of how many."""

    branches: list[Branch]
    shown: int
    criteria: int


def tree(edition: Edition, wanted: Wanted | None = None) -> Tree:
    """Return the tree with standards, methods and departments.

    Only criteria that match ``wanted`` are kept, with the nodes above them. Six queries,
    however large the tree.
    """
    rules = {standard.code: standard.rule for _, standard in content_of(edition).standards()}
    rows = edition.nodes.select_related("lead").prefetch_related(
        "co_departments", Prefetch("standards", queryset=standards())
    )
    branches = [_branch(node, edition, rules) for node in rows]
    criteria = sum(branch.node.is_criterion for branch in branches)
    matcher = _Matcher(wanted or Wanted())
    kept = [b for b in branches if not b.node.is_criterion or matcher.matches(b)]
    roots = _hang(kept)
    shown = sum(_count(root) for root in roots)
    return Tree(_without_bare(roots), shown, criteria)


def standards() -> QuerySet[Standard]:
    """Return standards with what a list of them shows."""
    return Standard.objects.select_related("lead", "question", "requirement").prefetch_related(
        "methods", "site_types", "co_departments"
    )


def unique_departments(found: Iterable[Department | None]) -> list[Department]:
    """Return each department once, in order."""
    return list({department.pk: department for department in found if department}.values())


def _branch(node: Node, edition: Edition, rules: dict[str, Rule]) -> Branch:
    lines = [StandardLine(row, rules[row.code]) for row in node.standards.all()]
    rows = [line.standard for line in lines]
    leads = unique_departments([node.lead, *(row.lead for row in rows)])
    helpers = unique_departments(
        [*node.co_departments.all(), *(d for row in rows for d in row.co_departments.all())]
    )
    methods = {method.pk: method for row in rows for method in row.methods.all()}
    return Branch(
        node,
        node.full * _HUNDRED / edition.full,
        standards=lines,
        methods=list(methods.values()),
        leads=leads,
        helpers=[helper for helper in helpers if helper not in leads],
    )


def _hang(branches: list[Branch]) -> list[Branch]:
    by_key = {branch.node.pk: branch for branch in branches}
    roots: list[Branch] = []
    for branch in branches:
        parent = by_key.get(branch.node.parent_id or 0)
        (parent.children if parent else roots).append(branch)
    return roots


def _count(branch: Branch) -> int:
    branch.criteria = int(branch.node.is_criterion) + sum(_count(c) for c in branch.children)
    return branch.criteria


def _without_bare(branches: list[Branch]) -> list[Branch]:
    kept = [branch for branch in branches if branch.criteria]
    for branch in kept:
        branch.children = _without_bare(branch.children)
    return kept


class _Matcher:
    """Tells whether a criterion is wanted; traditional and simplified script are the same."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.words = _folded(wanted.words).split()

    def matches(self, branch: Branch) -> bool:
        wanted = self.wanted
        departments = {d.code for d in (*branch.leads, *branch.helpers)}
        if wanted.department and wanted.department not in departments:
            return False
        if wanted.method and wanted.method not in {method.code for method in branch.methods}:
            return False
        if not self.words:
            return True
        text = _haystack(branch)
        return all(word in text for word in self.words)


def _haystack(branch: Branch) -> str:
    codes = (branch.node.code, *(line.standard.code for line in branch.standards))
    words = (*codes, *(f"{text.zh_hans}\n{text.en}" for text in branch.texts()))
    return without_braces("\n".join(words)).casefold()


def _folded(words: str) -> str:
    return to_simplified(words[:100]).casefold()
