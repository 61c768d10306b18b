"""Do at once what waits, in this process: for tests, and for commands that have no worker."""

from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import queue
from chuangcheng.foundation.jobs.services.attempts import claim
from chuangcheng.foundation.jobs.services.performing import perform

MOST = 10_000


def run_pending(most: int = MOST) -> list[Job]:
    """Do up to ``most`` jobs that are due, and those they ask for; return them as they ended.

    A job that fails waits for its next time as it would in a worker.
    """
    done: list[int] = []
    while len(done) < most and queue.is_waiting():
        attempt = claim()
        if attempt is not None:
            perform(attempt)
            done.append(attempt.job_id)
    found = Job.objects.in_bulk(done)
    return [found[number] for number in done if number in found]
