"""``chuangcheng backup``: everything the installation holds in one file."""

import argparse
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli import passphrases
from chuangcheng.entrypoints.cli.commands.options import add_command, add_file, add_json
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.refusals import print_json

if TYPE_CHECKING:
    from chuangcheng.entrypoints.cli.commands.options import Subparsers
    from chuangcheng.foundation.backups.services import Made

DONE = N_("Backup %(file)s: %(rows)s rows, %(files)s stored files, %(size)s MB")
CHECKSUM = N_("SHA-256 (compare with sha256sum): %(checksum)s")
ENCLOSED = N_("The keys are enclosed under the passphrase. Keep it apart from the file.")
NEEDS = N_("The keys are not in it. Keep them apart; to restore you need:")
LEFT_OUT = N_("Left out, for the store lacks them or holds them damaged: %(count)s files")


def add(commands: "Subparsers", voice: Voice) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        voice,
        "backup",
        run,
        N_("Write database, files and heads of the record into one file, while people work on."),
    )
    add_file(parser, "FILE", voice.say(N_("the new file; one that is there is never written over")))
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help=voice.say(N_("enclose the keys under a passphrase, which is asked for")),
    )
    passphrases.add_file(parser, voice)
    parser.add_argument(
        "--without-missing",
        action="store_true",
        help=voice.say(N_("leave out stored files that are no longer there or are damaged")),
    )
    add_json(parser, voice)


def run(options: argparse.Namespace, voice: Voice) -> int:
    """Write the backup and say what to keep."""
    from chuangcheng.entrypoints.cli import serving
    from chuangcheng.entrypoints.cli.acting import as_console
    from chuangcheng.entrypoints.cli.django_start import start_django

    passphrase = ""
    if options.with_keys or options.passphrase_file:
        passphrase = passphrases.read(options.passphrase_file, voice, twice=True)
    start_django()
    serving.check_library()
    from chuangcheng.foundation.backups.services import make_backup

    with as_console():
        made = make_backup(
            options.file, passphrase=passphrase, without_missing=options.without_missing
        )
    if options.json:
        print_json(_document(made))
    else:
        _print(made, voice)
    return 0


def _document(made: "Made") -> dict[str, object]:
    return {
        "file": str(made.path),
        "size": made.size,
        "sha256": made.checksum,
        "rows": made.rows,
        "files": made.files,
        "keys": {name: list(ids) for name, ids in made.keys.items()},
        "keys_enclosed": made.has_keys,
        "missing": list(made.missing),
    }


def _print(made: "Made", voice: Voice) -> None:
    size = f"{made.size / 1024**2:.1f}"
    words = {"file": made.path, "rows": made.rows, "files": made.files, "size": size}
    print(voice.say(DONE) % words)
    print(voice.say(CHECKSUM) % {"checksum": made.checksum})
    if made.missing:
        print(voice.say(LEFT_OUT) % {"count": len(made.missing)})
    print(voice.say(ENCLOSED if made.has_keys else NEEDS))
    if not made.has_keys:
        for name, ids in made.keys.items():
            print(f"  {name}: {' '.join(ids)}")
