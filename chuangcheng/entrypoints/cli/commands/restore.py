"""``chuangcheng restore``: a backup back into an empty installation."""

import argparse
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli import passphrases
from chuangcheng.entrypoints.cli.commands.options import add_command, add_file, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.backups.formats.archive import Header

WHOLE = N_("The backup is whole: version %(version)s, made %(made_at)s")
DONE = N_("Restored: %(rows)s rows, %(files)s stored files; every table compared and the same.")
KEYS_BACK = N_("Keys put back: %(names)s")
SIGN_IN = N_("Everybody must sign in again. Start the site with: chuangcheng serve")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "restore",
        run,
        N_("Bring a backup back into an empty installation, on either database."),
    )
    add_file(parser, "FILE", voice.say(N_("the backup")))
    parser.add_argument(
        "--check",
        action="store_true",
        help=voice.say(N_("only check that the file is whole; change nothing")),
    )
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help=voice.say(N_("put back the enclosed keys; their passphrase is asked for")),
    )
    passphrases.add_file(parser, voice)
    parser.add_argument(
        "--without-keys",
        action="store_true",
        help=voice.say(N_("restore although keys are lacking; what they protect is lost")),
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Check the file; unless only that is wanted, make the tables and bring everything back."""
    from chuangcheng.entrypoints.cli.django_start import start_django

    start_django(look_only=options.check)
    if options.check:
        return _check(options, voice)
    passphrase = ""
    if options.with_keys or options.passphrase_file:
        passphrase = passphrases.read(options.passphrase_file, voice, twice=False)
    return _restore(options, voice, passphrase)


def _check(options: argparse.Namespace, voice: Voice) -> int:
    from chuangcheng.foundation.backups.services import check_backup

    header = check_backup(options.file).header
    if options.json:
        print_json(_header(header))
    else:
        print(voice.say(WHOLE) % {"version": header.version, "made_at": header.made_at})
    return 0


def _restore(options: argparse.Namespace, voice: Voice, passphrase: str) -> int:
    from chuangcheng.entrypoints.cli import serving
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.entrypoints.cli.commands.migrate import apply_migrations
    from chuangcheng.entrypoints.cli.django_start import unapplied_migrations
    from chuangcheng.foundation.backups.services import check_backup, restore_backup

    check_backup(options.file)  # a damaged file makes no tables either
    serving.check_database()
    if unapplied_migrations():
        apply_migrations()
    with as_console():
        restored = restore_backup(
            options.file, passphrase=passphrase, without_keys=options.without_keys
        )
    if options.json:
        counts = {"rows": restored.rows, "files": restored.files, "keys": list(restored.keys)}
        print_json({**_header(restored.header), **counts})
        return 0
    print(voice.say(DONE) % {"rows": restored.rows, "files": restored.files})
    if restored.keys:
        print(voice.say(KEYS_BACK) % {"names": ", ".join(restored.keys)})
    print(voice.say(SIGN_IN))
    return 0


def _header(header: "Header") -> dict[str, object]:
    return {
        "version": header.version,
        "made_at": header.made_at,
        "database": header.database,
        "keys_needed": {name: list(ids) for name, ids in header.keys.items()},
    }
