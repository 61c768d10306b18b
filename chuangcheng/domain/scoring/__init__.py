"""Scoring: from an edition and facts to a traced total with bounds."""

from chuangcheng.domain.scoring.document import as_document
from chuangcheng.domain.scoring.result import ALGORITHM, Result, TraceNode
from chuangcheng.domain.scoring.score import score
from chuangcheng.domain.scoring.words import describe_inputs, describe_rule

__all__ = [
    "ALGORITHM",
    "Result",
    "TraceNode",
    "as_document",
    "describe_inputs",
    "describe_rule",
    "score",
]
