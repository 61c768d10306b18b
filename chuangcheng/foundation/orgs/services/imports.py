"""Bring in a file: look at it, show what it would do, save it when somebody agrees.

Nothing of the file is saved before :func:`agree`. That call holds the file against what is there
once more, under the lock of the tree: where the answer is no longer the one that was shown,
nothing is saved and the new answer is shown instead.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chuangcheng.domain.errors import N_, Refused
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.jobs.services import enqueue
from chuangcheng.foundation.orgs import faults
from chuangcheng.foundation.orgs.formats.fault_data import (
    fault_as_data,
    record_as_data,
    record_of,
)
from chuangcheng.foundation.orgs.formats.import_files import read_import
from chuangcheng.foundation.orgs.formats.plan import OUTCOMES, Item, Plan
from chuangcheng.foundation.orgs.formats.planning import make_plan
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import State
from chuangcheng.foundation.orgs.models import ImportRow, ImportRun, Subject
from chuangcheng.foundation.orgs.queries.imports import state_of
from chuangcheng.foundation.orgs.services.changing import lock, refuse
from chuangcheng.foundation.orgs.services.imports_people import save_people, save_zones
from chuangcheng.foundation.orgs.services.imports_saving import BATCH, Saving
from chuangcheng.foundation.orgs.services.imports_units import save_units

KEPT_FOR: Final = timedelta(days=2)
"""How long a preview, with the personal data in it, is kept."""
SMALL_FILE: Final = 128 * 1024
"""Bytes up to which a file is looked at while its sender waits."""
FEW_ROWS: Final = 1_000
"""Rows up to which a file is saved while its sender waits."""
SPARE: Final = timedelta(minutes=5)
"""How long after that a job looks whether it was saved."""
CHECK: Final = "orgs.import.check"
SAVE: Final = "orgs.import.save"
STATE = ImportRun.State
STEPS: Final = 3
READING: Final = N_("Reading the file")
COMPARING: Final = N_("Comparing with what is stored")
LISTING: Final = N_("Listing what would change")
SAVING_NOW: Final = N_("Saving")
Progress = Callable[[int, int, str], None]


def _silent(_done: int, _total: int, _note: str) -> None:
    """Tell nobody."""


# -- look -----------------------------------------------------------------------------------------


def send_file(
    *, subject: Subject, content: bytes, file_name: str, at_once: bool = False
) -> ImportRun:
    """Take a file up; look at it ``at_once`` or if it is small, otherwise have a job do it.

    What is wrong with the file or its rows is kept at the run, nothing is raised for it.
    """
    forget_lapsed()
    small = at_once or len(content) <= SMALL_FILE
    with transaction.atomic():
        run = ImportRun.objects.create(
            subject=subject,
            owner=current_actor().id,
            file_name=file_name[-200:],
            content=content,
            lapses_at=timezone.now() + KEPT_FOR,
        )
        if not small:
            job = enqueue(CHECK, {"run": run.pk}, key=f"check-{run.key}")
            run.job_number = job.pk
            run.save(update_fields=["job_number"])
    if small:
        check_file(run.pk)
    return ImportRun.objects.select_related("subject").defer("content").get(pk=run.pk)


def check_file(number: int, progress: Progress = _silent) -> None:
    """Look at a file that was sent; doing it again changes nothing.

    Nothing is locked while the file is read and held against what is there.
    """
    run = ImportRun.objects.select_related("subject").get(pk=number)
    if run.state != STATE.CHECKING or run.content is None:
        return
    progress(0, STEPS, READING)
    try:
        reading = read_import(bytes(run.content), run.file_name)
    except Refused as refusal:
        run.state = STATE.REFUSED
        run.notices = [fault_as_data(fault) for fault in refusal.faults]
        _close(run)
        return
    progress(1, STEPS, COMPARING)
    run.kinds = sorted(reading.kinds)
    run.notices = [fault_as_data(fault) for fault in reading.notices]
    plan = make_plan(reading.records, reading.kinds, state_of(run.subject))
    progress(2, STEPS, LISTING)
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=number)
        if held.state == STATE.CHECKING:
            _show(run, plan, reading.records)


def _show(run: ImportRun, plan: Plan, records: Sequence[Record]) -> None:
    """Keep what a plan says, row by row, with what the rows themselves say.

    Positions are those of the page: refused rows come first. Keys rise in the order of the file,
    in which the rows are read again.
    """
    run.rows.all().delete()
    by_place = {(item.kind, item.sheet, item.row): item for item in plan.items if item.row}
    shown = sorted(plan.items, key=lambda item: OUTCOMES.index(item.outcome))
    positions = {id(item): position for position, item in enumerate(shown, start=1)}
    of_file = [(by_place[one.kind, one.sheet, one.row], one) for one in records]
    left = [(item, None) for item in plan.items if not item.row]
    rows = (_row(run, positions[id(item)], item, one) for item, one in [*of_file, *left])
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    run.state, run.content = STATE.READY, None
    run.counts, run.digest = plan.counts(), plan.digest()
    run.job_number = None
    run.save()


def _row(run: ImportRun, position: int, item: Item, record_: Record | None) -> ImportRow:
    return ImportRow(
        run=run,
        position=position,
        kind=item.kind,
        outcome=item.outcome,
        code=item.code[:120],
        label=item.label[:200],
        sheet=item.sheet[:120],
        row=item.row,
        changes=item.changes,
        faults=[fault_as_data(fault) for fault in item.faults],
        record=record_as_data(record_) if record_ is not None else None,
    )


# -- agree ----------------------------------------------------------------------------------------


def agree(*, key: UUID, owner: str, only_good: bool = False, at_once: bool = False) -> ImportRun:
    """Save what was shown; raise Refused if it cannot be, ImportRun.DoesNotExist for a stranger's.

    Rows that are refused stop everything unless ``only_good``. Agreeing twice saves once. Where
    what is there has changed meanwhile, nothing is saved and the run shows the new answer
    (``is_renewed``). Many rows are saved by a job, unless ``at_once``.
    """
    with transaction.atomic():
        run = _own_run(key, owner)
        if run.state in {STATE.SAVING, STATE.DONE}:
            return run
        if run.state != STATE.READY:
            raise refuse(faults.IMPORT_NOT_READY)
        if _refused(run) and not only_good:
            raise refuse(faults.IMPORT_HAS_FAULTS, count=_refused(run))
        run.state = STATE.SAVING
        many = _to_save(run) > FEW_ROWS and not at_once
        # Few rows are saved right here; the job is for the case that the program stops meanwhile.
        later = None if many else timezone.now() + SPARE
        job = enqueue(SAVE, {"run": run.pk}, key=f"save-{uuid4()}", not_before=later)
        if many:
            run.job_number = job.pk
        run.save(update_fields=["state", "job_number"])
    if not many:
        save_run(run.pk)
    return ImportRun.objects.select_related("subject").defer("content").get(pk=run.pk)


def _own_run(key: UUID, owner: str) -> ImportRun:
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("subject")
    return runs.get(key=key, owner=owner)


def _refused(run: ImportRun) -> int:
    return sum(of_kind["refused"] for of_kind in run.counts.values())


def _to_save(run: ImportRun) -> int:
    return sum(of_kind["added"] + of_kind["changed"] for of_kind in run.counts.values())


def save_run(number: int, progress: Progress = _silent) -> None:
    """Save a run that somebody agreed to; doing it again changes nothing.

    One transaction: a failure leaves nothing half-saved, is kept at the run and raised again.
    The tree is locked only for the saving itself, not while everything is compared once more.
    """
    run = ImportRun.objects.select_related("subject").get(pk=number)
    if run.state != STATE.SAVING:
        return
    progress(0, STEPS, COMPARING)
    ready = _Ready(run)
    progress(1, STEPS, SAVING_NOW)
    try:
        with transaction.atomic():
            _save(ready)
    except Refused as refusal:
        _fail(number, [fault_as_data(fault) for fault in refusal.faults])
    except Exception:
        _fail(number, [])
        raise


class _Ready:
    """A run with its rows, held against what is there."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        rows = run.rows.exclude(record=None).order_by("pk")
        fields = ("kind", "sheet", "row", "record")
        self.records = [record_of(*row) for row in rows.values_list(*fields).iterator(2000)]
        self.compare(state_of(run.subject))

    def compare(self, state: State) -> None:
        """Make the plan for ``state``."""
        self.state = state
        self.plan = make_plan(self.records, self.run.kinds, state)


