"""Tables of the room: an edition and what is made from its document."""

from chuangcheng.features.frameworks.models.editions import Department, Edition, Method
from chuangcheng.features.frameworks.models.limits import Gate, NegativeArticle
from chuangcheng.features.frameworks.models.nodes import MaterialRequirement, Node, Standard
from chuangcheng.features.frameworks.models.sites import (
    ChecklistItem,
    Question,
    QuestionOption,
    SiteType,
)

__all__ = [
    "ChecklistItem",
    "Department",
    "Edition",
    "Gate",
    "MaterialRequirement",
    "Method",
    "NegativeArticle",
    "Node",
    "Question",
    "QuestionOption",
    "SiteType",
    "Standard",
]
