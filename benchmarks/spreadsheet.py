"""The county scheme written as a spreadsheet of formulas that share no code with scoring.

Weights are normalised by the sheet's own sums, every rule is a formula over cells, and the
total is one SUM: what a careful clerk would build by hand.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from chuangcheng.domain.editions import Edition, Node, Standard
from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    Given,
    Grade,
    KOfN,
    PanelSheet,
    PassShare,
    Ratio,
    Threshold,
)

Document = dict[str, Any]
Row = list[Any]


class Sheet:
    """Collects rows of one worksheet; cells that begin with = are formulas."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[Row] = []

    def add(self, *cells: object) -> int:
        """Append a row and return its number, counted from 1."""
        self.rows.append(list(cells))
        return len(self.rows)


class Scheme:
    """Builds the sheets for one edition and one facts document."""

    def __init__(self, edition: Edition, document: Document) -> None:
        self.edition = edition
        self.facts: Document = document["facts"]
        self.negative: Document = document["negative"]
        self.score = Sheet("score")
        self.observed = Sheet("observed")
        self.observations = {
            code: fact["observations"]
            for code, fact in self.facts.items()
            if "observations" in fact
        }

    def build(self) -> None:
        """Fill both sheets; the total stands in the last row of ``score``."""
        for code, entries in self.observations.items():
            for entry in entries:
                self.observed.add(code, int(entry["passed"]))
        points: list[str] = []
        self._nodes(self.edition.nodes, str(self.edition.full), points)
        for article in self.edition.negative:
            if article.sanction == "deduct":
                count = self.negative[article.code]["occurrences"]
                formula = f"=-MIN({article.max_points},{article.points}*{count})"
                points.append(f"C{self.score.add(article.code, '', formula)}")
        cells = "+".join(f"SUM({first})" for first in _joined(points))
        self.score.add("total", "", f"=ROUND({cells},{self.edition.rounding.places})")

    def _nodes(self, nodes: tuple[Node, ...], full: str, points: list[str]) -> None:
        total = "+".join(str(node.weight) for node in nodes)
        for node in nodes:
            row = self.score.add(node.code, f"={full}*{node.weight}/({total})")
            self._nodes(node.children, f"B{row}", points)
            weights = "+".join(str(standard.weight) for standard in node.standards)
            for standard in node.standards:
                self._standard(standard, f"B{row}", weights, points)

    def _standard(self, standard: Standard, full: str, weights: str, points: list[str]) -> None:
        kind = standard.rule.type
        if kind == "veto":
            return
        formula = FORMULAS[kind](standard.rule, self.facts[standard.code], standard.code)
        if kind == "bonus":
            row = self.score.add(standard.code, "", f"={formula}")
        else:
            share = f"={full}*{standard.weight}/({weights})*({formula})"
            row = self.score.add(standard.code, "", share)
        points.append(f"C{row}")


def _joined(cells: list[str], size: int = 200) -> list[str]:
    return [",".join(cells[start : start + size]) for start in range(0, len(cells), size)]


def _grade(rule: Grade, fact: Document, _code: str) -> str:
    if "panel" in fact:
        return _trimmed([str(rule.scale[grade]) for grade in fact["panel"]], rule.panel)
    return str(rule.scale[fact["grade"]])


def _trimmed(values: list[str], panel: PanelSheet | None) -> str:
    trim = panel.trim if panel else 0
    listed = ",".join(values)
    array = f"{{{';'.join(values)}}}"
    ends = "".join(
        f"-LARGE({array},{place})-SMALL({array},{place})" for place in range(1, trim + 1)
    )
    return f"(SUM({listed}){ends})/{len(values) - 2 * trim}"


def _pass_share(rule: PassShare, _fact: Document, code: str) -> str:
    """Observations that are asked for but missing support no point: the larger count divides."""
    count = f'MAX(COUNTIF(observed!A:A,"{code}"),{rule.min_observed or 0})'
    return f'COUNTIFS(observed!A:A,"{code}",observed!B:B,1)/{count}'


def _deduct(rule: Deduct, fact: Document, _code: str) -> str:
    losses = []
    for item in rule.items:
        if item.required:
            found = fact["counts"][item.code]
            missing = "+".join(f"MAX(0,{item.required}-{count})" for count in found)
        else:
            missing = str(fact["shortfalls"][item.code])
        loss = f"{item.per}*({missing})"
        losses.append(loss if item.max_points is None else f"MIN({item.max_points},{loss})")
    return f"MAX(0,{rule.out_of}-({'+'.join(losses)}))/{rule.out_of}"


def _ratio(rule: Ratio, fact: Document, _code: str) -> str:
    return f"MIN(1,({'+'.join(str(value) for value in fact['values'])})/{rule.target})"


def _k_of_n(rule: KOfN, fact: Document, _code: str) -> str:
    groups = [f"IF({group['right']}>={rule.k},1,0)" for group in fact["groups"]]
    return f"({'+'.join(groups)})/{len(groups)}"


def _threshold(rule: Threshold, fact: Document, _code: str) -> str:
    value = fact.get("value", f"{fact.get('numerator')}/{fact.get('denominator')}")
    signs = {(True, False): ">=", (True, True): ">", (False, False): "<=", (False, True): "<"}
    formula = "0"
    for step in reversed(rule.steps):
        sign = signs[rule.upward, step.strict]
        formula = f"IF(({value}){sign}{step.limit},{step.share},{formula})"
    return formula


def _given(rule: Given, fact: Document, _code: str) -> str:
    if "panel" in fact:
        return f"({_trimmed([str(mark) for mark in fact['panel']], rule.panel)})/{rule.out_of}"
    return f"{fact['mark']}/{rule.out_of}"


def _bonus(rule: Bonus, fact: Document, _code: str) -> str:
    earned = f"{rule.per}*{fact['items']}" if "items" in fact else fact["points"]
    return f"MIN({rule.cap},{earned})"


FORMULAS: Mapping[str, Callable[[Any, Document, str], str]] = {
    "grade": _grade,
    "pass_share": _pass_share,
    "deduct": _deduct,
    "ratio": _ratio,
    "k_of_n": _k_of_n,
    "threshold": _threshold,
    "given": _given,
    "bonus": _bonus,
}


def write(edition: Edition, document: Document, path: Path) -> int:
    """Write the workbook and return the row of the total."""
    scheme = Scheme(edition, document)
    scheme.build()
    with xlsxwriter.Workbook(str(path)) as workbook:
        for sheet in (scheme.score, scheme.observed):
            worksheet = workbook.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                worksheet.write_row(number, 0, row)
    return len(scheme.score.rows)