def _save(ready: _Ready) -> None:
    subject = lock(ready.run.subject_id)
    run = ImportRun.objects.select_for_update().get(pk=ready.run.pk)
    if run.state != STATE.SAVING:
        return
    now = state_of(subject)
    if now != ready.state:
        ready.compare(now)
    if ready.plan.digest() != run.digest:
        run.is_renewed = True
        _show(run, ready.plan, ready.records)
        return
    saving = Saving(subject, ready.plan, timezone.localdate(), run.file_name)
    units = save_units(saving)
    save_people(saving, units)
    save_zones(saving, units)
    saving.finish()
    target = Target("orgs.importrun", str(run.key), run.file_name, str(subject.pk))
    record("orgs.import", target, changes=run.counts)
    run.state = STATE.DONE
    _close(run)


def _close(run: ImportRun) -> None:
    """Let go of the file; what it did stays."""
    run.content, run.job_number, run.finished_at = None, None, timezone.now()
    run.save()


@transaction.atomic
def _fail(number: int, notices: list[dict[str, object]]) -> None:
    run = ImportRun.objects.select_for_update().get(pk=number)
    if run.state == STATE.SAVING:
        run.state, run.notices = STATE.FAILED, [*run.notices, *notices]
        _close(run)


# -- let go ---------------------------------------------------------------------------------------


@transaction.atomic
def cancel(*, key: UUID, owner: str) -> ImportRun:
    """Throw a preview away; raise Refused once it is being saved."""
    run = _own_run(key, owner)
    if run.state in {STATE.SAVING, STATE.DONE}:
        raise refuse(faults.IMPORT_NOT_READY)
    run.state = STATE.CANCELLED
    run.rows.all().delete()
    _close(run)
    return run


@transaction.atomic
def give_up(*, key: UUID, owner: str) -> ImportRun:
    """Say that an import failed whose job was given up; nothing of it was saved."""
    run = _own_run(key, owner)
    if run.state in {STATE.CHECKING, STATE.SAVING}:
        run.state = STATE.FAILED
        _close(run)
    return run


@transaction.atomic
def forget_lapsed() -> int:
    """Delete the rows of imports that nobody agreed to or needs any more; return how many runs."""
    now = timezone.now()
    # Agreed to at the last moment: it may still be saved for a while.
    at_work = Q(state=STATE.SAVING, lapses_at__gt=now - KEPT_FOR)
    lapsed = ImportRun.objects.filter(lapses_at__lt=now).exclude(at_work)
    numbers = list(lapsed.values_list("pk", flat=True))
    ImportRow.objects.filter(run__in=numbers).delete()
    lapsed.delete()
    return len(numbers)
