"""The tree of an edition, whole or filtered, ready to be shown."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from chuangcheng.domain.editions import edition as content
from chuangcheng.domain.scoring.plan import plan_of
from chuangcheng.domain.text import Text, to_simplified, without_braces
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.queries.contents import content_of

MOST_CHARACTERS = 100
_HUNDRED = Decimal(100)
_ZERO = Decimal(0)


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
    """A standard and its part of the edition's full mark in points."""

    standard: content.Standard
    full: Decimal


@dataclass(slots=True)
class Branch:
    """A node with what hangs under it.

    ``full`` is its part of the edition's full mark in points, ``percent`` in percent, ``bonus``
    the most it adds on top; above criteria they count what is shown only, as does ``criteria``.
    ``search`` holds the words it is found by, in every script.
    """

    node: content.Node
    full: Decimal
    bonus: Decimal
    percent: Decimal
    search: str
    children: list["Branch"] = field(default_factory=list)
    standards: list[StandardLine] = field(default_factory=list)
    methods: list[content.Method] = field(default_factory=list)
    leads: list[content.Department] = field(default_factory=list)
    helpers: list[content.Department] = field(default_factory=list)
    criteria: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """The branches to show, and how many criteria are shown out of how many."""

    branches: list[Branch]
    shown: int
    criteria: int


def tree(edition: Edition, wanted: Wanted | None = None) -> Tree:
    """Return the tree with standards, methods and departments.

    Only criteria that match ``wanted`` are kept, with the nodes above them; words may also
    stand in a node above. Everything comes from the edition's content: no query once that
    is read.
    """
    whole = content_of(edition)
    planting = _Planting(whole, wanted or Wanted())
    branches = [branch for node in whole.nodes if (branch := planting.grow(node))]
    shown = sum(branch.criteria for branch in branches)
    return Tree(branches, shown, sum(1 for _ in whole.criteria()))


def folded(words: str) -> str:
    """Return text as it is compared in a search.

    Full-width and half-width forms, Roman numerals and letters (``Ⅲ``, ``III``), upper and
    lower case are the same; frontend/src/islands/tree.ts folds likewise. Traditional and
    simplified script are the same as well; there the page holds the words in both.
    """
    return to_simplified(unicodedata.normalize("NFKC", words)).lower()


class _Planting:
    """Grows branches out of an edition's nodes and leaves out what nobody wants."""

    def __init__(self, whole: content.Edition, wanted: Wanted) -> None:
        self.whole = whole
        self.wanted = wanted
        self.words = folded(wanted.words[:MOST_CHARACTERS]).split()
        self.plan = plan_of(whole)
        self.methods = {method.code: method for method in whole.methods}
        self.departments = {found.code: found for found in whole.departments}
        self.sites = {site.code: site.name for site in whole.site_types}
        self.questions = {question.code: question.text for question in whole.questions}

    def grow(self, node: content.Node, *, found_above: bool = False) -> Branch | None:
        """Return a node's branch, or ``None`` where nothing at or under it is wanted."""
        branch = self._branch(node)
        found = found_above or self._has_words(branch)
        if node.is_criterion:
            branch.criteria = 1
            return branch if found and self._is_wanted(branch) else None
        grown = (self.grow(child, found_above=found) for child in node.children)
        branch.children = [child for child in grown if child]
        if not branch.children:
            return None
        branch.criteria = sum(child.criteria for child in branch.children)
        if self.wanted:
            self._count_what_is_shown(branch)
        return branch

    def _branch(self, node: content.Node) -> Branch:
        full = self.plan.base.get(node.code, _ZERO)
        parts = node.standards
        leads = self._departments((node.lead, *(part.lead for part in parts)))
        joined = self._departments((*node.co, *(code for part in parts for code in part.co)))
        helpers = [helper for helper in joined if helper not in leads]
        methods = dict.fromkeys(code for part in parts for code in part.methods)
        return Branch(
            node,
            full,
            self.plan.bonus.get(node.code, _ZERO),
            full * _HUNDRED / self.whole.full,
            self._search(node, (*leads, *helpers)),
            standards=[StandardLine(p, self.plan.base.get(p.code, _ZERO)) for p in parts],
            methods=[self.methods[code] for code in methods],
            leads=leads,
            helpers=helpers,
        )

    def _departments(self, codes: Iterable[str]) -> list[content.Department]:
        return [self.departments[code] for code in dict.fromkeys(codes) if code]

    def _search(self, node: content.Node, departments: Iterable[content.Department]) -> str:
        texts = [*self._texts(node), *(department.name for department in departments)]
        words = (
            node.code,
            *(standard.code for standard in node.standards),
            *(part for text in texts for part in (text.zh_hant, text.zh_hans, text.en) if part),
        )
        return without_braces(" ".join(dict.fromkeys(words)))

    def _texts(self, node: content.Node) -> Iterator[Text]:
        yield node.title
        for standard in node.standards:
            yield standard.text
            yield from (self.sites[site.type] for site in standard.sites)
            if standard.question:
                yield self.questions[standard.question]

    def _has_words(self, branch: Branch) -> bool:
        if not self.words:
            return True
        text = folded(branch.search)
        return all(word in text for word in self.words)

    def _is_wanted(self, branch: Branch) -> bool:
        wanted = self.wanted
        if wanted.method and wanted.method not in {method.code for method in branch.methods}:
            return False
        codes = {department.code for department in (*branch.leads, *branch.helpers)}
        return not wanted.department or wanted.department in codes

    def _count_what_is_shown(self, branch: Branch) -> None:
        branch.full = sum((child.full for child in branch.children), _ZERO)
        # A cap on the bonus of the whole still holds for a part of it.
        branch.bonus = min(branch.bonus, sum((child.bonus for child in branch.children), _ZERO))
        branch.percent = branch.full * _HUNDRED / self.whole.full
