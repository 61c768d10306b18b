"""An edition's own document, to keep, to change and to load again."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from chuangcheng.features.frameworks import queries
from chuangcheng.features.frameworks.formats.edition_writer import edition_yaml
from chuangcheng.features.frameworks.views.freshness import unless_unchanged
from chuangcheng.features.frameworks.views.pages import found_edition
from chuangcheng.foundation.shell.access import open_to_all

_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._-]")


@open_to_all
@require_safe
@unless_unchanged
def document(request: HttpRequest, code: str, version: str) -> HttpResponse:  # noqa: ARG001 - a view takes it
    """Send an edition's document as a YAML file that ``chuangcheng`` reads again."""
    found = found_edition(code, version)
    name = _NOT_IN_FILE_NAMES.sub("_", f"{code}-{version}") + ".edition.yaml"
    return HttpResponse(
        edition_yaml(queries.document_of(found)),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )
