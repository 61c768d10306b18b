"""What can be done in this room; which role may is ``accounts.matrix``.

| action | who |
|---|---|
| ``jobs.job.read`` | system administrator |
| ``jobs.job.retry`` | system administrator |

How far a job is may also see whoever asked for it.
"""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_JOB: Final = Action("jobs.job.read", N_("See the background work"), "all")
RETRY_JOB: Final = Action("jobs.job.retry", N_("Have failed background work done again"), "all")

ACTIONS: Final = (READ_JOB, RETRY_JOB)
