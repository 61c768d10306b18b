"""Write the rows of one edition: its own lists first, then the tree that points at them."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from chuangcheng.domain import editions as content
from chuangcheng.domain.editions.check import most_points
from chuangcheng.domain.scoring.plan import plan_of
from chuangcheng.features.frameworks.models import (
    ChecklistItem,
    Department,
    Edition,
    Gate,
    Method,
    NegativeArticle,
    Question,
    QuestionOption,
    SiteType,
)
from chuangcheng.features.frameworks.models.columns import as_json
from chuangcheng.features.frameworks.services.bulk import Row, Shelf, save, stored
from chuangcheng.features.frameworks.services.tree import write_tree


class Coded(Protocol):
    """An entry of one of an edition's lists."""

    @property
    def code(self) -> str:
        """What it is called by in the edition."""


def write_edition(
    edition: content.Edition,
    document: Mapping[str, object],
    checksum: str,
    *,
    is_example: bool,
) -> Edition:
    """Write everything an edition holds and return its row; the caller has the transaction."""
    row = Edition.objects.create(
        code=edition.code,
        version=edition.version,
        kind=edition.kind,
        title=edition.title,
        description=edition.description,
        source=edition.source,
        weights_status=edition.weights_status,
        is_example=is_example,
        full=stored(edition.full),
        bonus=stored(most_points(edition) - edition.full),
        levels=[as_json(level) for level in edition.levels],
        weights=edition.weights,
        rounding_places=edition.rounding.places,
        rounding_mode=edition.rounding.mode,
        rounding_apply=edition.rounding.apply,
        document=document,
        checksum=checksum,
    )
    shelf = Shelf(row, plan_of(edition))
    shelf.methods = _write_coded(Method, shelf, edition.methods, "name", "short", "channel")
    shelf.departments = _write_coded(Department, shelf, edition.departments, "name", "kind")
    _write_site_types(edition, shelf)
    _write_questions(edition, shelf)
    write_tree(edition, shelf)
    _write_negative(edition, shelf)
    _write_gates(edition, shelf)
    return row


def _write_coded(
    model: type[Row], shelf: Shelf, entries: Iterable[Coded], *columns: str
) -> dict[str, Row]:
    """Write one of an edition's lists, whose columns are called as in the domain; key by code."""
    listed = list(entries)
    rows = save(
        model,
        (
            model(
                edition=shelf.edition,
                code=entry.code,
                position=position,
                **{column: getattr(entry, column) for column in columns},
            )
            for position, entry in enumerate(listed)
        ),
    )
    return {entry.code: row for entry, row in zip(listed, rows, strict=True)}


def _write_site_types(edition: content.Edition, shelf: Shelf) -> None:
    shelf.site_types = _write_coded(SiteType, shelf, edition.site_types, "name", "draw", "extent")
    items = save(
        ChecklistItem,
        (
            ChecklistItem(
                site_type=shelf.site_types[site.code],
                number=item.no,
                text=item.text,
                judge=item.judge,
            )
            for site in edition.site_types
            for item in site.items
        ),
    )
    shelf.items = {(item.site_type.code, item.number): item for item in items}


def _write_questions(edition: content.Edition, shelf: Shelf) -> None:
    shelf.questions = _write_coded(Question, shelf, edition.questions, "text", "rate")
    save(
        QuestionOption,
        (
            QuestionOption(
                question=shelf.questions[question.code],
                number=number,
                text=option.text,
                counts=option.counts,
            )
            for question in edition.questions
            for number, option in enumerate(question.options, start=1)
        ),
    )


def _write_negative(edition: content.Edition, shelf: Shelf) -> None:
    save(
        NegativeArticle,
        (
            NegativeArticle(
                edition=shelf.edition,
                code=article.code,
                position=position,
                text=article.text,
                sanction=article.sanction,
                points=stored(article.points),
                max_points=stored(article.max_points),
                months=article.months,
            )
            for position, article in enumerate(edition.negative)
        ),
    )


def _write_gates(edition: content.Edition, shelf: Shelf) -> None:
    save(
        Gate,
        (
            Gate(
                edition=shelf.edition,
                code=gate.code,
                position=position,
                title=gate.title,
                type=gate.type,
                at_least=stored(gate.at_least),
                each_at_least=stored(gate.each_at_least),
                node=shelf.nodes.get(gate.node),
                channel=gate.channel,
            )
            for position, gate in enumerate(edition.gates)
        ),
    )
