"""Pages of background work."""

from chuangcheng.foundation.jobs.views.dead import dead, retry, retry_all
from chuangcheng.foundation.jobs.views.lists import job, jobs, schedules, workers
from chuangcheng.foundation.jobs.views.progress import progress

__all__ = ["dead", "job", "jobs", "progress", "retry", "retry_all", "schedules", "workers"]
