"""A store on another machine that does not answer."""

import contextlib
from collections.abc import Iterator

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.backups.faults import STORE_AWAY


@contextlib.contextmanager
def answering_store() -> Iterator[None]:
    """Raise Refused where an S3 server fails inside the block."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        words = {"reason": str(error).split("\n")[0][:200].rstrip(".")}
        raise Refused((Fault(STORE_AWAY, params=words),)) from error
