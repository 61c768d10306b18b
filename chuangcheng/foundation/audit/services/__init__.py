"""Writing the record: events, readings of personal data, seals."""

from chuangcheng.foundation.audit.services.checking import verify_and_record
from chuangcheng.foundation.audit.services.exporting import export, lines
from chuangcheng.foundation.audit.services.forgetting import forget_old
from chuangcheng.foundation.audit.services.masking import masked
from chuangcheng.foundation.audit.services.recording import (
    Target,
    record,
    record_many,
    record_reading,
)
from chuangcheng.foundation.audit.services.sealing import seal

__all__ = [
    "Target",
    "export",
    "forget_old",
    "lines",
    "masked",
    "record",
    "record_many",
    "record_reading",
    "seal",
    "verify_and_record",
]
