"""The sentences in which a check of the chain says what it found."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

_COMPARE: Final = N_("Compare with the last backup, and ask who could write to the database.")
_KEEP: Final = N_("Keep this database as evidence, then restore the last sound backup.")

# -- faults: the record was tampered with ---------------------------------------------------------

EVENT_EDITED: Final = Sentence(
    "record.event_edited",
    N_("The event at place %(place)s (number %(id)s) was changed after it was sealed."),
    _COMPARE,
)
EVENT_REMOVED: Final = Sentence(
    "record.event_removed",
    N_("The event at place %(place)s was removed after it was sealed (seal %(seal)s)."),
    _COMPARE,
)
EVENT_INSERTED: Final = Sentence(
    "record.event_inserted",
    N_("The event at place %(place)s (number %(id)s) was put in: no seal vouches for it."),
    _COMPARE,
)
SEAL_EDITED: Final = Sentence(
    "record.seal_edited",
    N_("Seal %(seal)s was changed; nothing vouches for the events under it."),
    _KEEP,
)
SEAL_REMOVED: Final = Sentence(
    "record.seal_removed",
    N_("Seal %(seal)s was removed; nothing vouches for the events under it."),
    _KEEP,
)
TAIL_CUT: Final = Sentence(
    "record.tail_cut",
    N_("The chain ends at seal %(seal)s, but the file of heads knows seal %(head)s: it was cut."),
    _KEEP,
)
REWRITTEN: Final = Sentence(
    "record.rewritten",
    N_("Seal %(seal)s was made anew: it is not the one that was vouched for when it was made."),
    _KEEP,
)
UNREADABLE: Final = Sentence(
    "record.unreadable",
    N_(
        "After seal %(seal)s stands a value that no program wrote (%(reason)s); "
        "what comes after it cannot be read."
    ),
    _KEEP,
)
FORGOTTEN_EARLY: Final = Sentence(
    "record.forgotten_early",
    N_("The events under seal %(seal)s are gone, though their time to be kept was not over."),
    _COMPARE,
)
HEADS_MISSING: Final = Sentence(
    "record.heads_missing",
    N_("The file of heads %(file)s is missing or empty: a chain made anew would not show."),
    N_("Put the file back from the last backup, or name it in AUDIT_HEADS_FILE."),
)
HEADS_UNREADABLE: Final = Sentence(
    "record.heads_unreadable",
    N_("The file of heads %(file)s cannot be read: %(reason)s."),
    N_("Let the program’s user read it, or name another with --heads."),
)
HEADS_DAMAGED: Final = Sentence(
    "record.heads_damaged",
    N_("Line %(line)s of the file of heads is damaged or stands in the wrong place."),
    N_("Put the file back from the last backup."),
)
HEADS_LACK: Final = Sentence(
    "record.heads_lack",
    N_("The file of heads lacks seal %(seal)s between others."),
    N_("Put the file back from the last backup."),
)

# -- warnings: somebody should look ---------------------------------------------------------------

UNSEALED: Final = Sentence(
    "record.unsealed",
    N_("Events that have waited for their seal too long: %(count)s, the oldest since %(since)s."),
    N_("Start the worker, or run: chuangcheng audit seal"),
)
LATE: Final = Sentence(
    "record.late",
    N_("The time of the event at place %(place)s (number %(id)s) does not fit its seal."),
    N_("A very long import does that, or a wrong clock; somebody may also have put it in."),
)
HEADS_BEGIN_LATE: Final = Sentence(
    "record.heads_begin_late",
    N_("The file of heads begins with seal %(seal)s; it vouches for the chain from that day on."),
    N_("Name an older copy with --heads to look further back."),
)

# -- notes: as it should be -----------------------------------------------------------------------

PENDING: Final = Sentence(
    "record.pending", N_("Events that wait for the next seal: %(count)s."), ""
)
HEADS_BEHIND: Final = Sentence(
    "record.heads_behind",
    N_("The file of heads does not know the newest seals yet (%(count)s); the next one adds them."),
    "",
)
FORGOTTEN: Final = Sentence(
    "record.forgotten",
    N_("Seals whose events were forgotten when their time was over: %(count)s."),
    "",
)
