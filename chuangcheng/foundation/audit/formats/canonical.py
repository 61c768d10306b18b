"""The one way to write an event or a seal as text, which is what its hash is taken of.

An event is written as one line of JSON: keys in alphabetical order, no spaces, UTF-8, signs outside
ASCII as they are. ``docs/reference/record.md`` describes it for outsiders.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Final, NamedTuple

EVENT_FORMAT: Final = "chuangcheng.event.v1"
SEAL_FORMAT: Final = "chuangcheng.seal.v1"
DIGEST_BYTES: Final = 32
_TRUTH: Final = {True: "true", False: "false", None: "null"}
NOTHING: Final = "0" * 64
"""What the first seal names as the hash before it."""


class EventRow(NamedTuple):
    """An event as its table holds it.

    ``changes`` is the stored JSON text, ``at`` the time as :func:`moment` writes it; where somebody
    put something else there, whatever that is.
    """

    id: int
    sequence: int | None
    at: str
    action: str
    actor_id: str
    actor_name: str
    actor_unit: str
    actor_kind: str
    for_id: str
    for_name: str
    source: str
    target_type: str
    target_id: str
    target_label: str
    subject: str
    changes: str
    reason: str
    is_reading: bool | None


class SealRow(NamedTuple):
    """What is hashed of a seal: its place in the chain, the events under it, their digests."""

    number: int
    first: int
    last: int
    sealed_at: datetime
    digest: str
    previous: str


def canonical(value: object) -> str:
    """Return a value as JSON: keys in order, no spaces; what JSON lacks is written by ``str``."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
        allow_nan=False,
    )


def moment(at: datetime) -> str:
    """Return a time in UTC with six decimals, ``2026-11-24T10:13:19.000123Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def event_line(row: EventRow) -> str:
    """Return an event as its line of JSON, without the line break."""
    return (
        f'{{"action":{quoted(row.action)}'
        f',"actor_id":{quoted(row.actor_id)}'
        f',"actor_kind":{quoted(row.actor_kind)}'
        f',"actor_name":{quoted(row.actor_name)}'
        f',"actor_unit":{quoted(row.actor_unit)}'
        f',"at":{quoted(row.at)}'
        f',"changes":{row.changes}'
        f',"for_id":{quoted(row.for_id)}'
        f',"for_name":{quoted(row.for_name)}'
        f',"format":"{EVENT_FORMAT}"'
        f',"id":{row.id}'
        f',"is_reading":{_TRUTH[row.is_reading]}'
        f',"reason":{quoted(row.reason)}'
        f',"sequence":{"null" if row.sequence is None else row.sequence}'
        f',"source":{quoted(row.source)}'
        f',"subject":{quoted(row.subject)}'
        f',"target_id":{quoted(row.target_id)}'
        f',"target_label":{quoted(row.target_label)}'
        f',"target_type":{quoted(row.target_type)}}}'
    )


def event_digest(row: EventRow) -> bytes:
    """Return SHA-256 of an event's line."""
    return sha256(event_line(row).encode("utf-8", "surrogatepass")).digest()


def digest_of(digests: Iterable[bytes]) -> str:
    """Return SHA-256, in hexadecimal, of the digests of a batch one behind the other."""
    whole = sha256()
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()


def seal_line(row: SealRow) -> str:
    """Return a seal as its line of JSON."""
    return canonical(
        {
            "digest": row.digest,
            "first": row.first,
            "format": SEAL_FORMAT,
            "last": row.last,
            "number": row.number,
            "previous": row.previous,
            "sealed_at": moment(row.sealed_at),
        }
    )


def seal_hash(row: SealRow) -> str:
    """Return SHA-256 of a seal's line, in hexadecimal."""
    return sha256(seal_line(row).encode()).hexdigest()


def split_digests(digests: bytes) -> Sequence[bytes]:
    """Return the digests of a batch, one by one."""
    return [digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)]
