"""Checks that every pin installs without compiling: `python -m tools.check_wheels`.

For each supported Python and each kind of machine, pip fetches the pinned wheels, and nothing but
wheels, into a temporary folder. A package that would have to be compiled there is named.
"""

import sys
import tempfile
from pathlib import Path

from tools.wheelhouse import MACHINES, PYTHONS, fetch

PINS = Path("requirements/dev.txt")


def main() -> int:
    """Check every combination; return 1 if a pin lacks a wheel somewhere."""
    failed = False
    for python in PYTHONS:
        for machine in MACHINES:
            with tempfile.TemporaryDirectory(prefix="chuangcheng-wheels-") as folder:
                complaint = fetch(PINS, python, machine, Path(folder))
                count = sum(1 for _ in Path(folder).iterdir())
            print(f"Python {python} on {machine}: {complaint or f'{count} wheels'}", flush=True)
            failed = failed or bool(complaint)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
