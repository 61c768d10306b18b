"""Pages of the record."""

from chuangcheng.foundation.audit.views.chain import chain, check
from chuangcheng.foundation.audit.views.events import event, record, story
from chuangcheng.foundation.audit.views.files import export

__all__ = ["chain", "check", "event", "export", "record", "story"]
