"""Everything that writes jobs: asking for work, doing it, and looking after it."""

from chuangcheng.foundation.jobs.services.dead import retry, retry_all
from chuangcheng.foundation.jobs.services.pending import run_pending
from chuangcheng.foundation.jobs.services.sending import enqueue, publish

__all__ = ["enqueue", "publish", "retry", "retry_all", "run_pending"]
