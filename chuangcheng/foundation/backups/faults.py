"""Why a backup or a restoration is refused."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

EXISTS: Final = Sentence(
    "backup.exists",
    N_("The file %(file)s is there already."),
    N_("Choose another name; a backup is never written over."),
)
UNWRITABLE: Final = Sentence(
    "backup.unwritable",
    N_("The file %(file)s cannot be written: %(reason)s."),
    N_("Check the folder, the rights to it and the space on the disk. Nothing was left behind."),
)
UNREADABLE: Final = Sentence(
    "backup.unreadable",
    N_("The file %(file)s cannot be read: %(reason)s."),
    N_("Check the name and the rights to it."),
)
FILE_MISSING: Final = Sentence(
    "backup.file_missing",
    N_("The store lacks a file that the database names: %(file)s."),
    N_("Put it back into the store, or run with --without-missing to leave it out."),
)
FILE_DAMAGED: Final = Sentence(
    "backup.file_damaged",
    N_("A file in the store is damaged: %(file)s is not what was stored under this name."),
    N_(
        "Put it back into the store from an older backup, or run with --without-missing to leave "
        "it out."
    ),
)
STORE_AWAY: Final = Sentence(
    "backup.store_away",
    N_("The store of files does not answer: %(reason)s."),
    N_("Check FILES_URL and that the server runs; then try again."),
)
DAMAGED: Final = Sentence(
    "backup.damaged",
    N_("%(file)s is no backup, or is damaged: its part “%(part)s” is not as it was written."),
    N_("Nothing was changed. Copy the file again from where it was kept, or use an older one."),
)
OTHER_VERSION: Final = Sentence(
    "backup.other_version",
    N_("The backup was made by version %(version)s, whose tables differ: %(names)s."),
    N_("Install version %(version)s, restore there, then run: chuangcheng upgrade"),
)
NOT_EMPTY: Final = Sentence(
    "backup.not_empty",
    N_("This installation is not empty: it holds %(what)s."),
    N_("Restore into a new state folder and a new database. Nothing was changed."),
)
UNMIGRATED: Final = Sentence(
    "backup.unmigrated",
    N_("The database has not been brought to this version: steps left: %(count)s."),
    N_("Run: chuangcheng migrate"),
)
WRONG_PASSPHRASE: Final = Sentence(
    "backup.wrong_passphrase",
    N_("The passphrase does not open the keys in this backup."),
    N_("Check it; capitals and spaces count. Nothing was changed."),
)
SHORT_PASSPHRASE: Final = Sentence(
    "backup.short_passphrase",
    N_("The passphrase is too short."),
    N_("Use at least %(least)s characters and keep it apart from the backup."),
)
NO_KEYS: Final = Sentence(
    "backup.no_keys",
    N_("The backup holds no keys, so there is nothing that a passphrase opens."),
    N_("Leave the passphrase out and set the keys that it names."),
)
KEYS_LACKING: Final = Sentence(
    "backup.keys_lacking",
    N_("This installation lacks keys that the backup was made with: %(names)s."),
    N_(
        "Set them as they were, or give the passphrase of a backup that encloses them; "
        "with --without-keys, what they protect must be set up anew."
    ),
)
KEYS_FROM_ENVIRONMENT: Final = Sentence(
    "backup.keys_from_environment",
    N_("%(name)s comes from the environment, and differs from the one in the backup."),
    N_("Set it to the value that the backup was made with, or remove it from the environment."),
)
BAD_ROW: Final = Sentence(
    "backup.bad_row",
    N_("The database refuses a row of the table %(table)s: %(reason)s."),
    N_("Nothing was changed. Report it with the version that made the backup: %(version)s."),
)
HEADS_THERE: Final = Sentence(
    "backup.heads_there",
    N_("The file %(file)s holds heads of another record."),
    N_("Restore into a new state folder, or move the file away. Nothing was changed."),
)
