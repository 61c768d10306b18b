"""Hand out units, people and zones as files; what left the house is recorded."""

import io
from collections.abc import Iterable

from django.db import transaction

from chuangcheng.domain.errors import Translate
from chuangcheng.foundation.audit.services import Target, record, record_reading
from chuangcheng.foundation.orgs.formats.export_files import write_csv, write_workbook
from chuangcheng.foundation.orgs.formats.layout import KINDS, Kind
from chuangcheng.foundation.orgs.formats.template_file import write_template
from chuangcheng.foundation.orgs.models import Subject
from chuangcheng.foundation.orgs.queries.imports import classes_of, state_of


@transaction.atomic
def export_workbook(*, subject: Subject, language: str, kinds: Iterable[Kind] = KINDS) -> bytes:
    """Return a workbook with a sheet for each kind; it comes back in unchanged."""
    wanted = tuple(kinds)
    _note(subject, wanted)
    target = io.BytesIO()
    write_workbook(target, state_of(subject), language, kinds=wanted)
    return target.getvalue()


@transaction.atomic
def export_csv(*, subject: Subject, language: str, kind: Kind) -> bytes:
    """Return one sheet as a text table; it comes back in unchanged."""
    _note(subject, (kind,))
    return write_csv(kind, state_of(subject), language)


def template(*, subject: Subject, language: str, translate: Translate) -> bytes:
    """Return the workbook to fill in, with the classes of the subject to choose from."""
    target = io.BytesIO()
    write_template(target, classes_of(subject), language, translate)
    return target.getvalue()


def _note(subject: Subject, kinds: tuple[Kind, ...]) -> None:
    """Record the export, and that everybody's telephone numbers went with it."""
    target = Target("orgs.subject", str(subject.pk), str(subject), str(subject.pk))
    record("orgs.export", target, changes={"sheets": [None, list(kinds)]})
    if "person" in kinds:
        record_reading(target, "phone, email")
