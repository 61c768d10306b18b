"""What pages and other rooms ask of the library; nothing here writes."""

from chuangcheng.features.frameworks.queries.contents import content_of, document_of, find_edition
from chuangcheng.features.frameworks.queries.criteria import CriterionPage, criterion_page
from chuangcheng.features.frameworks.queries.library import LibraryEntry, library
from chuangcheng.features.frameworks.queries.lists import (
    DepartmentLine,
    department_lines,
    negative_articles,
    questions,
    site_types,
)
from chuangcheng.features.frameworks.queries.trees import Branch, Tree, Wanted, tree

__all__ = [
    "Branch",
    "CriterionPage",
    "DepartmentLine",
    "LibraryEntry",
    "Tree",
    "Wanted",
    "content_of",
    "criterion_page",
    "department_lines",
    "document_of",
    "find_edition",
    "library",
    "negative_articles",
    "questions",
    "site_types",
    "tree",
]
