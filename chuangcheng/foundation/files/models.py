"""Tables of the room: contents, uses of them, and what is known of pictures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.files.formats.types import PICTURES, TYPES, FileType
from chuangcheng.foundation.files.storage import name_of
from chuangcheng.foundation.orgs.models import Person, Subject, Unit
from chuangcheng.foundation.shell.access import Scope

NAME_LENGTH = 120


class Blob(models.Model):
    """A content, kept once however often it is used; its name in the store is its SHA-256.

    ``made`` says how far copies and fingerprint of a picture are; other files need none.
    """

    class Made(models.TextChoices):
        """Whether what a picture needs has been made."""

        NOTHING = "nothing", _("no copies needed")
        PENDING = "pending", _("copies are being made")
        DONE = "done", _("copies are ready")
        FAILED = "failed", _("cannot be shown")

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    unused_since = models.DateTimeField(_("unused since"), null=True, blank=True, db_index=True)
    made = models.CharField(
        _("copies of the picture"), max_length=8, choices=Made.choices, default=Made.NOTHING
    )
    width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)

    class Meta:
        verbose_name = _("content of files")
        verbose_name_plural = _("contents of files")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.sha256

    @property
    def name(self) -> str:
        """The name in the store."""
        return name_of(self.sha256)


class StoredFile(models.Model):
    """One use of a content: what it was called, what for, whose it is, who brought it.

    Rooms above point here (PROTECT): what they point at cannot be deleted.
    """

    blob = models.ForeignKey(
        Blob, models.PROTECT, related_name="files", verbose_name=_("content of files")
    )
    name = models.CharField(_("file name"), max_length=NAME_LENGTH)
    type = models.CharField(
        _("file type"), max_length=8, choices=[(kind.code, kind.code) for kind in TYPES.values()]
    )
    kind = models.CharField(_("kind of file"), max_length=40)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subject"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("work unit")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    uploader_id = models.CharField(_("identifier of the uploader"), max_length=80)
    uploader_name = models.CharField(_("uploaded by"), max_length=200)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("unit", "kind", "-id"), name="file_by_unit"),
            models.Index(fields=("subject", "kind", "-id"), name="file_by_subject"),
            models.Index(fields=("person", "kind", "-id"), name="file_by_person"),
            models.Index(fields=("uploader_id", "-id"), name="file_by_uploader"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self.blob.size

    @property
    def file_type(self) -> FileType:
        """The type by content."""
        return TYPES[self.type]

    @property
    def is_picture(self) -> bool:
        """Whether copies of it are shown."""
        return self.type in PICTURES

    def scope(self) -> Scope:
        """Return where it lies: the unit's present place, and the person it belongs to."""
        if self.unit is not None:
            return Scope(str(self.unit.subject_id), self.unit.path, str(self.person_id or ""))
        return Scope(str(self.subject_id or ""), person=str(self.person_id or ""))


class Rendition(models.Model):
    """A copy made from a picture, without any metadata: whole, large or small."""

    class Use(models.TextChoices):
        """What the copy is for."""

        PUBLIC = "public", _("whole copy")
        LARGE = "large", _("large copy")
        SMALL = "small", _("small copy")

    source = models.ForeignKey(
        Blob, models.CASCADE, related_name="renditions", verbose_name=_("source picture")
    )
    use = models.CharField(_("use of the copy"), max_length=8, choices=Use.choices)
    type = models.CharField(_("file type"), max_length=8)
    blob = models.ForeignKey(
        Blob, models.PROTECT, related_name="rendition_of", verbose_name=_("content of files")
    )
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))

    class Meta:
        verbose_name = _("copy of a picture")
        verbose_name_plural = _("copies of pictures")
        ordering = ("source", "use")
        constraints = (models.UniqueConstraint(fields=("source", "use"), name="rendition_once"),)

    def __str__(self) -> str:
        return f"{self.source_id} {self.use}"


class CameraNotes(models.Model):
    """What the camera noted in a picture; kept apart, for those who may read it."""

    blob = models.OneToOneField(
        Blob, models.CASCADE, related_name="camera_notes", verbose_name=_("source picture")
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    make = models.CharField(_("maker of the camera"), max_length=120, blank=True)
    model = models.CharField(_("camera"), max_length=120, blank=True)
    software = models.CharField(_("software"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("camera's notes")
        verbose_name_plural = _("cameras' notes")

    def __str__(self) -> str:
        return f"{self.blob_id}"


class PictureFingerprint(models.Model):
    """The perceptual fingerprint of a picture, 64 hexadecimal digits."""

    blob = models.OneToOneField(
        Blob, models.CASCADE, related_name="fingerprint", verbose_name=_("source picture")
    )
    bits = models.CharField(_("fingerprint"), max_length=64)
    quality = models.PositiveSmallIntegerField(_("quality of the fingerprint"))

    class Meta:
        verbose_name = _("fingerprint of a picture")
        verbose_name_plural = _("fingerprints of pictures")

    def __str__(self) -> str:
        return self.bits


class FingerprintBand(models.Model):
    """One of 16 parts of a fingerprint, to look it up by."""

    fingerprint = models.ForeignKey(
        PictureFingerprint, models.CASCADE, related_name="bands", verbose_name=_("fingerprint")
    )
    number = models.PositiveIntegerField(_("place and bits"))

    class Meta:
        verbose_name = _("part of a fingerprint")
        verbose_name_plural = _("parts of fingerprints")
        indexes = (models.Index(fields=("number", "fingerprint"), name="band_by_number"),)

    def __str__(self) -> str:
        return f"{self.fingerprint_id} {self.number}"
