"""Checks across an edition once all its parts are read: weights, references, channels, gates."""

from collections import Counter
from collections.abc import Container, Iterable
from decimal import Decimal

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Notebook
from chuangcheng.domain.editions.edition import Edition, Node, Standard
from chuangcheng.domain.editions.rules import Bonus, weighs
from chuangcheng.domain.errors import Path
from chuangcheng.domain.text import narrow

HUNDRED = Decimal(100)


class Whereabouts:
    """Where each node and standard stands in the document (paths differ in flat lists)."""

    def __init__(self, document: object) -> None:
        self.paths: dict[str, Path] = {}
        nodes = document.get("nodes") if isinstance(document, dict) else None
        self._collect(nodes, ("nodes",))

    def _collect(self, nodes: object, path: Path) -> None:
        if not isinstance(nodes, list | tuple):
            return
        for index, node in enumerate(nodes):
            if isinstance(node, dict):
                code = narrow(str(node.get("code", "")))
                self.paths.setdefault(code, (*path, index))
                self._standards(node.get("standards"), code, (*path, index, "standards"))
                self._collect(node.get("children"), (*path, index, "children"))

    def _standards(self, standards: object, criterion: str, path: Path) -> None:
        if not isinstance(standards, list | tuple):
            return
        for index, standard in enumerate(standards):
            if isinstance(standard, dict):
                code = narrow(str(standard.get("code") or f"{criterion}.{index + 1}"))
                self.paths.setdefault(code, (*path, index))

    def of(self, code: str, *more: str | int) -> Path:
        """Return the path of a node or standard."""
        return (*self.paths.get(code, ("nodes",)), *more)


class Lists:
    """The codes that standards may refer to; site types with the numbers of their items."""

    def __init__(self, edition: Edition) -> None:
        self.methods = {method.code for method in edition.methods}
        self.questions = {question.code for question in edition.questions}
        self.items = {
            site.code: {str(item.no) for item in site.items} for site in edition.site_types
        }


def check_edition(edition: Edition, document: object, notebook: Notebook) -> None:
    """Note every fault that shows only when the parts are seen together."""
    where = Whereabouts(document)
    _check_shape(edition, notebook, where)
    _check_weights(edition, notebook, where)
    _check_codes(edition, notebook, where)
    lists = Lists(edition)
    for _, standard in edition.standards():
        _check_standard(lists, standard, notebook, where)
    _check_departments(edition, notebook, where)
    _check_methods(edition, notebook)
    _check_channels(edition, notebook, where)
    _check_gates(edition, notebook)


def _check_shape(edition: Edition, notebook: Notebook, where: Whereabouts) -> None:
    if not any(True for _ in edition.standards()):
        notebook.note(faults.EMPTY_EDITION, ("nodes",))
    for node in edition.walk():
        if node.children and node.standards:
            notebook.note(faults.MIXED_NODE, where.of(node.code), code=node.code)
        if not node.children and not node.standards:
            notebook.note(faults.EMPTY_NODE, where.of(node.code), code=node.code)
        if node.depth >= len(edition.levels):
            notebook.note(
                faults.TOO_DEEP,
                where.of(node.code),
                code=node.code,
                depth=node.depth + 1,
                levels=len(edition.levels),
            )


def _earns(node: Node) -> bool:
    return any(weighs(standard.rule) for part in node.walk() for standard in part.standards)


def _check_weights(edition: Edition, notebook: Notebook, where: Whereabouts) -> None:
    for node in edition.walk():
        earns = _earns(node)
        if earns and node.weight == 0:
            notebook.note(faults.WEIGHT_MISSING, where.of(node.code), code=node.code)
        if not earns and node.weight != 0:
            notebook.note(faults.WEIGHT_UNUSED, where.of(node.code, "weight"), code=node.code)
    if edition.weights == "relative":
        return
    _check_sum(edition.nodes, edition.full, edition, notebook, ("nodes",), edition.code)
    for node in edition.walk():
        if node.children:
            path = where.of(node.code, "children")
            _check_sum(node.children, node.weight, edition, notebook, path, node.code)


def _check_sum(
    nodes: Iterable[Node],
    points: Decimal,
    edition: Edition,
    notebook: Notebook,
    path: Path,
    code: str,
) -> None:
    total = sum((node.weight for node in nodes), Decimal(0))
    expected = HUNDRED if edition.weights == "percent" else points
    if total not in (expected, Decimal(0)):
        notebook.note(
            faults.WEIGHTS_DO_NOT_SUM,
            path,
            code=code,
            sum=total.normalize() if total != total.to_integral() else total.to_integral(),
            expected=expected,
        )


