"""What the tests of file formats share: writing a file, and asking what is wrong with it."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.features.frameworks.formats.documents import Document, open_document
from chuangcheng.foundation.shell.formats.limits import DEFAULT, Limits

Save = Callable[[str, str | bytes], Path]
Faults = Callable[..., tuple[Fault, ...]]
Read = Callable[..., Document]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write a file and return its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def read() -> Read:
    """Open a file as facts."""

    def read(path: Path, articles: Collection[str] = (), limits: Limits = DEFAULT) -> Document:
        return open_document(path, kind="facts", articles=articles, limits=limits)

    return read


@pytest.fixture
def faults(read: Read) -> Faults:
    """Open a file as facts and return why it is refused; fail if it is not."""

    def ask(path: Path, **options: object) -> tuple[Fault, ...]:
        with pytest.raises(Refused) as caught:
            read(path, **options)
        return caught.value.faults

    return ask
