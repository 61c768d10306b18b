"""Each kind of rule for the property tests: rules, whole facts, blanked, raised and best facts.

*Blanked* is a fact from which something known was taken away. *Raised* is a fact in which one
known thing is better: a higher grade, one more passed, one less missing, one more right answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]
Fact = Document | None
Draw = Callable[[st.SearchStrategy[Any]], Any]

SCALES: Mapping[str, Mapping[str, str]] = {
    "abcd": {"A": "1", "B": "0.66", "C": "0.33", "D": "0"},
    "two": {"甲": "1", "乙": "0.47"},
}


@dataclass(frozen=True)
class Kind:
    """How to draw one kind of rule and its facts; ``best`` is a fact that earns everything."""

    rule: Callable[[Draw], Document]
    whole: Callable[[Draw, Document], Document]
    blanked: Callable[[Draw, Document, Document], Fact]
    raised: Callable[[Draw, Document, Document], Document]
    best: Callable[[Document], Document]


def number(draw: Draw, most: int, places: int = 1, least: int = 0) -> Decimal:
    scale = int(10**places)
    drawn: int = draw(st.integers(least * scale, most * scale))
    return Decimal(drawn) / Decimal(scale)


def one_known(draw: Draw, values: list[Any]) -> int | None:
    """The position of one entry that is not blank."""
    known = [index for index, value in enumerate(values) if value is not None]
    return draw(st.sampled_from(known)) if known else None


def some_blank(draw: Draw, values: list[Any], *, may_end: bool) -> list[Any]:
    """Blank some entries, and cut the list where the rule says how long it should be."""
    kept = [None if draw(st.booleans()) else value for value in values]
    return kept[: draw(st.integers(0, len(kept)))] if may_end else kept


def panel(draw: Draw) -> Document:
    trim = draw(st.integers(0, 2))
    assessors = draw(st.integers(2 * trim + 1, 2 * trim + 4))
    if trim:
        return {"combine": "trimmed_mean", "trim": trim, "assessors": assessors}
    return {"combine": "mean", "assessors": assessors}


# --- grade -------------------------------------------------------------------------------


def grade_rule(draw: Draw) -> Document:
    rule = {"type": "grade", "scale": draw(st.sampled_from(sorted(SCALES)))}
    return {**rule, "panel": panel(draw)} if draw(st.booleans()) else rule


def a_grade(draw: Draw, rule: Document) -> str:
    found: str = draw(st.sampled_from(sorted(SCALES[rule["scale"]])))
    return found


def grade_whole(draw: Draw, rule: Document) -> Document:
    if "panel" not in rule:
        return {"grade": a_grade(draw, rule)}
    return {"panel": [a_grade(draw, rule) for _ in range(rule["panel"]["assessors"])]}


def panel_blanked(draw: Draw, rule: Document, fact: Document) -> Fact:
    return {"panel": some_blank(draw, fact["panel"], may_end=True)} if "panel" in fact else None


def better_grade(draw: Draw, rule: Document, grade: str) -> str:
    scale = SCALES[rule["scale"]]
    better = [one for one in scale if Decimal(scale[one]) >= Decimal(scale[grade])]
    found: str = draw(st.sampled_from(better))
    return found


def grade_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    if "grade" in fact:
        return {"grade": better_grade(draw, rule, fact["grade"])}
    grades = list(fact["panel"])
    index = one_known(draw, grades)
    if index is not None:
        grades[index] = better_grade(draw, rule, grades[index])
    return {"panel": grades}


def grade_best(rule: Document) -> Document:
    return {"grade": next(grade for grade, share in SCALES[rule["scale"]].items() if share == "1")}


# --- pass_share --------------------------------------------------------------------------


def share_rule(draw: Draw) -> Document:
    least = draw(st.none() | st.integers(1, 6))
    return (
        {"type": "pass_share"} if least is None else {"type": "pass_share", "min_observed": least}
    )


def share_whole(draw: Draw, rule: Document) -> Document:
    least = rule.get("min_observed", 1)
    count = draw(st.integers(least, least + 3))
    seen = [draw(st.booleans()) for _ in range(count)]
    if draw(st.booleans()):
        return {"observations": [{"passed": passed} for passed in seen]}
    return {"observed": len(seen), "passed": sum(seen)}


def observations(fact: Document) -> list[Any]:
    if "observations" in fact:
        return [one["passed"] for one in fact["observations"]]
    return [True] * fact["passed"] + [False] * (fact["observed"] - fact["passed"])


def share_blanked(draw: Draw, rule: Document, fact: Document) -> Fact:
    seen = observations(fact)
    # Fewer than asked for are unknown; where more were seen, leaving one out is another fact.
    kept = some_blank(draw, seen, may_end=len(seen) == rule.get("min_observed"))
    return {"observations": [{"passed": one} for one in kept]}


def share_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    seen = observations(fact)
    if False in seen:
        seen[seen.index(False)] = True
    return {"observations": [{"passed": one} for one in seen]}


def share_best(rule: Document) -> Document:
    count = rule.get("min_observed", 3)
    return {"observed": count, "passed": count}


# --- deduct ------------------------------------------------------------------------------


def deduct_item(draw: Draw, code: str) -> Document:
    item: Document = {"code": code, "per": number(draw, 9, least=1)}
    if draw(st.booleans()):
        item |= {"required": draw(st.integers(1, 3)), "places": draw(st.integers(1, 4))}
    if draw(st.booleans()):
        item["max_points"] = number(draw, 30, least=1)
    return item


def deduct_rule(draw: Draw) -> Document:
    rule: Document = {"type": "deduct", "out_of": draw(st.sampled_from([100, 10, Decimal("7.5")]))}
    if draw(st.booleans()):
        return {**rule, "per": number(draw, 9, least=1)}
    return {**rule, "items": [deduct_item(draw, f"i{n}") for n in range(draw(st.integers(1, 3)))]}


def deduct_whole(draw: Draw, rule: Document) -> Document:
    if "per" in rule:
        return {"shortfall": draw(st.integers(0, 12))}
    fact: Document = {"shortfalls": {}, "counts": {}}
    for item in rule["items"]:
        if "places" in item:
            found = [draw(st.integers(0, 4)) for _ in range(item["places"])]
            fact["counts"][item["code"]] = found
        else:
            fact["shortfalls"][item["code"]] = draw(st.integers(0, 8))
    return fact


def deduct_blanked(draw: Draw, rule: Document, fact: Document) -> Fact:
    if "shortfall" in fact:
        return None
    return {
        "shortfalls": {
            code: value for code, value in fact["shortfalls"].items() if draw(st.booleans())
        },
        "counts": {
            code: some_blank(draw, counts, may_end=True) for code, counts in fact["counts"].items()
        },
    }


def deduct_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    if "shortfall" in fact:
        return {"shortfall": max(0, fact["shortfall"] - 1)}
    shortfalls = {code: max(0, value - 1) for code, value in fact["shortfalls"].items()}
    counts = {code: list(found) for code, found in fact["counts"].items()}
    for found in counts.values():
        index = one_known(draw, found)
        if index is not None:
            found[index] += 1
    return {"shortfalls": shortfalls, "counts": counts}


def deduct_best(rule: Document) -> Document:
    return (
        {"shortfalls": {item["code"]: 0 for item in rule["items"]}}
        if "items" in rule
        else {"shortfall": 0}
    )


# --- ratio, k_of_n, threshold ------------------------------------------------------------


def ratio_rule(draw: Draw) -> Document:
    rule: Document = {"type": "ratio", "target": number(draw, 12, least=1)}
    parts = draw(st.none() | st.integers(1, 3))
    return rule if parts is None else {**rule, "parts": parts}


def ratio_whole(draw: Draw, rule: Document) -> Document:
    count = rule.get("parts") or draw(st.integers(1, 3))
    return {"values": [number(draw, 6) for _ in range(count)]}


def ratio_blanked(draw: Draw, rule: Document, fact: Document) -> Fact:
    return {"values": some_blank(draw, fact["values"], may_end="parts" in rule)}


def ratio_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    values = list(fact["values"])
    index = one_known(draw, values)
    if index is not None:
        values[index] += number(draw, 4)
    return {"values": values}


def ratio_best(rule: Document) -> Document:
    return {"values": [rule["target"]] * (rule.get("parts") or 1)}


def k_rule(draw: Draw) -> Document:
    n = draw(st.integers(1, 5))
    rule: Document = {"type": "k_of_n", "n": n, "k": draw(st.integers(1, n))}
    groups = draw(st.none() | st.integers(1, 4))
    return rule if groups is None else {**rule, "groups": groups}


def k_whole(draw: Draw, rule: Document) -> Document:
    count = rule.get("groups") or draw(st.integers(1, 3))
    n = rule["n"]
    return {"groups": [{"asked": n, "right": draw(st.integers(0, n))} for _ in range(count)]}


def fewer_asked(draw: Draw, group: Document) -> Document:
    right = draw(st.integers(0, group["right"]))
    wrong = draw(st.integers(0, group["asked"] - group["right"]))
    return {"asked": right + wrong, "right": right}


def k_blanked(draw: Draw, rule: Document, fact: Document) -> Fact:
    groups = [fewer_asked(draw, group) for group in fact["groups"]]
    if "groups" in rule:
        groups = groups[: draw(st.integers(0, len(groups)))]
    return {"groups": groups}


def k_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    return {
        "groups": [
            {**group, "right": min(group["asked"], group["right"] + draw(st.integers(0, 1)))}
            for group in fact["groups"]
        ]
    }


def k_best(rule: Document) -> Document:
    return {"groups": [{"asked": rule["n"], "right": rule["k"]}] * (rule.get("groups") or 1)}


def threshold_rule(draw: Draw) -> Document:
    upward = draw(st.booleans())
    keys = ("at_least", "above") if upward else ("at_most", "below")
    limits = draw(st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
    shares = draw(st.lists(st.integers(0, 99), min_size=2, max_size=2, unique=True))
    steps = [
        {draw(st.sampled_from(keys)): f"{limit}%", "share": share}
        for limit, share in zip(
            sorted(limits, reverse=upward),
            [1, *(f"{part}%" for part in sorted(shares, reverse=True))],
            strict=False,
        )
    ]
    return {"type": "threshold", "steps": steps}


def threshold_whole(draw: Draw, rule: Document) -> Document:
    if draw(st.booleans()):
        return {"value": f"{draw(st.integers(0, 100))}%"}
    denominator = draw(st.integers(1, 40))
    return {"numerator": draw(st.integers(0, denominator)), "denominator": denominator}


def removed(draw: Draw, rule: Document, fact: Document) -> Fact:
    return None


def upward(rule: Document) -> bool:
    return "at_least" in rule["steps"][0] or "above" in rule["steps"][0]


def threshold_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    move = draw(st.integers(0, 30)) * (1 if upward(rule) else -1)
    if "numerator" in fact:
        most = fact["denominator"]
        return {**fact, "numerator": max(0, min(most, fact["numerator"] + move))}
    return {"value": f"{max(0, min(100, int(fact['value'][:-1]) + move))}%"}


def threshold_best(rule: Document) -> Document:
    return {"value": "100%" if upward(rule) else "0%"}


# --- given, bonus, veto ------------------------------------------------------------------


def given_rule(draw: Draw) -> Document:
    rule: Document = {"type": "given", "out_of": draw(st.sampled_from([100, 10, Decimal("39.7")]))}
    return {**rule, "panel": panel(draw)} if draw(st.booleans()) else rule


def given_whole(draw: Draw, rule: Document) -> Document:
    most = int(rule["out_of"])
    if "panel" not in rule:
        return {"mark": number(draw, most)}
    return {"panel": [number(draw, most) for _ in range(rule["panel"]["assessors"])]}


def given_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    out_of = Decimal(rule["out_of"])
    if "mark" in fact:
        return {"mark": min(out_of, fact["mark"] + number(draw, 20))}
    marks = list(fact["panel"])
    index = one_known(draw, marks)
    if index is not None:
        marks[index] = min(out_of, marks[index] + number(draw, 20))
    return {"panel": marks}


def given_best(rule: Document) -> Document:
    return {"mark": rule["out_of"]}


def bonus_rule(draw: Draw) -> Document:
    rule: Document = {"type": "bonus", "cap": number(draw, 5, least=1)}
    return {**rule, "per": Decimal("0.5")} if draw(st.booleans()) else rule


def bonus_whole(draw: Draw, rule: Document) -> Document:
    if "per" in rule and draw(st.booleans()):
        return {"items": draw(st.integers(0, 12))}
    return {"points": number(draw, 7)}


def bonus_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    return {name: value + 1 for name, value in fact.items()}


def bonus_best(rule: Document) -> Document:
    return {"points": rule["cap"]}


def veto_rule(draw: Draw) -> Document:
    return {"type": "veto", "effect": draw(st.sampled_from(["gate", "zero"]))}


def veto_whole(draw: Draw, rule: Document) -> Document:
    # mostly not: a zeroed total would hide everything else
    return {"triggered": draw(st.integers(0, 9)) == 0}


def veto_raised(draw: Draw, rule: Document, fact: Document) -> Document:
    return {"triggered": False}


def veto_best(rule: Document) -> Document:
    return {"triggered": False}


KINDS: Mapping[str, Kind] = {
    "grade": Kind(grade_rule, grade_whole, panel_blanked, grade_raised, grade_best),
    "pass_share": Kind(share_rule, share_whole, share_blanked, share_raised, share_best),
    "deduct": Kind(deduct_rule, deduct_whole, deduct_blanked, deduct_raised, deduct_best),
    "ratio": Kind(ratio_rule, ratio_whole, ratio_blanked, ratio_raised, ratio_best),
    "k_of_n": Kind(k_rule, k_whole, k_blanked, k_raised, k_best),
    "threshold": Kind(threshold_rule, threshold_whole, removed, threshold_raised, threshold_best),
    "given": Kind(given_rule, given_whole, panel_blanked, given_raised, given_best),
    "bonus": Kind(bonus_rule, bonus_whole, removed, bonus_raised, bonus_best),
    "veto": Kind(veto_rule, veto_whole, removed, veto_raised, veto_best),
}
WEIGHTED = tuple(name for name in KINDS if name not in ("bonus", "veto"))
