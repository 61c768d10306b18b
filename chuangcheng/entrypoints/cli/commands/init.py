"""``chuangcheng init``: the three administrators and the first subject of a new installation."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Place, Refused
from chuangcheng.entrypoints.cli.acting import as_console
from chuangcheng.entrypoints.cli.commands.options import add_command, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.accounts.services.links import Made
    from chuangcheng.foundation.accounts.services.setup import Administrator, NewSubject, SetUp

KINDS = ("county", "city", "campus", "unit", "township", "community")
ROLES = {
    "system": N_("system administrator: units, people, accounts, backup"),
    "security": N_("security administrator: gives roles, and exercises none"),
    "audit": N_("audit administrator: reads the record"),
}
WHO = N_("Three separate persons look after an installation. For each, a sign-in name and a name.")
SIGN_IN_NAME = N_("  Sign-in name: ")
NAME = N_("  Name: ")
SUBJECT = N_("Name of the county, city or campus (empty: later): ")
CREATED = N_("Created: %(subject)s (code %(code)s)")
LINKS = N_("Hand each person their own link; it works once, until %(until)s, to set a password:")
NEXT = N_(
    "Next: start the site (chuangcheng serve); each person opens their link and sets up two-step "
    "sign-in; then the system administrator imports units and people."
)
RECOVERED = N_("%(name)s is a security administrator now. It is in the record.")
LINK = N_("Link to set a password, works once, until %(until)s:")
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    say = voice.say
    parser = add_command(
        commands,
        voice,
        "init",
        run,
        N_("Set a new installation up: three administrators, and the first subject."),
    )
    for role, title in ROLES.items():
        parser.add_argument(
            f"--{role}",
            nargs=2,
            metavar=(say(N_("SIGN-IN-NAME")), say(N_("NAME"))),
            help=say(title),
        )
    parser.add_argument(
        "--subject", metavar=say(N_("SUBJECT")), help=say(N_("name of the first subject"))
    )
    parser.add_argument(
        "--subject-code",
        metavar=say(N_("CODE")),
        default="main",
        help=say(N_("its code, small letters, digits and -; without it “main”")),
    )
    parser.add_argument(
        "--subject-kind",
        choices=KINDS,
        default="county",
        help=say(N_("what kind of subject it is")),
    )
    add_json(parser, voice)


def add_recovery(commands: "Subparsers", voice: Voice) -> None:
    """Add the command ``recover-security`` to the parser."""
    parser = add_command(
        commands,
        voice,
        "recover-security",
        run_recovery,
        N_("Make a security administrator where none can be reached any more; it is recorded."),
    )
    parser.add_argument("username", metavar="SIGN-IN-NAME", help=voice.say(N_("the sign-in name")))
    parser.add_argument(
        "name", metavar="NAME", nargs="?", default="", help=voice.say(N_("the name of the person"))
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Make the administrators named by options, or asked for; print their links."""
    _prepare()
    from chuangcheng.foundation.accounts.faults import setup as faults
    from chuangcheng.foundation.accounts.services import setup

    if setup.is_set_up():
        raise Refused((Fault(faults.SET_UP_ALREADY),))
    administrators, subject = _wanted(options, voice)
    with as_console(), _without_places():
        done = setup.set_up(administrators, subject)
    _print(done, options, voice)
    return 0


def run_recovery(options: argparse.Namespace, voice: Voice) -> int:
    """Give somebody the role, and print a link to set their password."""
    _prepare()
    from chuangcheng.foundation.accounts.services.setup import recover_security

    with as_console(), _without_places():
        made = recover_security(options.username, options.name)
    account = made.link.account
    if options.json:
        print_json({"username": account.username, "name": account.name, **_told(made)})
        return 0
    print(voice.say(RECOVERED) % {"name": account.name})
    print(voice.say(LINK) % {"until": _until(made)})
    print(f"  {_address(made)}")
    return 0


def _prepare() -> None:
    """Start Django on a database that has its tables."""
    from chuangcheng.entrypoints.cli.commands.migrate import apply_migrations
    from chuangcheng.entrypoints.cli.django_start import start_django, unapplied_migrations
    from chuangcheng.entrypoints.cli.serving import check_database

    start_django()
    check_database()
    if unapplied_migrations():
        apply_migrations()


@contextmanager
def _without_places() -> Iterator[None]:
    """Let refusals name no fields of forms: there are none here."""
    try:
        yield
    except Refused as refused:
        raise Refused(tuple(replace(fault, place=Place()) for fault in refused.faults)) from None


def _wanted(
    options: argparse.Namespace, voice: Voice
) -> tuple[list["Administrator"], "NewSubject | None"]:
    from chuangcheng.foundation.accounts.faults import setup as faults
    from chuangcheng.foundation.accounts.services.setup import Administrator, NewSubject

    named = {role: getattr(options, role) for role in ROLES}
    name = options.subject or ""
    if not all(named.values()):
        if options.json or not sys.stdin.isatty():
            raise Refused((Fault(faults.NO_ANSWERS),))
        print(voice.say(WHO))
        named = {role: named[role] or _ask(voice, title) for role, title in ROLES.items()}
        name = name or input(voice.say(SUBJECT)).strip()
    administrators = [Administrator(f"{role}_admin", *pair) for role, pair in named.items()]
    subject = NewSubject(name, options.subject_code, options.subject_kind) if name else None
    return administrators, subject


def _ask(voice: Voice, title: str) -> tuple[str, str]:
    print(voice.say(title))
    return input(voice.say(SIGN_IN_NAME)).strip(), input(voice.say(NAME)).strip()


def _print(done: "SetUp", options: argparse.Namespace, voice: Voice) -> None:
    if options.json:
        people = [
            {"role": one.role, "username": one.username, "name": one.name, **_told(made)}
            for one, made in done.links
        ]
        subject = done.subject
        found = {"code": subject.code, "name": subject.name_hant} if subject else None
        print_json({"administrators": people, "subject": found})
        return
    if done.subject is not None:
        words = {"subject": done.subject.name_hant, "code": done.subject.code}
        print(voice.say(CREATED) % words)
    print(voice.say(LINKS) % {"until": _until(done.links[0][1])})
    for one, made in done.links:
        title = voice.say(ROLES[one.role.removesuffix("_admin")])
        print(f"\n{one.name} ({one.username}), {title}", f"  {_address(made)}", sep="\n")
    print("", voice.say(NEXT), sep="\n")


def _told(made: "Made") -> dict[str, str]:
    return {"link": _address(made), "until": made.link.expires_at.isoformat()}


def _until(made: "Made") -> str:
    from django.utils import timezone

    return timezone.localtime(made.link.expires_at).strftime("%Y-%m-%d %H:%M")


def _address(made: "Made") -> str:
    from django.conf import settings
    from django.urls import reverse

    base = settings.PUBLIC_URL or DEFAULT_ADDRESS
    return base + reverse("account_link", args=[made.token])
