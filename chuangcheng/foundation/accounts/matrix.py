"""The permission matrix as data: which role may do what, and how far.

How far is one word (:data:`~chuangcheng.foundation.shell.access.Breadth`):

``own``      only what belongs to the person themselves,
``unit``     what the role is held for: a unit and all below it, or a whole subject,
``subject``  the whole subject, even where the role is held for one unit of it,
``all``      the whole installation.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chuangcheng.foundation.shell.access import Breadth

Cells = Mapping[str, Breadth]

ADMINISTRATORS: Final = ("system_admin", "security_admin", "audit_admin")
"""Held for the whole installation, by three separate persons."""
UNIT_STAFF: Final = ("liaison", "unit_head")
CAMPAIGN: Final = (
    "office",
    *UNIT_STAFF,
    "reviewer",
    "leader",
    "inspector",
    "supervisor",
    "enumerator",
    "dispatcher",
    "checker",
    "approver",
    "delegate",
    "social_supervisor",
)
"""Held for a subject, or for a unit and all below it."""
EVERYBODY: Final = (*CAMPAIGN, *ADMINISTRATORS)

GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    "security_admin": EVERYBODY,
    # Who stands above the office, or approves what it writes, is not appointed by it.
    "office": tuple(role for role in CAMPAIGN if role not in {"office", "leader", "approver"}),
}
"""Role → the roles it may give, as far as its right ``accounts.grant.give`` reaches."""

_BROADER: Final[Mapping[Breadth, int]] = {"own": 0, "unit": 1, "subject": 2, "all": 3}


def cells(**by_breadth: tuple[str, ...] | str) -> Cells:
    """Return a row: ``cells(unit="office", all=("system_admin",))``.

    Where a role is named twice the broader word holds. Raises ValueError for a word or a role
    that is none, so that a slip of the pen is no silent refusal.
    """
    row: dict[str, Breadth] = {}
    for breadth in _BROADER:
        given = by_breadth.pop(breadth, ())
        for role in (given,) if isinstance(given, str) else given:
            if role not in EVERYBODY:
                raise ValueError(f"{role} is no role")
            row[role] = breadth
    if by_breadth:
        raise ValueError(f"{', '.join(by_breadth)}: not a breadth")
    return MappingProxyType(row)


MATRIX: Final[Mapping[str, Cells]] = {
    # -- units and people (orgs) ----------------------------------------------------------------
    "orgs.subject.read": cells(subject=CAMPAIGN, all=ADMINISTRATORS),
    "orgs.subject.create": cells(all="system_admin"),
    "orgs.subject.change": cells(unit="office", all="system_admin"),
    "orgs.unit.read": cells(subject=CAMPAIGN, all=ADMINISTRATORS),
    "orgs.unit.create": cells(unit="office", all="system_admin"),
    "orgs.unit.change": cells(unit="office", all="system_admin"),
    "orgs.unit.contacts": cells(unit=("office", *UNIT_STAFF), all="system_admin"),
    "orgs.unit.move": cells(unit="office", all="system_admin"),
    "orgs.unit.merge": cells(unit="office", all="system_admin"),
    "orgs.unit.close": cells(unit="office", all="system_admin"),
    "orgs.person.read": cells(subject=CAMPAIGN, all=ADMINISTRATORS),
    "orgs.contact.read": cells(unit=("office", *UNIT_STAFF), all="system_admin"),
    "orgs.person.create": cells(unit="office", all="system_admin"),
    "orgs.person.change": cells(unit="office", all="system_admin"),
    "orgs.person.transfer": cells(unit="office", all="system_admin"),
    "orgs.person.leave": cells(unit="office", all="system_admin"),
    "orgs.zone.read": cells(subject=CAMPAIGN, all=ADMINISTRATORS),
    "orgs.zone.change": cells(unit="office", all="system_admin"),
    "orgs.import": cells(unit="office", all="system_admin"),
    "orgs.export": cells(unit="office", all="system_admin"),
    # -- accounts and roles (accounts) ----------------------------------------------------------
    "accounts.user.read": cells(unit="office", all=("system_admin", "security_admin")),
    "accounts.user.invite": cells(unit="office", all="system_admin"),
    "accounts.user.change": cells(all="system_admin"),
    "accounts.second_step.remove": cells(all="security_admin"),
    "accounts.sign_in.read": cells(all=("security_admin", "audit_admin")),
    "accounts.grant.read": cells(unit="office", all=("security_admin", "audit_admin")),
    "accounts.grant.give": cells(unit="office", all="security_admin"),
    "accounts.deputy.name": cells(unit="office"),
    "accounts.matrix.read": cells(unit="office", all=ADMINISTRATORS),
    # -- the record (audit) ---------------------------------------------------------------------
    "audit.event.read": cells(subject="office", all="audit_admin"),
    "audit.reading.read": cells(all="audit_admin"),
    "audit.event.export": cells(all="audit_admin"),
    "audit.chain.read": cells(all=("audit_admin", "system_admin")),
    "audit.chain.verify": cells(all="audit_admin"),
    # -- work in the background (jobs, calendar, files, notices) ---------------------------------
    "jobs.job.read": cells(all="system_admin"),
    "jobs.job.retry": cells(all="system_admin"),
    "calendar.year.read": cells(subject=CAMPAIGN, all=ADMINISTRATORS),
    "calendar.year.load": cells(all="system_admin"),
    "calendar.hours.change": cells(unit="office", all="system_admin"),
    "files.file.upload": cells(unit=("office", "reviewer", *UNIT_STAFF)),
    "files.file.read": cells(unit=("office", "reviewer", "leader", *UNIT_STAFF)),
    "files.file.delete": cells(unit="office", own=("reviewer", *UNIT_STAFF)),
    "files.exif.read": cells(unit=("office", "reviewer")),
    "files.original.read": cells(unit=("office", "reviewer")),
    "notices.outbox.read": cells(all="system_admin"),
    "notices.outbox.retry": cells(all="system_admin"),
    # -- looking after the machine (backups) -----------------------------------------------------
    "backups.run.read": cells(all="system_admin"),
}
"""Action → role → breadth. A role that is not named may not."""


def breadth_of(role: str, action: str) -> Breadth | None:
    """Return how far ``role`` may do ``action`` inside what it is held for; None: not at all."""
    return MATRIX.get(action, {}).get(role)
