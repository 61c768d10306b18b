"""Write the rows of one edition: its own lists first, then the tree that points at them."""

from collections.abc import Mapping

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
from chuangcheng.features.frameworks.services.bulk import Shelf, save, stored
from chuangcheng.features.frameworks.services.tree import write_tree


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
    _write_methods(edition, shelf)
    _write_departments(edition, shelf)
    _write_site_types(edition, shelf)
    _write_questions(edition, shelf)
    write_tree(edition, shelf)
    _write_negative(edition, shelf)
    _write_gates(edition, shelf)
    return row


def _write_methods(edition: content.Edition, shelf: Shelf) -> None:
    rows = save(
        Method,
        (
            Method(
                edition=shelf.edition,
                code=method.code,
                position=position,
                name=method.name,
                short=method.short,
                channel=method.channel,
            )
            for position, method in enumerate(edition.methods)
        ),
    )
    shelf.methods = {row.code: row for row in rows}


def _write_departments(edition: content.Edition, shelf: Shelf) -> None:
    rows = save(
        Department,
        (
            Department(
                edition=shelf.edition,
                code=department.code,
                position=position,
                name=department.name,
                kind=department.kind,
            )
            for position, department in enumerate(edition.departments)
        ),
    )
    shelf.departments = {row.code: row for row in rows}


def _write_site_types(edition: content.Edition, shelf: Shelf) -> None:
    rows = save(
        SiteType,
        (
            SiteType(
                edition=shelf.edition,
                code=site.code,
                position=position,
                name=site.name,
                draw=site.draw,
                extent=site.extent,
            )
            for position, site in enumerate(edition.site_types)
        ),
    )
    shelf.site_types = {row.code: row for row in rows}
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
    rows = save(
        Question,
        (
            Question(
                edition=shelf.edition,
                code=question.code,
                position=position,
                text=question.text,
                rate=question.rate,
            )
            for position, question in enumerate(edition.questions)
        ),
    )
    shelf.questions = {row.code: row for row in rows}
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
