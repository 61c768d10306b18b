"""What every page of the frame needs to know."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

import chuangcheng
from chuangcheng.foundation.shell.languages import LANGUAGES, Language, language


@dataclass(frozen=True, slots=True)
class Frame:
    """Language of the page and the choice of others, its own address, version, demonstration."""

    language: Language
    languages: tuple[Language, ...]
    here: str
    version: str
    demo: bool


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` for ``shell/page.html``.

    ``here`` is where the language switch returns to: this page, or the start for an answer to a
    form, which has no page to return to.
    """
    return {
        "frame": Frame(
            language=language(get_language()),
            languages=LANGUAGES,
            here=request.get_full_path() if request.method == "GET" else "/",
            version=chuangcheng.__version__,
            demo=settings.DEMO,
        )
    }
