"""Fetches the pinned wheels for a Python and a kind of machine that need not be this one's."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
# glibc 2.28 is older than that of any Debian or Ubuntu with Python 3.11.
GLIBC = range(5, 29)


def fetch(pins: Path, python: str, machine: str, folder: Path) -> str:
    """Put every wheel that ``pins`` asks for into ``folder``; return pip's complaint or ""."""
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in reversed(GLIBC)]
    platforms += [f"manylinux{year}_{machine}" for year in (2014, 2010, 1)]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as asked:
        asked.writelines(applying(pins, python, machine))
        asked.flush()
        done = subprocess.run(
            [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "download",
             "--only-binary", ":all:", "--no-deps", "--require-hashes", "--dest", str(folder),
             "--python-version", python, "--implementation", "cp",
             *(part for platform in platforms for part in ("--platform", platform)),
             "--requirement", asked.name],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
    return done.stderr.strip() if done.returncode else ""


def applying(pins: Path, python: str, machine: str) -> Iterator[str]:
    """Yield the pins that apply there, without their markers: pip would ask this machine's."""
    there = {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
    }
    for pin in _pins(pins):
        head, *hashes = pin.replace("\\\n", " ").split(" --hash=")
        requirement = Requirement(head.strip())
        if requirement.marker is None or requirement.marker.evaluate(dict(there)):
            requirement.marker = None
            yield " ".join([str(requirement), *(f"--hash={one.strip()}" for one in hashes)]) + "\n"


def _pins(path: Path) -> Iterator[str]:
    """Yield each pin with its hashes, as one text."""
    pin = ""
    for line in path.read_text("utf-8").splitlines(keepends=True):
        if line.lstrip().startswith("#"):
            continue
        pin += line
        if not line.rstrip("\n").endswith("\\"):
            if pin.strip():
                yield pin
            pin = ""
