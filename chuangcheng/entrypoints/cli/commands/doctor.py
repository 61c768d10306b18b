"""``chuangcheng doctor``: what is configured, what is missing, is it safe for production."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Refused, describe_message, describe_remedy
from chuangcheng.entrypoints.cli import findings, terminal, upkeep
from chuangcheng.entrypoints.cli.commands.options import add_command, add_json
from chuangcheng.entrypoints.cli.findings import Finding
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers

STATES = {"ok": N_("good"), "warn": N_("note"), "fail": N_("mend")}
SIGNS = {"ok": "✔", "warn": "!", "fail": "✘"}
PLAIN_SIGNS = {"ok": "+", "warn": "!", "fail": "x"}
SAFE = N_("Fit for use: nothing to mend.")
UNSAFE = N_("Not fit for use. Things to mend: %(count)s.")
ENVIRONMENT = N_("Environment")
ABSENT = N_("not set")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "doctor",
        run,
        N_("Tell what is configured, what is missing and whether it is safe for production."),
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Print every finding; exit code 1 if something must be mended."""
    found = findings.outcomes(findings.BEFORE_DJANGO)
    variables: list[dict[str, str]] = []
    try:
        variables = _start_and_read(voice)
    except Refused as refused:
        found.extend(_as_finding(fault) for fault in refused.faults)
    else:
        found.extend(findings.outcomes((*findings.WITH_DJANGO, *upkeep.IN_USE)))
    if options.json:
        print_json(
            {"safe": _safe(found), "checks": _documents(found, voice), "environment": variables}
        )
    else:
        _print(found, variables, voice)
    return 0 if _safe(found) else 1


def _start_and_read(voice: Voice) -> list[dict[str, str]]:
    """Start Django and return the variables of the environment as the settings report them."""
    from chuangcheng.entrypoints.cli.django_start import start_django

    start_django(look_only=True)
    from django.conf import settings

    return [
        {
            "variable": reading.variable.name,
            "state": reading.state,
            "value": reading.shown,
            "meaning": voice.say(reading.variable.meaning),
            "absent": voice.say(reading.variable.absent),
        }
        for reading in settings.CHUANGCHENG_ENV_REPORT
    ]


def _as_finding(fault: Fault) -> Finding:
    """Turn a fault of the environment into a finding."""
    return Finding(
        fault.code, "fail", fault.sentence.message, fault.sentence.remedy, dict(fault.params)
    )


def _safe(found: Iterable[Finding]) -> bool:
    return all(finding.state != "fail" for finding in found)


def say_message(finding: Finding, voice: Voice) -> str:
    """Return what was found, for a person."""
    return describe_message(_fault(finding), voice.say)


def say_remedy(finding: Finding, voice: Voice) -> str:
    """Return how to mend it; empty where nothing needs mending."""
    return describe_remedy(_fault(finding), voice.say) if finding.remedy else ""


def _fault(finding: Finding) -> Fault:
    from chuangcheng.domain.errors import Sentence

    words = {name: str(value) for name, value in finding.params.items()}
    return Fault(Sentence(finding.check, finding.message, finding.remedy), params=words)


def _documents(found: Iterable[Finding], voice: Voice) -> list[dict[str, str]]:
    return [
        {
            "check": finding.check,
            "state": finding.state,
            "message": say_message(finding, voice),
            "remedy": say_remedy(finding, voice),
        }
        for finding in found
    ]


def _print(found: list[Finding], variables: list[dict[str, str]], voice: Voice) -> None:
    signs = SIGNS if terminal.draws_blocks() else PLAIN_SIGNS
    room = terminal.columns() - 4
    for finding in found:
        lines = terminal.wrap(terminal.clean(say_message(finding, voice)), room)
        print(f"{signs[finding.state]} {lines[0]}")
        for line in lines[1:]:
            print(f"  {line}")
        if finding.remedy:
            for line in terminal.wrap(terminal.clean(say_remedy(finding, voice)), room):
                print(f"    {line}")
    if variables:
        print()
        print(voice.say(ENVIRONMENT))
        rows = [
            [
                one["variable"],
                one["value"] or voice.say(ABSENT),
                one["meaning"] if one["value"] else one["absent"],
            ]
            for one in variables
        ]
        for line in terminal.plain_table(rows, widest=terminal.columns()):
            print(line)
    print()
    count = sum(finding.state == "fail" for finding in found)
    print(voice.say(UNSAFE) % {"count": count} if count else voice.say(SAFE))
