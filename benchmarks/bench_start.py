"""How long the command line takes to answer: whole processes, against Python doing nothing.

Bar: ``chuangcheng --help`` in at most 0.5 s. Checking the county edition and scoring its
demonstration facts are reported without a bar.
"""

import subprocess
import sys
import time
from statistics import median

from benchmarks.county import PATH

HELP_BAR_S = 0.5
CHUANGCHENG = (sys.executable, "-m", "chuangcheng")
FACTS = PATH.with_name("county-demo.facts.yaml")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "--help": (*CHUANGCHENG, "--help"),
    "score --help": (*CHUANGCHENG, "score", "--help"),
    "framework check county": (*CHUANGCHENG, "framework", "check", str(PATH)),
    "score county --trace": (*CHUANGCHENG, "score", str(PATH), str(FACTS), "--trace"),
}


def seconds(command: tuple[str, ...], runs: int = 7) -> float:
    """Return the median wall time of a command, after one run that doesn't count."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        times.append(time.perf_counter() - start)
    return median(times[1:])


def main() -> int:
    """Print the times; exit code 1 where the bar is missed."""
    print(f"{'command':<24} {'seconds':>8} {'ratio':>6}")
    measured = {name: seconds(command) for name, command in COMMANDS.items()}
    base = measured["python -c pass"]
    for name, took in measured.items():
        print(f"{name:<24} {took:>8.3f} {took / base:>6.1f}")
    met = measured["--help"] <= HELP_BAR_S
    print(f"bar {HELP_BAR_S} s for --help: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
