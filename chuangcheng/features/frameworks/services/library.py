"""Take an edition into the library, or out of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from chuangcheng.domain import editions as content
from chuangcheng.domain.errors import N_, Fault, Sentence
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.models.columns import ReadableEncoder
from chuangcheng.features.frameworks.services.rows import write_edition

CHANGED: Final = Sentence(
    "library.changed",
    N_("the library already holds “%(code)s” version %(version)s with other content."),
    N_("Give the changed framework a new version number and load it again; nothing was changed."),
)
IN_USE: Final = Sentence(
    "library.in_use",
    N_("“%(code)s” version %(version)s is in use and cannot be removed."),
    N_("Load the new text under a new version number; work already begun keeps its version."),
)


@dataclass(frozen=True, slots=True)
class Loading:
    """What came of loading: the edition in the library and whether it is new, or a fault.

    ``held`` is the edition that stands in the way where other content was refused.
    """

    edition: Edition | None
    created: bool = False
    fault: Fault | None = None
    held: Edition | None = None


def checksum_of(document: Mapping[str, object]) -> str:
    """Return what identifies the content of a document, however its file is laid out."""
    written = json.dumps(document, cls=ReadableEncoder, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def load_edition(
    edition: content.Edition,
    document: Mapping[str, object],
    checksum: str,
    *,
    as_example: bool = False,
) -> Loading:
    """Take an edition into the library, whole or not at all.

    ``document`` is what ``edition`` was read from and ``checksum`` identifies its content. The
    same content again changes nothing; other content under the same code and version is refused.
    ``as_example`` marks a worked example, as does an edition that says so of its weights.
    """
    is_example = as_example or edition.weights_status == Edition.WeightsStatus.EXAMPLE
    found = _held(edition)
    if found is None:
        try:
            with transaction.atomic():
                row = write_edition(edition, document, checksum, is_example=is_example)
                return Loading(row, created=True)
        except IntegrityError:  # somebody else loaded it in the same moment
            found = _held(edition)
            if found is None:
                raise
    if found.checksum != checksum:
        params = {"code": edition.code, "version": edition.version}
        return Loading(None, fault=Fault(CHANGED, params=params), held=found)
    return Loading(found)


def remove_edition(edition: Edition) -> Fault | None:
    """Take an edition out of the library; refuse where other rooms already work with it."""
    try:
        with transaction.atomic():
            edition.delete()
    except (ProtectedError, RestrictedError):
        params = {"code": edition.code, "version": edition.version}
        return Fault(IN_USE, params=params)
    return None


def _held(edition: content.Edition) -> Edition | None:
    return (
        Edition.objects.defer("document").filter(code=edition.code, version=edition.version).first()
    )
