"""Shows in a form why a service refused."""

from django.forms import Form
from django.utils.translation import gettext

from chuangcheng.domain.errors import Refused, describe_message, describe_remedy


def show_refusal(form: Form, refused: Refused) -> None:
    """Put each fault beside the field it is about, or above the form."""
    for fault in refused.faults:
        at = str(fault.place.path[0]) if fault.place.path else ""
        message = describe_message(fault, gettext)
        sentence = f"{message[:1].upper()}{message[1:]} {describe_remedy(fault, gettext)}"
        form.add_error(at if at in form.fields else None, sentence)
