"""The form that takes a file of units, people and zones."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.shell.formats.limits import DEFAULT
from chuangcheng.foundation.shell.formats.notes import shown_file

ENDINGS = ".xlsx,.csv"


class ImportForm(forms.Form):
    """One file; what is in it is looked at by the service."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A workbook (.xlsx) or a text table (.csv), at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
        max_length=200,
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > DEFAULT.size:
            message = gettext("The file is larger than %(most)s MB. Split it into several.")
            raise forms.ValidationError(message % {"most": DEFAULT.megabytes})
        return file

    def name(self) -> str:
        """Return the name of the file, fit to be printed."""
        return shown_file(self.cleaned_data["file"].name or "")

    def content(self) -> bytes:
        """Return what is in the file."""
        file: UploadedFile = self.cleaned_data["file"]
        return bytes(file.read())

    def take(self, refused: Refused) -> None:
        """Show why the file was refused."""
        for fault in refused.faults:
            self.add_error("file", describe(fault, gettext))
