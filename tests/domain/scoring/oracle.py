"""A second, slow implementation of the scoring rules in fractions, for comparison.

It reads plain documents and shares no code with ``chuangcheng.domain``; it was written from
the descriptions of the format alone. It knows no years.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

Document = dict[str, Any]
Pair = tuple[Fraction, Fraction]

ZERO, ONE = Fraction(0), Fraction(1)


def exact(value: object) -> Fraction:
    """A number or a percentage as a fraction."""
    written = str(value)
    if written.endswith("%"):
        return Fraction(Decimal(written[:-1])) / 100
    return Fraction(Decimal(written))


# --- rules -------------------------------------------------------------------------------


def combined(marks: list[Fraction], sheet: Document) -> Fraction:
    trim = sheet.get("trim", 1) if sheet.get("combine") == "trimmed_mean" else 0
    kept = sorted(marks)[trim : len(marks) - trim]
    return sum(kept, ZERO) / len(kept)


def panel_share(marks: list[Fraction | None], sheet: Document) -> Pair:
    blank = [None] * (sheet["assessors"] - len(marks))
    low = [ZERO if one is None else one for one in [*marks, *blank]]
    high = [ONE if one is None else one for one in [*marks, *blank]]
    return combined(low, sheet), combined(high, sheet)


def grade(rule: Document, fact: Document, scales: Document) -> Pair:
    scale = {name: exact(share) for name, share in scales[rule["scale"]].items()}
    if "grade" in fact:
        return scale[fact["grade"]], scale[fact["grade"]]
    return panel_share(
        [None if one is None else scale[one] for one in fact["panel"]], rule["panel"]
    )


def pass_share(rule: Document, fact: Document, scales: Document) -> Pair:
    if "observations" in fact:
        seen = [one["passed"] for one in fact["observations"]]
    else:
        seen = [True] * fact["passed"] + [False] * (fact["observed"] - fact["passed"])
    seen += [None] * (rule.get("min_observed", 0) - len(seen))
    if not seen:
        return ZERO, ONE
    return Fraction(seen.count(True), len(seen)), 1 - Fraction(seen.count(False), len(seen))


def deduct(rule: Document, fact: Document, scales: Document) -> Pair:
    out_of = exact(rule["out_of"])
    items = rule.get("items") or [{"code": "shortfall", "per": rule["per"]}]
    stated = fact.get("shortfalls") or {}
    if "shortfall" in fact:
        stated = {"shortfall": fact["shortfall"]}
    low, high = out_of, out_of
    for item in items:
        most = min(out_of, exact(item["max_points"])) if "max_points" in item else out_of
        few, many = shortfall(item, stated, fact.get("counts") or {})
        high -= min(most, exact(item["per"]) * few)
        low -= most if many is None else min(most, exact(item["per"]) * many)
    return max(ZERO, low) / out_of, max(ZERO, high) / out_of


def shortfall(item: Document, stated: Document, counts: Document) -> tuple[int, int | None]:
    if item["code"] in stated:
        return stated[item["code"]], stated[item["code"]]
    if "places" not in item:
        return 0, None
    found = list(counts.get(item["code"], []))
    found += [None] * (item["places"] - len(found))
    few = sum(max(0, item["required"] - one) for one in found if one is not None)
    return few, few + item["required"] * found.count(None)


def ratio(rule: Document, fact: Document, scales: Document) -> Pair:
    values = list(fact["values"]) + [None] * (rule.get("parts", 0) - len(fact["values"]))
    share = sum((exact(one) for one in values if one is not None), ZERO) / exact(rule["target"])
    share = min(ONE, share)
    return share, share if values and None not in values else ONE


def k_of_n(rule: Document, fact: Document, scales: Document) -> Pair:
    low = high = 0
    for group in fact["groups"]:
        wrong = group["asked"] - group["right"]
        low += group["right"] >= rule["k"]
        high += rule["n"] - wrong >= rule["k"]
    unasked = max(rule.get("groups", 1) - len(fact["groups"]), 0)
    whole = len(fact["groups"]) + unasked
    return Fraction(low, whole), Fraction(high + unasked, whole)


HOLDS = {
    "at_least": lambda value, limit: value >= limit,
    "above": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "below": lambda value, limit: value < limit,
}


def threshold(rule: Document, fact: Document, scales: Document) -> Pair:
    if "value" in fact:
        value = exact(fact["value"])
    else:
        value = Fraction(fact["numerator"], fact["denominator"])
    earned = [
        exact(step["share"])
        for step in rule["steps"]
        for name, limit in step.items()
        if name in HOLDS and HOLDS[name](value, exact(limit))
    ]
    return max(earned, default=ZERO), max(earned, default=ZERO)


def given(rule: Document, fact: Document, scales: Document) -> Pair:
    out_of = exact(rule["out_of"])
    if "mark" in fact:
        return exact(fact["mark"]) / out_of, exact(fact["mark"]) / out_of
    marks = [None if one is None else exact(one) / out_of for one in fact["panel"]]
    return panel_share(marks, rule["panel"])


SHARES = {
    "grade": grade,
    "pass_share": pass_share,
    "deduct": deduct,
    "ratio": ratio,
    "k_of_n": k_of_n,
    "threshold": threshold,
    "given": given,
}


# --- the tree ----------------------------------------------------------------------------


@dataclass
class Sums:
    """Points in hand, at worst and at best."""

    score: Fraction = ZERO
    lower: Fraction = ZERO
    upper: Fraction = ZERO

    def add(self, score: Fraction, lower: Fraction, upper: Fraction) -> None:
        self.score += score
        self.lower += lower
        self.upper += upper


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    scaled = value * 10**places
    whole = floor(scaled)
    rest = scaled - whole
    if mode == "half_up":
        whole += rest >= Fraction(1, 2)
    elif mode == "half_even":
        whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    return Fraction(whole, 10**places)


class Oracle:
    """Scores one document with facts; ``total`` is unrounded unless criteria are rounded."""

    def __init__(
        self,
        document: Document,
        facts: Mapping[str, Document | None],
        negative: Mapping[str, int | None],
    ) -> None:
        self.document = document
        self.facts = facts
        self.parts: dict[str, Fraction] = {}
        self.bonus = Sums()
        self.total = Sums()
        self._divide(document["nodes"], ONE)
        self._by_channel()
        if document["rounding"]["apply"] == "criterion":
            self._hand_out(self._criteria(document["nodes"]))
        self._walk(document["nodes"])
        self._cut_bonus()
        self._deduct(negative)
        self._veto()

    def _divide(self, siblings: list[Document], whole: Fraction) -> None:
        weights = {
            one["code"]: exact(one.get("weight", 0 if unweighted(one) else 1)) for one in siblings
        }
        for one in siblings:
            part = (
                whole * weights[one["code"]] / sum(weights.values())
                if any(weights.values())
                else ZERO
            )
            if "rule" in one:
                self.parts[one["code"]] = part
            self._divide(one.get("children") or one.get("standards") or [], part)

    def _by_channel(self) -> None:
        full = exact(self.document["full"])
        channels = {one["code"]: exact(one["weight"]) for one in self.document.get("channels", [])}
        inside: dict[str, Fraction] = dict.fromkeys(channels, ZERO)
        of = {one["code"]: one.get("channel", "") for one in leaves(self.document["nodes"])}
        for code, part in self.parts.items():
            if of[code]:
                inside[of[code]] += part
        for code, part in self.parts.items():
            share = part
            if of[code]:
                share = part / inside[of[code]] * channels[of[code]] / 100
            self.parts[code] = share * full

    def _criteria(self, nodes: list[Document]) -> list[Document]:
        found = []
        for one in nodes:
            found += [one] if "standards" in one else self._criteria(one["children"])
        return found

    def _hand_out(self, criteria: list[Document]) -> None:
        """Full marks with the edition's decimals: whole units first, then by what is left."""
        places = self.document["rounding"]["places"]
        fulls = {
            one["code"]: sum((self.parts[s["code"]] for s in one["standards"]), ZERO) * 10**places
            for one in criteria
        }
        units = {code: Fraction(floor(full)) for code, full in fulls.items()}
        target = rounded(exact(self.document["full"]), places, self.document["rounding"]["mode"])
        spare = target * 10**places - sum(units.values())
        while spare > 0:
            code = min(fulls, key=lambda code: (units[code] - fulls[code], code))
            units[code] += 1
            spare -= 1
        for one in criteria:
            for standard in one["standards"]:
                if fulls[one["code"]]:
                    self.parts[standard["code"]] *= units[one["code"]] / fulls[one["code"]]

    def _walk(self, nodes: list[Document]) -> None:
        rounding = self.document["rounding"]
        for one in nodes:
            self._walk(one.get("children", []))
            if "standards" not in one:
                continue
            sums = Sums()
            for standard in one["standards"]:
                self._standard(standard, sums)
            if rounding["apply"] == "criterion":
                places, mode = rounding["places"], rounding["mode"]
                for name in ("score", "lower", "upper"):
                    setattr(sums, name, rounded(getattr(sums, name), places, mode))
            self.total.add(sums.score, sums.lower, sums.upper)

    def _standard(self, standard: Document, sums: Sums) -> None:
        rule, fact = standard["rule"], self.facts.get(standard["code"])
        if rule["type"] == "veto":
            return
        if rule["type"] == "bonus":
            # added as granted, never rounded with its criterion
            low, high = bonus_points(rule, fact)
            self.bonus.add(low, low, high)
            self.total.add(low, low, high)
            return
        scales = self.document["scales"]
        share = (ZERO, ONE) if fact is None else SHARES[rule["type"]](rule, fact, scales)
        low, high = (self.parts[standard["code"]] * one for one in share)
        sums.add(low, low, high)

    def _cut_bonus(self) -> None:
        if "bonus_cap" in self.document:
            cap = exact(self.document["bonus_cap"])
            cut = [min(ZERO, cap - one) for one in vars(self.bonus).values()]
            self.total.add(*cut)

    def _deduct(self, negative: Mapping[str, int | None]) -> None:
        for article in self.document.get("negative", []):
            if article["sanction"] == "deduct":
                times, most = negative.get(article["code"]), exact(article["max_points"])
                if times is None:
                    self.total.add(ZERO, -most, ZERO)
                else:
                    taken = -min(most, times * exact(article["points"]))
                    self.total.add(taken, taken, taken)
        floored = [max(ZERO, one) for one in vars(self.total).values()]
        self.total = Sums(*floored)

    def _veto(self) -> None:
        for leaf in leaves(self.document["nodes"]):
            if leaf["rule"] == {"type": "veto", "effect": "zero"}:
                fact = self.facts.get(leaf["code"])
                if fact is None:
                    self.total.lower = ZERO
                elif fact["triggered"]:
                    self.total = Sums()


def unweighted(one: Document) -> bool:
    """Whether a node or standard carries no weight (bonus and veto)."""
    if "rule" in one:
        return one["rule"]["type"] in ("bonus", "veto")
    return "weight" not in one


def bonus_points(rule: Document, fact: Document | None) -> Pair:
    cap = exact(rule["cap"])
    if fact is None:
        return ZERO, cap
    earned = (
        exact(fact["points"]) if "points" in fact else exact(fact["items"]) * exact(rule["per"])
    )
    return min(cap, earned), min(cap, earned)


def leaves(nodes: list[Document]) -> list[Document]:
    found: list[Document] = []
    for one in nodes:
        found += one.get("standards", [])
        found += leaves(one.get("children", []))
    return found
