"""Write the tree of an edition: nodes level by level, standards, and what they point at."""

from collections.abc import Iterator

from chuangcheng.domain import editions as content
from chuangcheng.features.frameworks.models import MaterialRequirement, Node, Standard
from chuangcheng.features.frameworks.services.bulk import Shelf, save, stored


def write_tree(edition: content.Edition, shelf: Shelf) -> None:
    """Write nodes, standards, requirements and their links to lists written before."""
    _write_nodes(edition, shelf)
    _write_standards(edition, shelf)
    _write_requirements(edition, shelf)
    _link_nodes(edition, shelf)
    _link_standards(edition, shelf)


def _write_nodes(edition: content.Edition, shelf: Shelf) -> None:
    position = {node.code: number for number, node in enumerate(edition.walk())}
    level: list[tuple[content.Node, Node | None]] = [(node, None) for node in edition.nodes]
    while level:  # a child needs its parent's key, so each level is one insert
        rows = save(
            Node,
            (
                Node(
                    edition=shelf.edition,
                    parent=parent,
                    code=node.code,
                    depth=node.depth,
                    position=position[node.code],
                    title=node.title,
                    weight=stored(node.weight),
                    full=shelf.full(node.code),
                    bonus=shelf.bonus(node.code),
                    is_criterion=node.is_criterion,
                    lead=shelf.departments.get(node.lead),
                )
                for node, parent in level
            ),
        )
        shelf.nodes.update({row.code: row for row in rows})
        level = [
            (child, row)
            for (node, _), row in zip(level, rows, strict=True)
            for child in node.children
        ]


def _write_standards(edition: content.Edition, shelf: Shelf) -> None:
    rows = save(
        Standard,
        (
            Standard(
                edition=shelf.edition,
                node=shelf.nodes[node.code],
                code=standard.code,
                position=position,
                text=standard.text,
                weight=stored(standard.weight),
                full=shelf.full(standard.code),
                bonus=shelf.bonus(standard.code),
                rule_type=standard.rule.type,
                channel=shelf.plan.channel.get(standard.code, standard.channel),
                question=shelf.questions.get(standard.question),
                lead=shelf.departments.get(standard.lead),
            )
            for position, (node, standard) in enumerate(edition.standards())
        ),
    )
    shelf.standards = {row.code: row for row in rows}


def _write_requirements(edition: content.Edition, shelf: Shelf) -> None:
    save(
        MaterialRequirement,
        (
            MaterialRequirement(
                standard=shelf.standards[standard.code],
                text=standard.requirement.text,
                kinds=list(standard.requirement.kinds),
                min_count=standard.requirement.min_count,
                max_characters=standard.requirement.max_characters,
                window_months=standard.requirement.window_months,
            )
            for _, standard in edition.standards()
            if standard.requirement is not None
        ),
    )


def _link_nodes(edition: content.Edition, shelf: Shelf) -> None:
    link = Node.co_departments.through
    save(
        link,
        (
            link(node_id=shelf.nodes[node.code].pk, department_id=shelf.departments[code].pk)
            for node in edition.walk()
            for code in dict.fromkeys(node.co)
        ),
    )


def _link_standards(edition: content.Edition, shelf: Shelf) -> None:
    methods, helpers = Standard.methods.through, Standard.co_departments.through
    site_types, items = Standard.site_types.through, Standard.items.through
    rows = [(standard, shelf.standards[standard.code].pk) for _, standard in edition.standards()]
    save(
        methods,
        (
            methods(standard_id=pk, method_id=shelf.methods[code].pk)
            for standard, pk in rows
            for code in dict.fromkeys(standard.methods)
        ),
    )
    save(
        helpers,
        (
            helpers(standard_id=pk, department_id=shelf.departments[code].pk)
            for standard, pk in rows
            for code in dict.fromkeys(standard.co)
        ),
    )
    save(
        site_types,
        (
            site_types(standard_id=pk, sitetype_id=shelf.site_types[code].pk)
            for standard, pk in rows
            for code in dict.fromkeys(site.type for site in standard.sites)
        ),
    )
    save(
        items,
        (
            items(standard_id=pk, checklistitem_id=shelf.items[key].pk)
            for standard, pk in rows
            for key in dict.fromkeys(_serving_items(standard, shelf))
        ),
    )


def _serving_items(standard: content.Standard, shelf: Shelf) -> Iterator[tuple[str, int]]:
    """Yield site type and number of each item that serves a standard; none named means all."""
    for site in standard.sites:
        named = set(site.items)
        for code, number in shelf.items:
            if code == site.type and (not named or number in named):
                yield code, number
