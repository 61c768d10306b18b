"""Which criteria a gate counts, so that its share can be told as a number of them."""

from collections.abc import Iterator

from chuangcheng.domain.editions import Edition
from chuangcheng.domain.editions.edition import Node
from chuangcheng.domain.scoring.plan import plan_of


def items_of(edition: Edition, code: str) -> int:
    """Return how many criteria that earn points the gate of this code looks at."""
    within = next(gate.node for gate in edition.gates if gate.code == code)
    base = plan_of(edition).base
    criteria = (
        node.code
        for top in edition.nodes
        for node, path in _under(top, ())
        if node.is_criterion and (not within or within in path)
    )
    return sum(1 for criterion in criteria if base[criterion] > 0)


def _under(node: Node, above: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    path = (*above, node.code)
    yield node, path
    for child in node.children:
        yield from _under(child, path)
