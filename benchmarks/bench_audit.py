"""The record: what it adds to a change, and how fast it is sealed and checked, at several sizes.

Baseline ``without``: the same change of a unit (``orgs.services.change_unit``: lock, new revision,
version, message to other rooms) with recording taken out. Changes with and without take turns, so
that a drifting machine slows both alike, and what is compared are first deciles, which other
programs disturb least. ``bare`` is the least a change can be: one row updated in one transaction.
Bars: the record adds at most 15 % to a change; a check takes at most twice the time for twice the
events, with some room for a shared machine, and its memory does not grow with them.

Runs on SQLite in a folder of its own, or on the PostgreSQL that DATABASE_URL names:
``python -m tools.with_postgres python -m benchmarks.bench_audit``.
"""

import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from chuangcheng.foundation.orgs.models import Unit

SIZES = (0, 20_000, 100_000)
PAIRS = 400
ADDS_BAR = 0.15
GROWTH_BAR = 2.5
"""Linear is 2; a shared machine drifts."""
MEMORY_BAR_MB = 24.0
CHECKED = (25_000, 50_000, 100_000)


@contextmanager
def installation() -> Iterator[None]:
    """Set Django up on a folder of its own, with every table."""
    with tempfile.TemporaryDirectory(prefix="chuangcheng-bench-") as home:
        os.environ["CHUANGCHENG_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield


def make_unit() -> "Unit":
    """Return a unit of a new subject."""
    from chuangcheng.foundation.orgs.models import Subject, UnitClass
    from chuangcheng.foundation.orgs.services import create_unit

    subject = Subject.objects.create(
        code="bench", kind="county", name_hant="雲溪縣", name_hans="云溪县"
    )
    kind = UnitClass.objects.create(
        subject=subject, code="d", kind="department", name_hant="部門", name_hans="部门"
    )
    return create_unit(subject=subject, unit_class=kind, name="城市管理局", code="u")


def fill(count: int) -> None:
    """Record so many events of other units."""
    from django.db import transaction

    from chuangcheng.foundation.audit.services import Target, record_many

    for start in range(0, count, 5000):
        with transaction.atomic():
            record_many(
                (
                    "orgs.unit.change",
                    Target("orgs.unit", str(number), f"單位{number}", "1"),
                    {"name_hant": [f"單位{number}", f"城市管理局{number}"]},
                )
                for number in range(start, min(count, start + 5000))
            )


def not_recorded(*_args: object, **_words: object) -> int:
    """Stand where ``record`` does, and do nothing."""
    return 0


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def undisturbed(times: Iterable[float]) -> float:
    """Return the first decile: what other programs of a busy machine add lies above it."""
    return quantiles(times, n=10)[0]


def what_it_adds(unit: "Unit") -> bool:
    """Print times of changes with and without recording; tell if the bar is met."""
    from django.db import transaction

    from chuangcheng.foundation.audit.models import Event
    from chuangcheng.foundation.audit.services import seal
    from chuangcheng.foundation.orgs.models import Unit
    from chuangcheng.foundation.orgs.services import change_unit, changing

    number = 0

    def change() -> None:
        nonlocal number
        number += 1
        change_unit(unit=unit, name=f"城市管理局{number}", reason="機構改革")

    def bare() -> None:
        nonlocal number
        number += 1
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(name_hant=f"城市管理局{number}")

    met = True
    print(f"{'events':>8} {'with ms':>8} {'without':>8} {'adds':>7} {'bare ms':>8} {'adds':>7}")
    for size in SIZES:
        fill(size - Event.objects.count())
        seal()
        rows = []
        gc.collect()
        for turn in range(PAIRS):
            # Each goes first every other time; the time that patching takes is not counted.
            recorded = milliseconds(change) if turn % 2 else 0.0
            with mock.patch.object(changing, "record", not_recorded):
                unrecorded = milliseconds(change)
            recorded = recorded or milliseconds(change)
            rows.append((recorded, unrecorded, milliseconds(bare)))
        ours, without, least = (undisturbed(column) for column in zip(*rows, strict=True))
        adds = ours / without - 1
        met = met and adds <= ADDS_BAR
        print(
            f"{size:>8,} {ours:>8.3f} {without:>8.3f} {adds:>7.1%} {least:>8.3f}"
            f" {(ours - without) / least:>7.1%}"
        )
    print(f"{'':>8} bar {ADDS_BAR:.0%} of a change, at every size: {'met' if met else 'NOT met'}")
    return met


def sealing_and_checking() -> bool:
    """Print how fast events are sealed and checked; tell if the bars are met."""
    from django.db import connection

    from chuangcheng.foundation.audit.models import Event, Seal
    from chuangcheng.foundation.audit.queries import heads_file, verify
    from chuangcheng.foundation.audit.services import seal

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")
        cursor.execute("DELETE FROM audit_seal")
    heads_file().unlink(missing_ok=True)
    rows: list[tuple[float, float]] = []
    print(f"\n{'events':>8} {'sealed/s':>9} {'checked/s':>10} {'check s':>8} {'peak MB':>8}")
    for size in CHECKED:
        before = Event.objects.count()
        fill(size - before)
        sealing = milliseconds(seal) / 1000
        gc.collect()
        start = time.perf_counter()
        check = verify()
        checking = time.perf_counter() - start
        if not check.is_sound or check.events != size:
            raise SystemExit(f"the check is wrong: {check}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append((checking, peak))
        print(
            f"{size:>8,} {(size - before) / sealing:>9,.0f} {size / checking:>10,.0f}"
            f" {checking:>8.2f} {peak:>8.0f}"
        )
    print(f"{'':>8} seals: {Seal.objects.count()}, bytes an event: {bytes_an_event():,.0f}")
    growth = rows[-1][0] / rows[-2][0]
    memory = rows[-1][1] - rows[0][1]
    bars = {
        f"twice the events in at most {GROWTH_BAR} times the time ({growth:.2f})": (
            growth <= GROWTH_BAR
        ),
        f"at most {MEMORY_BAR_MB:.0f} MB more for four times the events ({memory:.0f})": (
            memory <= MEMORY_BAR_MB
        ),
    }
    for bar, met in bars.items():
        print(f"{'':>8} bar {bar}: {'met' if met else 'NOT met'}")
    return all(bars.values())


def bytes_an_event() -> float:
    """Return the room an event takes in the database, indexes and seals included."""
    from django.db import connection

    from chuangcheng.foundation.audit.models import Event

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('audit_event')")
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'audit_%' OR name LIKE 'event_%'"
            )
        return float(cursor.fetchone()[0]) / Event.objects.count()


def main() -> int:
    """Run both; exit code 1 where a bar is missed."""
    with installation():
        met = [what_it_adds(make_unit()), sealing_and_checking()]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
