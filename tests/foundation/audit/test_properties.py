"""Whatever is recorded, sealed and tampered with in any order: the check finds exactly that."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.foundation.audit.formats.canonical import EventRow
from chuangcheng.foundation.audit.models import Event, Seal
from tests.foundation.audit.chains import (
    Chain,
    cut,
    edit,
    edit_seal,
    insert,
    make_anew,
    remove,
    remove_seals,
)
from tests.foundation.audit.test_verification import OTHER

pytestmark = pytest.mark.django_db

COLUMNS = [name for name in EventRow._fields if name not in {"sequence", "id"}]
Found = dict[str, list[int]]
"""What a check must find: places or seals by code."""


def grow(chain: Chain, dice: random.Random) -> None:
    """Record and seal a few times, in batches of any size."""
    for _ in range(dice.randint(1, 6)):
        chain.add(dice.randint(1, 9))
        if dice.random() < 0.8:
            chain.seal(batch=dice.randint(1, 6))
    chain.seal(batch=dice.randint(1, 6))


def places(dice: random.Random, most: int) -> list[int]:
    """Choose some places of the chain."""
    every = [event.sequence or 0 for event in Event.objects.filter(sequence__isnull=False)]
    return sorted(dice.sample(every, min(len(every), dice.randint(1, most))))


def edits(dice: random.Random) -> Found:
    """Edit events."""
    chosen = places(dice, 4)
    for place in chosen:
        column = dice.choice(COLUMNS)
        edit(place, column, OTHER.get(column, "anders"))
    return {"record.event_edited": chosen}


def removals(dice: random.Random) -> Found:
    """Remove events."""
    chosen = places(dice, 4)
    for place in chosen:
        remove(place)
    return {"record.event_removed": chosen}


def edits_and_removals(dice: random.Random) -> Found:
    """Edit some events, remove others."""
    edited = edits(dice)["record.event_edited"]
    gone = [place for place in places(dice, 3) if place not in edited]
    for place in gone:
        remove(place)
    found = {"record.event_edited": edited, "record.event_removed": gone}
    return {code: named for code, named in found.items() if named}


def insertions(dice: random.Random) -> Found:
    """Put events in behind the chain or before it."""
    last = Seal.objects.latest("number").last
    chosen = sorted({dice.randint(-20, 0), last + dice.randint(1, 9), last + dice.randint(10, 99)})
    for place in chosen:
        insert(place)
    return {"record.event_inserted": chosen}


def seal_edits(dice: random.Random) -> Found:
    """Edit one seal."""
    number = dice.choice(list(Seal.objects.values_list("number", flat=True)))
    column = dice.choice(["first", "last", "digest", "digests", "hash", "previous"])
    value: object = {"first": -7, "last": 10**6, "digests": b"\1" * 32}.get(column, "d" * 64)
    edit_seal(number, column, value)
    return {"record.seal_edited": [number]}


def seal_removals(dice: random.Random) -> Found:
    """Remove a seal that is not the last, where there is one."""
    numbers = list(Seal.objects.values_list("number", flat=True))
    if len(numbers) == 1:
        return {}
    number = dice.choice(numbers[:-1])
    remove_seals(number, number)
    return {"record.seal_removed": [number]}


def cuts(dice: random.Random) -> Found:
    """Cut the tail off."""
    count = Seal.objects.count()
    gone = dice.randint(1, count)
    cut(gone)
    return {"record.tail_cut": [count - gone]}


def rewritings(dice: random.Random) -> Found:
    """Edit an event and compute everything after it anew."""
    place = places(dice, 1)[0]
    edit(place, "reason", "anders")
    first = Seal.objects.get(first__lte=place, last__gte=place).number
    make_anew(first)
    return {"record.rewritten": list(range(first, Seal.objects.count() + 1))}


def nothing(_dice: random.Random) -> Found:
    """Leave the record alone."""
    return {}


TAMPERINGS: list[Callable[[random.Random], Found]] = [
    edits,
    removals,
    edits_and_removals,
    insertions,
    seal_edits,
    seal_removals,
    cuts,
    rewritings,
    nothing,
]


# Each example makes a record of its own; nine kinds of tampering share the examples.
EACH = settings(max_examples=settings.default.max_examples // 5 if settings.default else 20)


@pytest.mark.parametrize("tamper", TAMPERINGS)
@EACH
@given(dice=st.randoms(use_true_random=False))
def test_a_check_finds_exactly_the_tampering(
    tamper: Callable[[random.Random], Found], dice: random.Random
) -> None:
    with TemporaryDirectory() as folder, transaction.atomic():
        chain = Chain(Path(folder) / "heads")
        with override_settings(AUDIT_HEADS_FILE=chain.heads):
            grow(chain, dice)
            assert chain.found() == {}
            expected = tamper(dice)
            check = chain.check()
        found: Found = {}
        for fault in check.faults:
            named = fault.params.get("place") or fault.params["seal"]
            found.setdefault(fault.code, []).append(int(named))
        assert {code: sorted(named) for code, named in found.items()} == expected
        transaction.set_rollback(True)
    assert connection.in_atomic_block
