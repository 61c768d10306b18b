"""Complete facts for any edition, made by chance from a seed, as a document to be read."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from chuangcheng.domain.editions import Edition, Facts, Standard, read_facts
from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    Given,
    Grade,
    KOfN,
    Ratio,
    Threshold,
    Veto,
)

OBSERVATIONS = 1166
"""How many single observations one published mock test made (Jiaozuo)."""

Document = dict[str, Any]


def _grade(rule: Grade, chance: random.Random) -> Document:
    grades = list(rule.scale)
    if rule.panel:
        return {"panel": [chance.choice(grades) for _ in range(rule.panel.assessors or 5)]}
    return {"grade": chance.choice(grades)}


def _deduct(rule: Deduct, chance: random.Random) -> Document:
    counted = {
        item.code: [chance.randint(0, item.required + 1) for _ in range(item.places or 0)]
        for item in rule.items
        if item.required
    }
    plain = {item.code: chance.randint(0, 4) for item in rule.items if not item.required}
    return {key: value for key, value in (("counts", counted), ("shortfalls", plain)) if value}


def _ratio(rule: Ratio, chance: random.Random) -> Document:
    parts = rule.parts or 1
    return {"values": [round(float(rule.target)) * chance.randint(0, 9) // 8 for _ in range(parts)]}


def _k_of_n(rule: KOfN, chance: random.Random) -> Document:
    groups = range(rule.groups or 1)
    return {"groups": [{"asked": rule.n, "right": chance.randint(0, rule.n)} for _ in groups]}


def _threshold(rule: Threshold, chance: random.Random) -> Document:
    if rule.unit == "percent":
        return {"numerator": chance.randint(250, 400), "denominator": 400}
    return {"value": int(rule.steps[0].limit) * chance.randint(6, 14) // 10}


def _given(rule: Given, chance: random.Random) -> Document:
    full = int(rule.out_of)
    if rule.panel:
        marks = range(rule.panel.assessors or 5)
        return {"panel": [chance.randint(full // 2, full) for _ in marks]}
    return {"mark": chance.randint(full // 2, full)}


def _bonus(rule: Bonus, chance: random.Random) -> Document:
    return {"items": chance.randint(0, 3)} if rule.per else {"points": chance.randint(0, 2)}


def _veto(_rule: Veto, _chance: random.Random) -> Document:
    return {"triggered": False}


MAKERS: Mapping[str, Callable[[Any, random.Random], Document]] = {
    "grade": _grade,
    "deduct": _deduct,
    "ratio": _ratio,
    "k_of_n": _k_of_n,
    "threshold": _threshold,
    "given": _given,
    "bonus": _bonus,
    "veto": _veto,
}


def complete_document(edition: Edition, seed: int, observations: int = OBSERVATIONS) -> Document:
    """Return facts for every standard; ``observations`` are spread over the shares passed."""
    chance = random.Random(seed)  # noqa: S311 - simulation, not secrets
    listed = [standard for _, standard in edition.standards()]
    observed = [standard for standard in listed if standard.rule.type == "pass_share"]
    return {
        "format": "chuangcheng.facts.v1",
        "subject": "演示縣",
        "facts": {
            **{
                standard.code: MAKERS[standard.rule.type](standard.rule, chance)
                for standard in listed
                if standard.rule.type in MAKERS
            },
            **_observed(observed, observations, chance),
        },
        "negative": {
            article.code: {"occurrences": chance.choice((0, 0, 0, 1))}
            for article in edition.negative
            if article.sanction == "deduct"
        },
        "negative_reviewed": True,
    }


def _observed(standards: list[Standard], observations: int, chance: random.Random) -> Document:
    spread: Document = {standard.code: {"observations": []} for standard in standards}
    for number in range(observations):
        code = standards[number % len(standards)].code
        spread[code]["observations"].append(
            {"site": f"點位{number % 78}", "item": str(number), "passed": chance.random() < 0.7}
        )
    return spread


def complete_facts(edition: Edition, seed: int, observations: int = OBSERVATIONS) -> Facts:
    """Return the same as read facts."""
    reading = read_facts(complete_document(edition, seed, observations), edition)
    if reading.facts is None:
        raise ValueError([str(fault) for fault in reading.faults[:3]])
    return reading.facts
