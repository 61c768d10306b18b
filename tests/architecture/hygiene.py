"""What is in the repository says nothing about the machine or the registries it was made with."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

# In two parts, so that this file does not name them itself.
HOSTS = [
    name + "." + end
    for name, end in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("deb.debian", "org"), ("snapshot.debian", "org"),
        ("nodesource", "com"), ("unpkg", "com"), ("jsdelivr", "net"), ("cloudflare", "com"),
        ("googleapis", "com"), ("gstatic", "com"), ("bootcdn", "net"), ("staticfile", "org"),
        ("npmmirror", "com"), ("tuna.tsinghua", "edu.cn"), ("aliyun", "com"),
    )
]  # fmt: skip
HOST = re.compile("|".join(map(re.escape, HOSTS)))
MACHINE_PATH = re.compile(r"(?<![\w./~:-])/(?:work|root)/[\w.]")
TEXT_LIMIT = 2_000_000


def tracked(root: Path) -> list[str]:
    """Return the paths of the files git keeps, or would keep, in the tree ``root``."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def check(root: Path, names: list[str]) -> list[str]:
    """Return a sentence for every trace of a machine or registry in the named files."""
    return [fault for name in names for fault in _faults(root, name)]


def _faults(root: Path, name: str) -> Iterator[str]:
    path = root / name
    if path.name == "uv.lock":
        yield f"{name}: it names a registry; pins live in requirements/"
    if path.stat().st_size > TEXT_LIMIT:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if path.name == "package-lock.json" and '"resolved"' in text:
        yield f"{name}: it says where packages were found; npm install with the .npmrc of the root"
    for number, line in enumerate(text.splitlines(), start=1):
        if HOST.search(line):
            yield f"{name}:{number}: names a registry or a content network"
        if MACHINE_PATH.search(line):
            yield f"{name}:{number}: names a folder of one machine"
