"""Tables of the room: jobs, schedules and the workers that are alive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.shell.access import Scope

NAME_LENGTH = 80
KEY_LENGTH = 200
ACTOR_LENGTH = 200


class Job(models.Model):
    """One piece of work, enqueued in the transaction of the change that asked for it.

    ``attempts`` counts every start; ``failures`` those that ended with an error and ``losses``
    those whose worker vanished. While it runs, ``token`` names the attempt that holds it and
    ``lease_until`` says how long without a sign of life. ``queue_id`` is its place in the queue.
    """

    class State(models.TextChoices):
        """Where it stands; ``failed`` is tried again at ``due_at``, ``dead`` is not."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("will be tried again")
        DEAD = "dead", _("given up")

    name = models.CharField(_("task"), max_length=NAME_LENGTH)
    key = models.CharField(_("key"), max_length=KEY_LENGTH)
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField(_("due at"))
    created_at = models.DateTimeField(_("created at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    failures = models.PositiveIntegerField(_("failed attempts"), default=0)
    losses = models.PositiveIntegerField(_("attempts lost"), default=0)
    token = models.CharField(_("token of the attempt"), max_length=32, blank=True)
    lease_until = models.DateTimeField(_("held until"), null=True, blank=True)
    worker = models.CharField(_("worker"), max_length=120, blank=True)
    queue_id = models.BigIntegerField(_("place in the queue"), null=True, blank=True)

    progress_done = models.PositiveIntegerField(_("done so far"), default=0)
    progress_total = models.PositiveIntegerField(_("to be done"), default=0)
    progress_note = models.CharField(_("note on progress"), max_length=300, blank=True)

    actor_id = models.CharField(_("identifier of the actor"), max_length=NAME_LENGTH)
    actor_name = models.CharField(_("actor"), max_length=ACTOR_LENGTH)
    actor_unit = models.CharField(_("unit of the actor"), max_length=ACTOR_LENGTH, blank=True)

    why = models.JSONField(_("why it failed"), default=dict, blank=True)
    detail = models.TextField(_("technical detail"), blank=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("name", "key"), name="job_key_once"),)
        indexes = (
            models.Index(fields=("state", "id"), name="job_by_state"),
            models.Index(fields=("name", "id"), name="job_by_name"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.name}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.state in {self.State.DONE, self.State.DEAD}

    def scope(self) -> Scope:
        """Return where it lies: the whole installation."""
        return Scope()


class ScheduleState(models.Model):
    """When a schedule is due next, and when it was due last; the schedule itself is code."""

    name = models.CharField(_("task"), max_length=NAME_LENGTH, unique=True)
    at = models.CharField(_("times"), max_length=40)
    next_at = models.DateTimeField(_("next time"))
    last_at = models.DateTimeField(_("last time"), null=True, blank=True)
    last_job = models.ForeignKey(
        Job,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last job"),
    )

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.at}"


class Worker(models.Model):
    """A worker process that is alive, as long as ``beat_at`` is fresh.

    ``machine`` tells machines (and containers) apart, so that a worker on the same one can be
    looked up by ``pid`` and ``born``, the moment its process began as the kernel counts it.
    """

    name = models.CharField(_("worker"), max_length=120, unique=True)
    host = models.CharField(_("host"), max_length=80)
    machine = models.CharField(_("identifier of the machine"), max_length=64)
    pid = models.PositiveIntegerField(_("process"))
    born = models.CharField(_("birth of the process"), max_length=32, blank=True)
    at_once = models.PositiveSmallIntegerField(_("jobs at once"), default=1)
    started_at = models.DateTimeField(_("started at"))
    beat_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("worker process")
        verbose_name_plural = _("worker processes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
