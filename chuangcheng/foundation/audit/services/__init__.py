"""Writing the record: events, readings of personal data, seals."""

from chuangcheng.foundation.audit.services.masking import masked
from chuangcheng.foundation.audit.services.recording import Target, record, record_reading

__all__ = ["Target", "masked", "record", "record_reading"]
