"""Checks that every pin installs without compiling: `python -m tools.check_wheels`.

For each supported Python and each kind of machine, pip fetches the pinned wheels, and nothing but
wheels, into a temporary folder. A package that would have to be compiled there is named.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
# glibc 2.28 is older than that of any Debian or Ubuntu with Python 3.11.
GLIBC = range(5, 29)
PINS = Path("requirements/dev.txt")


def fetch(python: str, machine: str, folder: Path) -> str:
    """Fetch every pinned wheel for one Python on one machine; return pip's complaint or ""."""
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in reversed(GLIBC)]
    platforms += [f"manylinux{year}_{machine}" for year in (2014, 2010, 1)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "download",
         "--only-binary", ":all:", "--no-deps", "--require-hashes", "--dest", str(folder),
         "--python-version", python, "--implementation", "cp",
         *(part for platform in platforms for part in ("--platform", platform)),
         "--requirement", str(PINS)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    return done.stderr.strip() if done.returncode else ""


def main() -> int:
    """Check every combination; return 1 if a pin lacks a wheel somewhere."""
    failed = False
    for python in PYTHONS:
        for machine in MACHINES:
            with tempfile.TemporaryDirectory(prefix="chuangcheng-wheels-") as folder:
                complaint = fetch(python, machine, Path(folder))
                count = sum(1 for _ in Path(folder).iterdir())
            print(f"Python {python} on {machine}: {complaint or f'{count} wheels'}", flush=True)
            failed = failed or bool(complaint)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
