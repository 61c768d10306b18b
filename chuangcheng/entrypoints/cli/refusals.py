"""Prints faults: as sentences for a person, or as JSON for a program."""

import json
import sys
from collections.abc import Sequence

from chuangcheng.domain.errors import (
    N_,
    Fault,
    describe,
    describe_message,
    describe_place,
    describe_remedy,
)
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.terminal import clean

MOST_SHOWN = 200
MORE = N_("… Faults not shown: %(count)s. Mend these first, then check again.")


def print_faults(faults: Sequence[Fault], voice: Voice, *, as_json: bool) -> None:
    """Print faults to standard error, or with ``as_json`` as a document to standard output."""
    if as_json:
        print_json({"faults": fault_documents(faults, voice)})
        return
    for fault in faults[:MOST_SHOWN]:
        print(clean(describe(fault, voice.say)), file=sys.stderr)
    if len(faults) > MOST_SHOWN:
        count = len(faults) - MOST_SHOWN
        print(voice.say(MORE) % {"count": count}, file=sys.stderr)


def fault_documents(faults: Sequence[Fault], voice: Voice) -> list[dict[str, object]]:
    """Return faults as plain data: the sentences in the person's language, and the place."""
    return [
        {
            "code": fault.code,
            "place": describe_place(fault.place, voice.say),
            "file": fault.place.file or None,
            "line": fault.place.line,
            "column": fault.place.column,
            "sheet": fault.place.sheet or None,
            "cell": fault.place.cell or None,
            "path": list(fault.place.path),
            "message": describe_message(fault, voice.say),
            "remedy": describe_remedy(fault, voice.say),
        }
        for fault in faults
    ]


def print_json(document: object) -> None:
    """Print a document as JSON, with characters the stream lacks written as escapes."""
    encoding = (sys.stdout.encoding or "ascii").casefold().replace("-", "")
    print(json.dumps(document, ensure_ascii=encoding != "utf8", indent=2))
