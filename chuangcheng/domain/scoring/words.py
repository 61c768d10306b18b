"""Rules and their inputs in plain language, for pages, printed traces and help."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    DeductItem,
    Given,
    Grade,
    KOfN,
    PanelSheet,
    PassShare,
    Ratio,
    Rule,
    Step,
    Threshold,
    Veto,
)
from chuangcheng.domain.errors import N_, Translate
from chuangcheng.domain.scoring.numbers import plain
from chuangcheng.domain.scoring.result import TraceNode

RULE_NAMES: Mapping[str, str] = {
    "grade": N_("Grade"),
    "pass_share": N_("Share passed"),
    "deduct": N_("Deduction"),
    "ratio": N_("Ratio to a target"),
    "k_of_n": N_("Enough checks passed"),
    "threshold": N_("Line on a rate"),
    "given": N_("Mark supplied"),
    "bonus": N_("Bonus"),
    "negative": N_("Negative list"),
    "veto": N_("One-vote veto"),
}

INPUT_WORDS: Mapping[str, str] = {
    "grade": N_("grade %(value)s"),
    "share": N_("share %(value)s"),
    "panel": N_("sheets %(value)s"),
    "passed": N_("passed %(value)s"),
    "observed": N_("observed %(value)s"),
    "unknown": N_("not judged %(value)s"),
    "shortfall": N_("%(value)s points off"),
    "sum": N_("sum %(value)s"),
    "target": N_("target %(value)s"),
    "answers": N_("answers %(value)s"),
    "groups_passed": N_("groups that pass %(value)s"),
    "value": N_("value %(value)s"),
    "counts": N_("counted %(value)s"),
    "mark": N_("mark %(value)s"),
    "out_of": N_("out of %(value)s"),
    "points": N_("points %(value)s"),
    "cap": N_("at most %(value)s"),
    "triggered": N_("triggered: %(value)s"),
    "year_total": N_("year's total %(value)s"),
    "weight": N_("weight %(value)s%%"),
}
YES_NO: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}

SINGLE = "shortfall"
"""The code of the only item where a deduction counts one kind of shortfall."""

LIST_COMMA = N_(", ")
LIST_SEMICOLON = N_("; ")


def percent(share: Decimal) -> str:
    """Return a share such as 0.66 as ``66%``."""
    return f"{plain(share * 100)}%"


def describe_rule(rule: Rule, translate: Translate = str) -> str:
    """Return one sentence that tells how a rule earns its points."""
    return _SENTENCES[rule.type](rule, translate)


def describe_inputs(node: TraceNode, translate: Translate = str) -> str:
    """Return what went into a line of the trace, e.g. ``passed 17, observed 20``."""
    items = node.spec.items if isinstance(node.spec, Deduct) else ()
    names = {item.code: _name(item, translate) or item.code for item in items}
    words = []
    for name, value in node.inputs:
        shown = translate(YES_NO[value]) if name == "triggered" and value in YES_NO else value
        kind, _, item = name.partition(":")
        phrase = translate(INPUT_WORDS[kind]) % {"value": shown}
        words.append(f"{names.get(item, item)} {phrase}" if item not in ("", SINGLE) else phrase)
    return translate(LIST_COMMA).join(words)


def _panel(panel: PanelSheet | None, translate: Translate) -> str:
    if panel is None:
        return ""
    if panel.combine == "trimmed_mean":
        sentence = translate(
            N_(
                "Several assessors: the %(trim)s highest and lowest marks are left out, "
                "then the mean."
            )
        ) % {"trim": panel.trim}
    else:
        sentence = translate(N_("Several assessors: the mean of their marks."))
    if panel.assessors is not None:
        expected = translate(N_("%(count)s sheets are expected; a blank sheet is unknown."))
        sentence = _joined(sentence, expected % {"count": panel.assessors})
    return sentence


def _joined(*sentences: str) -> str:
    parts = [sentence for sentence in sentences if sentence]
    # Chinese sentences end in a full-width stop and need no space between them.
    return "".join(
        part if not index or parts[index - 1].endswith("。") else f" {part}"
        for index, part in enumerate(parts)
    )


def _grade(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Grade)  # noqa: S101 - narrows the type; the table pairs them
    grades = translate(LIST_COMMA).join(
        f"{grade} = {percent(share)}" for grade, share in rule.scale.items()
    )
    sentence = translate(N_("By grade: %(grades)s of the full mark.")) % {"grades": grades}
    return _joined(sentence, _panel(rule.panel, translate))


def _pass_share(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, PassShare)  # noqa: S101 - narrows the type
    sentence = translate(N_("Passed observations ÷ all observations."))
    if rule.min_observed is None:
        return sentence
    least = translate(N_("At least %(count)s are to be observed; what is missing is unknown."))
    return _joined(sentence, least % {"count": rule.min_observed})


def _deduct(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Deduct)  # noqa: S101 - narrows the type
    start = translate(
        N_("Out of %(full)s: %(items)s; never below zero; the rest counts as a share.")
    )
    items = translate(LIST_SEMICOLON).join(_deduct_item(item, translate) for item in rule.items)
    return start % {"full": plain(rule.out_of), "items": items}


def _deduct_item(item: DeductItem, translate: Translate) -> str:
    words = {
        "per": plain(item.per),
        "name": _name(item, translate),
        "required": item.required,
        "places": item.places,
        "most": "" if item.max_points is None else plain(item.max_points),
    }
    if item.required is None:
        sentence = translate(N_("%(name)s −%(per)s each")) % words
    else:
        sentence = translate(
            N_("%(name)s −%(per)s for each missing (%(required)s at each of %(places)s places)")
        )
        sentence %= words
    sentence = sentence.strip()
    if item.max_points is not None:
        sentence += translate(N_(" (at most −%(most)s)")) % words
    return sentence


def _name(item: DeductItem, translate: Translate) -> str:
    # The language of the page is not known here; the translation of this msgid names it.
    return item.name.get(translate(LANGUAGE_MARK)) if item.name.zh_hant else ""


LANGUAGE_MARK = N_("en (language of content texts)")
"""Translated as ``zh-Hant`` or ``zh-Hans``: tells content texts which script to use."""


def _ratio(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Ratio)  # noqa: S101 - narrows the type
    if rule.parts is None:
        sentence = translate(N_("Value ÷ %(target)s, at most the full mark."))
    else:
        sentence = translate(N_("Sum of %(parts)s values ÷ %(target)s, at most the full mark."))
    return sentence % {"target": plain(rule.target), "parts": rule.parts}


def _k_of_n(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, KOfN)  # noqa: S101 - narrows the type
    words = {"n": rule.n, "k": rule.k, "groups": rule.groups}
    if rule.groups is None or rule.groups == 1:
        return translate(N_("%(n)s checks; %(k)s or more right pass.")) % words
    sentence = N_(
        "%(groups)s groups of %(n)s checks each; a group passes with %(k)s or more right; "
        "the mark is the share of groups that pass."
    )
    return translate(sentence) % words


_FULL_WORDS = {
    (True, False): N_("≥ %(limit)s earns the full mark"),
    (True, True): N_("> %(limit)s earns the full mark"),
    (False, False): N_("≤ %(limit)s earns the full mark"),
    (False, True): N_("< %(limit)s earns the full mark"),
}
_STEP_WORDS = {
    (True, False): N_("≥ %(limit)s earns %(share)s"),
    (True, True): N_("> %(limit)s earns %(share)s"),
    (False, False): N_("≤ %(limit)s earns %(share)s"),
    (False, True): N_("< %(limit)s earns %(share)s"),
}


def _threshold(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Threshold)  # noqa: S101 - narrows the type

    def words(step: Step) -> str:
        limit = percent(step.limit) if rule.unit == "percent" else plain(step.limit)
        table = _FULL_WORDS if step.share == 1 else _STEP_WORDS
        sentence = translate(table[rule.upward, step.strict])
        return sentence % {"limit": limit, "share": percent(step.share)}

    steps = translate(LIST_SEMICOLON).join(words(step) for step in rule.steps)
    return translate(N_("By line: %(steps)s; otherwise nothing.")) % {"steps": steps}


def _given(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Given)  # noqa: S101 - narrows the type
    if rule.panel is None:
        return translate(N_("Mark by the department in charge, out of %(full)s, as a share.")) % {
            "full": plain(rule.out_of)
        }
    sentence = translate(N_("Marks on panel sheets, out of %(full)s.")) % {
        "full": plain(rule.out_of)
    }
    return _joined(sentence, _panel(rule.panel, translate))


def _bonus(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Bonus)  # noqa: S101 - narrows the type
    if rule.per is None:
        return translate(N_("Adds points on top of the full mark, at most %(cap)s.")) % {
            "cap": plain(rule.cap)
        }
    sentence = translate(N_("Adds %(per)s points for each, at most %(cap)s in all."))
    return sentence % {"per": plain(rule.per), "cap": plain(rule.cap)}


def _veto(rule: Rule, translate: Translate) -> str:
    assert isinstance(rule, Veto)  # noqa: S101 - narrows the type
    if rule.effect == "zero":
        return translate(N_("One-vote veto: if it happens, the total becomes zero."))
    return translate(N_("One-vote veto: if it happens, the title cannot be awarded."))


_SENTENCES: Mapping[str, Callable[[Rule, Translate], str]] = {
    "grade": _grade,
    "pass_share": _pass_share,
    "deduct": _deduct,
    "ratio": _ratio,
    "k_of_n": _k_of_n,
    "threshold": _threshold,
    "given": _given,
    "bonus": _bonus,
    "veto": _veto,
}
