"""Builds the release and tries it out: `python -m tools.release`.

Makes `dist/` with an sdist and a wheel (front end and catalogues within, so run `make dist`), looks
into the wheel, installs it with the pinned run-time packages into a fresh environment away from the
source tree, asks the installed program for its version, loads the demonstration and opens its first
page with every file that the page takes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from chuangcheng import __version__

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
WITHIN = (
    "chuangcheng/examples/",
    "chuangcheng/features/frameworks/editions/county.edition.yaml",
    "chuangcheng/foundation/shell/static/shell/dist/",
    "chuangcheng/locale/zh_Hans/LC_MESSAGES/django.mo",
    "chuangcheng/locale/zh_Hant/LC_MESSAGES/django.mo",
)

# Run by the installed program: the first page, and what it takes.
OPEN_FIRST_PAGE = """
import os, re
os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.config.settings"
import django
django.setup()
from django.test import Client
browser = Client(headers={"host": "localhost", "accept-language": "zh-TW"})
page = browser.get("/", follow=True)
text = page.content.decode()
taken = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
assert page.status_code == 200 and "測評體系" in text and len(taken) > 3, text
for address in taken:
    assert browser.get(address).status_code == 200, address
"""


def run(*arguments: str | Path, cwd: Path = ROOT) -> str:
    """Run a program, stop with its words if it fails, else return what it printed."""
    environment = {**os.environ, "CHUANGCHENG_HOME": str(cwd / "var")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        arguments, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, look inside, install, run."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "--directory", DIST)
    wheel = next(DIST.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in WITHIN:
        if not any(name.startswith(wanted) for name in names):
            sys.exit(f"{wheel.name} lacks {wanted}")
    with tempfile.TemporaryDirectory(prefix="chuangcheng-release-") as folder:
        place = Path(folder)
        venv.create(place / "venv", with_pip=True)
        pip = (
            place / "venv/bin/python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "-qq",
            "install",
        )
        run(
            *pip,
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            ROOT / "requirements/runtime.txt",
        )
        run(*pip, "--no-deps", "--no-index", wheel)
        printed = run(place / "venv/bin/chuangcheng", "version", cwd=place)
        run(place / "venv/bin/chuangcheng", "demo", "--no-serve", cwd=place)
        run(place / "venv/bin/python", "-c", OPEN_FIRST_PAGE, cwd=place)
    if __version__ not in printed:
        sys.exit(f"the installed program says it is “{printed.strip()}”, not {__version__}")
    for file in sorted(DIST.iterdir()):
        print(f"dist/{file.name}: {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
