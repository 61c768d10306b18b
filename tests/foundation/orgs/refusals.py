"""Asking what was refused."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chuangcheng.domain.errors import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Hold that the block is refused with the fault ``code`` and nothing else."""
    with pytest.raises(Refused) as caught:
        yield
    assert [fault.code for fault in caught.value.faults] == [code]
