"""Score the county edition: time against the work no scorer can avoid, at several sizes.

Baseline ``plain sums``: the same observations counted and the same number of points added
up with ``Decimal``, without rules, bounds, gates or trace. Bars that we set ourselves: one county
with 1,166 observations in at most 15 ms; 1,000 subjects on two cores in at most 10 s.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from statistics import median

from benchmarks.county import county
from benchmarks.simulate import complete_document, complete_facts
from chuangcheng.domain.editions import Facts, read_facts
from chuangcheng.domain.editions.facts import PassShareFact
from chuangcheng.domain.scoring import score

ONE_BAR_MS = 15.0
MANY_BAR_S = 10.0
MANY = 1000
GROWTH_BAR = 2.5
"""Linear is 2; a shared machine drifts."""
KINDS = 8


def timed(work: Callable[[], object], runs: int = 15) -> float:
    """Return the median of several runs in milliseconds, after one that doesn't count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def plain_sums(facts: Facts) -> Decimal:
    """Do the least that any scorer does: count what passed and add up points."""
    total = Decimal(0)
    for fact in facts.facts.values():
        share = Decimal(1)
        if isinstance(fact.value, PassShareFact):
            seen = fact.value.observations
            passed = sum(1 for observation in seen if observation.passed)
            share = Decimal(passed) / len(seen) if seen else share
        total += Decimal("0.5") * share
    return total


def one_subject() -> bool:
    """Print the time of one score at several numbers of observations; tell if the bar is met."""
    met = True
    print(f"{'observations':>12} {'score ms':>9} {'read ms':>8} {'baseline ms':>12} {'ratio':>7}")
    for size in (292, 583, 1166, 2332, 4664):
        document = complete_document(county(), seed=1, observations=size)
        facts = complete_facts(county(), seed=1, observations=size)
        ours = timed(lambda facts=facts: score(county(), facts))  # type: ignore[misc]  # bound now
        reading = timed(lambda d=document: read_facts(d, county()), 5)  # type: ignore[misc]  # bound
        base = timed(lambda facts=facts: plain_sums(facts))  # type: ignore[misc]  # bound now
        print(f"{size:>12} {ours:>9.2f} {reading:>8.2f} {base:>12.3f} {ours / base:>7.1f}")
        if size == 1166:
            met = ours <= ONE_BAR_MS
            verdict = "met" if met else "NOT met"
            print(
                f"{'':>12} bar {ONE_BAR_MS:.0f} ms at 1,166 observations, trace included: {verdict}"
            )
    return met


_shared: list[Facts] = []


def _prepare() -> None:
    _shared.extend(complete_facts(county(), seed) for seed in range(KINDS))


def _score_some(numbers: range) -> int:
    return sum(1 for number in numbers if score(county(), _shared[number % KINDS]).total >= 0)


def many_subjects() -> bool:
    """Print the time of many scores on two processes; tell if the bar is met."""
    print(f"\n{'subjects':>9} {'seconds':>8} {'ms each':>8} {'to 125':>7}")
    seconds = first = half = 0.0
    with ProcessPoolExecutor(2, initializer=_prepare) as pool:
        list(pool.map(_score_some, [range(8), range(8)]))
        for count in (125, 250, 500, MANY):
            parts = [range(start, min(start + 25, count)) for start in range(0, count, 25)]
            start = time.perf_counter()
            done = sum(pool.map(_score_some, parts))
            seconds = time.perf_counter() - start
            first = first or seconds
            half = seconds if count == MANY // 2 else half
            print(
                f"{done:>9} {seconds:>8.2f} {seconds * 1000 / done:>8.2f} {seconds / first:>7.2f}"
            )
    growth = seconds / half if half else 0.0
    bars = {
        f"{MANY_BAR_S:.0f} s for {MANY:,} subjects on two cores": seconds <= MANY_BAR_S,
        f"twice the subjects in at most {GROWTH_BAR} times the time ({growth:.2f})": (
            growth <= GROWTH_BAR
        ),
    }
    for bar, met in bars.items():
        print(f"{'':>9} bar {bar}: {'met' if met else 'NOT met'}")
    return all(bars.values())


def main() -> int:
    """Run both; exit code 1 where a bar is missed."""
    met = [one_subject(), many_subjects()]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
