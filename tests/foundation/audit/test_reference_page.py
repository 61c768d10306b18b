"""An outsider who follows docs/reference/record.md comes to the same hashes."""

import json
import re
from hashlib import sha256
from pathlib import Path

from chuangcheng.domain.errors import Sentence
from chuangcheng.foundation.audit import faults
from chuangcheng.foundation.audit.formats import canonical, heads

PAGE = Path(__file__).parents[3] / "docs/reference/record.md"
EXAMPLE = re.compile(r"<!-- example -->\n\n```\w+\n(.*?)```", re.DOTALL)


def examples() -> list[list[str]]:
    """Return the lines of each example on the page."""
    return [block.splitlines() for block in EXAMPLE.findall(PAGE.read_text("utf-8"))]


def test_the_examples_hold_together() -> None:
    events, (seal,), (head,) = examples()
    digests = b"".join(sha256(line.encode()).digest() for line in events)
    assert json.loads(seal)["digest"] == sha256(digests).hexdigest()
    found = heads.parse(head)
    assert found is not None
    assert found.hash == sha256(seal.encode()).hexdigest()
    assert found.sealed_at == json.loads(seal)["sealed_at"]


def test_the_examples_are_written_as_the_program_writes() -> None:
    for lines in examples()[:2]:
        for line in lines:
            assert canonical.canonical(json.loads(line)) == line
    event = json.loads(examples()[0][0])
    assert set(event) == {*canonical.EventRow._fields, "format"}
    assert event["format"] == canonical.EVENT_FORMAT


def test_the_page_names_every_finding() -> None:
    text = PAGE.read_text("utf-8")
    for value in vars(faults).values():
        if isinstance(value, Sentence):
            assert f"`{value.code}`" in text
