"""Makes the offline installer: `python -m tools.bundle` (run `make bundle`).

`dist/chuangcheng-VERSION-MACHINE.tar.gz` holds every wheel for every supported Python, the program
itself with its built front end, `install.sh`, a systemd unit and the checksums of all of them. A
machine that has Python and nothing else, not even a network, installs from it.
"""

import hashlib
import platform
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from chuangcheng import __version__
from tools.release import DIST, ROOT, run
from tools.wheelhouse import PYTHONS, fetch

PINS = ROOT / "requirements" / "bundle.txt"
DEPLOY = ROOT / "deploy"
CARRIED = ("install.sh", "with_settings.py", "chuangcheng.service", "READ-ME-FIRST.txt")


def main() -> int:
    """Build the wheel, fetch the others, pack; return 1 with pip's complaint if one is missing."""
    machine = platform.machine()
    name = f"chuangcheng-{__version__}-{machine}"
    with tempfile.TemporaryDirectory(prefix="chuangcheng-bundle-") as folder:
        place = Path(folder) / name
        wheels = place / "wheels"
        wheels.mkdir(parents=True)
        for python in PYTHONS:
            complaint = fetch(PINS, python, machine, wheels)
            if complaint:
                print(f"Python {python} on {machine}: {complaint}", file=sys.stderr)
                return 1
        run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels)
        # As it stands it asks the Python that installs, whichever that is.
        shutil.copy(PINS, place / "requirements.txt")
        for carried in CARRIED:
            shutil.copy(DEPLOY / carried, place / carried)
        (place / "VERSION").write_text(f"{__version__}\n", "ascii")
        write_checksums(place)
        DIST.mkdir(exist_ok=True)
        packed = DIST / f"{name}.tar.gz"
        with tarfile.open(packed, "w:gz", compresslevel=1) as tar:
            tar.add(place, name)
    size = packed.stat().st_size / 1024**2
    print(f"dist/{packed.name}: {size:.0f} MiB, for Python {', '.join(PYTHONS)}")
    return 0


def write_checksums(place: Path) -> None:
    """Write SHA256SUMS for every file below ``place``, as sha256sum reads it."""
    files = sorted(path for path in place.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(place)}\n"
        for path in files
    )
    (place / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
