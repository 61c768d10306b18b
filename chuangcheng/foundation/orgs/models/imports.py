"""Files that are being brought in: what each would do, kept until somebody agrees or it lapses."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.models.subjects import Subject
from chuangcheng.foundation.shell.access import Scope


class ImportRun(models.Model):
    """One file of units, people and zones, from being sent to being saved.

    It is seen by whoever sent it, nobody else. File and rows hold personal data; they go when
    the run lapses, the counts stay.
    """

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", _("being checked")
        REFUSED = "refused", _("cannot be used")
        READY = "ready", _("waiting for agreement")
        SAVING = "saving", _("being saved")
        DONE = "done", _("saved")
        FAILED = "failed", _("failed, nothing saved")
        CANCELLED = "cancelled", _("cancelled")

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    subject = models.ForeignKey(
        Subject, models.CASCADE, related_name="import_runs", verbose_name=_("subject")
    )
    owner = models.CharField(_("sent by"), max_length=80)
    file_name = models.CharField(_("name of the file"), max_length=200)
    content = models.BinaryField(_("content of the file"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.CHECKING
    )
    kinds = models.JSONField(_("kinds of rows"), default=list, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    notices = models.JSONField(_("notices"), default=list, blank=True)
    digest = models.CharField(_("fingerprint of the plan"), max_length=64, blank=True)
    is_renewed = models.BooleanField(_("checked anew"), default=False)
    job_number = models.PositiveBigIntegerField(_("number of the job"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    lapses_at = models.DateTimeField(_("lapses at"), db_index=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("owner", "-created_at"), name="import_run_by_owner"),)

    def __str__(self) -> str:
        return self.file_name

    def scope(self) -> Scope:
        """Return where it lies: its subject."""
        return Scope(subject=str(self.subject_id))


class ImportRow(models.Model):
    """What one row of the file would do; for rows with a record also what it says."""

    run = models.ForeignKey(
        ImportRun, models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind of row"), max_length=8)
    outcome = models.CharField(_("outcome"), max_length=12)
    code = models.CharField(_("code"), max_length=120, blank=True)
    label = models.CharField(_("name"), max_length=200, blank=True)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveIntegerField(_("row"), default=0)
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    faults = models.JSONField(_("faults"), default=list, blank=True)
    record = models.JSONField(_("what the row says"), null=True, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ("run", "position")
        constraints = (models.UniqueConstraint(fields=("run", "position"), name="import_row_once"),)
        indexes = (
            models.Index(fields=("run", "kind", "outcome", "position"), name="import_row_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
