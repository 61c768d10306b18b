"""Pages of the framework library."""

from chuangcheng.features.frameworks.views.document import document
from chuangcheng.features.frameworks.views.library import library
from chuangcheng.features.frameworks.views.pages import (
    criterion,
    departments,
    edition,
    negative,
    questions,
    sites,
)

__all__ = [
    "criterion",
    "departments",
    "document",
    "edition",
    "library",
    "negative",
    "questions",
    "sites",
]
