"""``chuangcheng upgrade``: backup, tables of this version, proof that all is well."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence, describe_message
from chuangcheng.entrypoints.cli.commands.options import add_command
from chuangcheng.entrypoints.cli.languages import Voice

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.backups.services import Made

NEW = N_("The database has been set up for version %(version)s.")
NOTHING = N_("The database is that of version %(version)s already; nothing to bring up to date.")
BACKED_UP = N_("Backup of what was: %(file)s")
MIGRATED = N_("The database has been brought to version %(version)s: %(count)s steps.")
VERIFIED = N_("Checked: tables up to date, record unbroken.")
NOT_WELL = Sentence(
    "upgrade.record_broken",
    N_("The record does not verify: %(what)s."),
    N_("Run: chuangcheng audit verify. The backup from before the upgrade is %(file)s."),
)
MIGRATION_FAILED = Sentence(
    "upgrade.migration_failed",
    N_("The database could not be brought to this version."),
    N_("The backup from before is %(file)s; the steps that were done stay done."),
)


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "upgrade",
        run,
        N_("After installing a new version: make a backup, bring the database up to date, check."),
    )
    parser.add_argument(
        "--backup",
        type=Path,
        metavar="FILE",
        help=voice.say(N_("where to write the backup (default: in the state folder, by time)")),
    )


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Upgrade; nothing is done twice, so it may be given again."""
    import chuangcheng
    from chuangcheng.entrypoints.cli import serving
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.entrypoints.cli.commands.migrate import apply_migrations
    from chuangcheng.entrypoints.cli.django_start import start_django, unapplied_migrations

    start_django()
    serving.check_database()
    missing = unapplied_migrations()
    words: dict[str, object] = {"version": chuangcheng.__version__, "count": len(missing)}
    made = _backup(options.backup) if missing and _has_data() else None
    if made is not None:
        print(voice.say(BACKED_UP) % {"file": made.path})
    if missing:
        _migrate(apply_migrations, made)
    with as_console():
        if made is not None:
            _note(made)
        print(voice.say(MIGRATED if made else NEW if missing else NOTHING) % words)
        _verify(made, voice)
    print(voice.say(VERIFIED))
    return 0


def _has_data() -> bool:
    """Tell whether the database was set up before and so holds something to lose."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return bool(MigrationRecorder(connection).applied_migrations())


def _backup(chosen: Path | None) -> "Made":
    """Write the backup of what is there; the tables are still those of the version before."""
    from django.conf import settings
    from django.utils import timezone

    from chuangcheng.foundation.backups.services import write_backup

    if chosen is None:
        folder = Path(settings.CHUANGCHENG_HOME) / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        chosen = folder / f"before-upgrade-{timezone.now():%Y%m%dT%H%M%SZ}.backup"
    return write_backup(chosen, without_missing=True)


def _migrate(apply: Callable[[], None], made: "Made | None") -> None:
    try:
        apply()
    except Refused as refused:
        if made is None:
            raise
        told = Fault(MIGRATION_FAILED, params={"file": str(made.path)})
        raise Refused((*refused.faults, told)) from refused


def _note(made: "Made") -> None:
    from chuangcheng.foundation.backups.services import note_backup

    note_backup(made)


def _verify(made: "Made | None", voice: Voice) -> None:
    """Seal what is pending and check the whole record; raise Refused where it is broken."""
    from chuangcheng.foundation.audit.queries.verification import verify
    from chuangcheng.foundation.audit.services import seal

    seal()
    check = verify()
    if not check.is_sound:
        what = describe_message(check.faults[0], voice.say)
        file = str(made.path) if made else "-"
        raise Refused((Fault(NOT_WELL, params={"what": what, "file": file}),))
