"""Tables of the room: notices, what people want by mail, and the mail itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.shell.languages import DEFAULT
from chuangcheng.foundation.shell.languages import LANGUAGES as INTERFACE_LANGUAGES

LANGUAGES = [(language.code, language.name) for language in INTERFACE_LANGUAGES]


class Letter(models.Model):
    """The mail of one day to one person; ``message_id`` stays the same however often it is sent."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="letters",
        verbose_name=_("recipient"),
    )
    day = models.DateField(_("day"))
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.WAITING
    )
    message_id = models.CharField(_("identifier of the message"), max_length=200)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    rounds = models.PositiveIntegerField(_("rounds of sending"), default=1)
    why = models.JSONField(_("reason"), default=dict, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("daily mail")
        verbose_name_plural = _("daily mails")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("recipient", "day"), name="letter_once_a_day"),
        )
        indexes = (models.Index(fields=("state", "-id"), name="letter_by_state"),)

    def __str__(self) -> str:
        return self.message_id


class Notice(models.Model):
    """Something one person should know.

    ``title`` and ``body`` are msgids with ``%(name)s`` slots, filled from ``params`` in the
    language of whoever reads; ``link`` is a path of this site. ``key`` tells a notice that was
    already written by an earlier attempt of the same job.
    """

    class ByMail(models.TextChoices):
        """Whether it goes into the daily mail."""

        NO = "no", _("not by mail")
        WAITING = "waiting", _("goes into the next mail")
        GONE = "gone", _("is in a mail")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind of notice"), max_length=80)
    key = models.CharField(_("key"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=300)
    body = models.TextField(_("text"), blank=True)
    params = models.JSONField(_("words of the text"), default=dict, blank=True)
    link = models.CharField(_("page it leads to"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    by_mail = models.CharField(
        _("by mail"), max_length=16, choices=ByMail.choices, default=ByMail.NO
    )
    letter = models.ForeignKey(
        Letter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("daily mail"),
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "key"), condition=~models.Q(key=""), name="notice_once"
            ),
        )
        indexes = (
            models.Index(fields=("recipient", "-id"), name="notice_by_recipient"),
            models.Index(
                fields=("recipient",),
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=("recipient",),
                condition=models.Q(by_mail="waiting"),
                name="notice_waiting_for_mail",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """What somebody wants by mail, kind by kind, and in which language."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_preference",
        verbose_name=_("account"),
    )
    language = models.CharField(
        _("language of mails"), max_length=16, choices=LANGUAGES, default=DEFAULT.code
    )
    by_mail = models.JSONField(_("kinds by mail"), default=dict, blank=True)

    class Meta:
        verbose_name = _("wishes about notices")
        verbose_name_plural = _("wishes about notices")

    def __str__(self) -> str:
        return str(self.user_id)