def _check_codes(edition: Edition, notebook: Notebook, where: Whereabouts) -> None:
    """Nodes, standards and articles share one space of codes: a fact names any of them."""
    standards = [standard.code for _, standard in edition.standards()]
    nodes = {node.code for node in edition.walk()}
    counted = Counter(standards)
    for code in dict.fromkeys(standards):
        if counted[code] > 1 or code in nodes:
            notebook.note(faults.DUPLICATE_CODE, where.of(code), code=code)
    taken = nodes | set(standards)
    for index, article in enumerate(edition.negative):
        if article.code in taken:
            path: Path = ("negative", index, "code")
            notebook.note(faults.DUPLICATE_CODE, path, code=article.code)


def _refer(code: str, known: Container[str], name: str, notebook: Notebook, path: Path) -> None:
    if code and code not in known:
        notebook.note(faults.BROKEN_REFERENCE, path, code=code, list=name)


def _check_standard(
    lists: Lists, standard: Standard, notebook: Notebook, where: Whereabouts
) -> None:
    path = where.of(standard.code)
    for index, method in enumerate(standard.methods):
        _refer(method, lists.methods, "methods", notebook, (*path, "methods", index))
    _refer(standard.question, lists.questions, "questions", notebook, (*path, "question"))
    for index, site in enumerate(standard.sites):
        place = (*path, "sites", index)
        _refer(site.type, lists.items, "site_types", notebook, (*place, "type"))
        known = lists.items.get(site.type)
        for number in site.items if known is not None else ():
            name = f"site_types/{site.type}"
            _refer(str(number), known or (), name, notebook, (*place, "items"))


def _check_departments(edition: Edition, notebook: Notebook, where: Whereabouts) -> None:
    known = {department.code for department in edition.departments}
    holders: list[Node | Standard] = list(edition.walk())
    holders.extend(standard for _, standard in edition.standards())
    for holder in holders:
        path = where.of(holder.code)
        _refer(holder.lead, known, "departments", notebook, (*path, "lead"))
        for index, code in enumerate(holder.co):
            _refer(code, known, "departments", notebook, (*path, "co", index))
            if code and code in (holder.lead, *holder.co[:index]):
                notebook.note(faults.LEAD_AMONG_CO, (*path, "co", index), code=code)


def _check_methods(edition: Edition, notebook: Notebook) -> None:
    channels = {channel.code for channel in edition.channels}
    for index, method in enumerate(edition.methods):
        path: Path = ("methods", index, "channel")
        _refer(method.channel, channels, "channels", notebook, path)


def channel_of(edition: Edition, standard: Standard) -> str:
    """Return the channel a standard falls in: its own, or its first method's."""
    if standard.channel:
        return standard.channel
    first = standard.methods[0] if standard.methods else ""
    return next((method.channel for method in edition.methods if method.code == first), "")


def _check_channels(edition: Edition, notebook: Notebook, where: Whereabouts) -> None:
    known = {channel.code for channel in edition.channels}
    used = set()
    for _, standard in edition.standards():
        path = where.of(standard.code)
        _refer(standard.channel, known, "channels", notebook, (*path, "channel"))
        if edition.channels and weighs(standard.rule):
            channel = channel_of(edition, standard)
            used.add(channel)
            if not channel:
                notebook.note(faults.NO_CHANNEL, path, code=standard.code)
    if edition.channels and edition.rounding.apply == "criterion":
        rounded: Path = ("rounding", "apply")
        notebook.note(faults.ROUNDED_CHANNELS, rounded)
    for index, entry in enumerate(edition.channels):
        if entry.code not in used:
            empty: Path = ("channels", index)
            notebook.note(faults.EMPTY_CHANNEL, empty, code=entry.code)


def most_points(edition: Edition) -> Decimal:
    """Return the most an edition can give: the full mark and all bonuses within their cap."""
    caps = [s.rule.cap for _, s in edition.standards() if isinstance(s.rule, Bonus)]
    bonus = sum(caps, Decimal(0))
    if edition.bonus_cap is not None:
        bonus = min(bonus, edition.bonus_cap)
    return edition.full + bonus


def _check_gates(edition: Edition, notebook: Notebook) -> None:
    nodes = {node.code: node for node in edition.walk()}
    channels = {channel.code for channel in edition.channels}
    for index, gate in enumerate(edition.gates):
        path: Path = ("gates", index)
        name = "node" if gate.type == "node" else "within"
        _refer(gate.node, nodes, "nodes", notebook, (*path, name))
        if gate.node in nodes and not _earns(nodes[gate.node]):
            notebook.note(faults.GATE_ON_NOTHING, (*path, name), code=gate.node)
        _refer(gate.channel, channels, "channels", notebook, (*path, "channel"))
        most = {"total": most_points(edition), "channel": HUNDRED}.get(gate.type, Decimal(1))
        if gate.at_least > most:
            notebook.note(
                faults.GATE_OUT_OF_REACH, (*path, "at_least"), found=gate.at_least, most=most
            )
