"""A result as plain data: the JSON that ``chuangcheng score --json`` prints."""

from decimal import Decimal

from chuangcheng.domain.scoring.numbers import Interval, plain, settle
from chuangcheng.domain.scoring.result import (
    GateResult,
    Loss,
    NodeScore,
    Result,
    TraceNode,
)

FORMAT = "chuangcheng.score.v1"

Document = dict[str, object]


def as_document(
    result: Result, language: str = "zh-Hant", *, trace: bool = False, losses: int | None = 10
) -> Document:
    """Return the result as mappings, lists and strings; every number is a decimal string.

    ``losses`` limits how many criteria are listed (``None``: all that lose points or lack
    facts). Texts are in ``language``.
    """
    edition = result.edition
    document: Document = {
        "format": FORMAT,
        "algorithm": result.algorithm,
        "edition": {
            "code": edition.code,
            "version": edition.version,
            "title": edition.title.get(language),
            "weights_status": edition.weights_status,
        },
        "subject": result.subject,
        "as_of": result.as_of,
        "total": str(result.total),
        "lower": str(result.lower),
        "upper": str(result.upper),
        "full": str(result.full),
        "base_full": str(result.base_full),
        "known_share": str(result.known_share),
        "projects": [_project(one, language) for one in result.projects],
        "gates": [_gate(one, language) for one in result.gates],
        "losses": [_loss(one, language) for one in result.losses[:losses]],
        **_more(result, language),
    }
    if trace:
        document["trace"] = trace_document(result.trace, language)
    return document


def _more(result: Result, language: str) -> Document:
    return {
        "adjustments": [
            {
                "kind": one.kind,
                "code": one.code,
                "title": one.title.get(language),
                "points": str(one.points.score),
                "lower": str(one.points.lower),
                "upper": str(one.points.upper),
            }
            for one in result.adjustments
        ],
        "channels": [
            {
                "code": channel.code,
                "title": channel.name.get(language),
                "weight": plain(channel.weight),
                **_bounds(channel.points),
            }
            for channel in result.channels
        ],
        "years": [
            {
                "code": year.code,
                "title": year.name.get(language),
                "weight": plain(year.weight),
                "detailed": not year.bare,
                **_bounds(year.points),
            }
            for year in result.years
        ],
        "title_status": result.title_status,
        "sanctions": [
            {
                "code": one.code,
                "text": one.text.get(language),
                "sanction": one.sanction,
                "occurrences": None if one.occurrences is None else str(one.occurrences),
                "months": None if one.months is None else str(one.months),
            }
            for one in result.sanctions
        ],
    }


def _bounds(points: Interval) -> Document:
    return {"score": str(points.score), "lower": str(points.lower), "upper": str(points.upper)}


def _project(one: NodeScore, language: str) -> Document:
    return {
        "code": one.code,
        "title": one.title.get(language),
        **_bounds(one.points),
        "full": str(one.full),
    }


def _loss(one: Loss, language: str) -> Document:
    return {
        "code": one.code,
        "title": one.title.get(language),
        "project": one.project,
        "lead": one.lead,
        **_bounds(one.points),
        "full": str(one.full),
        "lost": str(one.lost),
        "unknown": str(one.unknown),
    }


def _gate(one: GateResult, language: str) -> Document:
    value = one.value
    return {
        "code": one.code,
        "title": one.title.get(language),
        "type": one.type,
        "status": one.status,
        "value": None if value is None or one.nothing_known else plain(value.score),
        "lower": None if value is None else plain(value.lower),
        "upper": None if value is None else plain(value.upper),
        "required": None if one.required is None else plain(one.required),
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def trace_document(node: TraceNode, language: str) -> Document:
    """Return one line of the trace with everything under it, unrounded."""
    share = node.share
    mark = None if share is None or node.out_of is None else share.score * node.out_of
    return {
        "code": node.code,
        "title": node.title.get(language),
        "kind": node.kind,
        "rule": node.rule or None,
        "algorithm": node.algorithm or None,
        # A standard's full mark is exact, as its score is recomputed from it.
        "full": plain(node.full if node.kind == "standard" else settle(node.full)),
        "mark": _plain(mark),
        "out_of": _plain(node.out_of),
        "share": None if share is None else plain(share.score),
        "share_upper": None if share is None else plain(share.upper),
        "score": plain(node.points.score),
        "lower": plain(node.points.lower),
        "upper": plain(node.points.upper),
        "status": node.status,
        "inputs": dict(node.inputs),
        "source": node.source or None,
        "children": [trace_document(child, language) for child in node.children],
    }
