"""What is in the repository says nothing about the machine or the registries it was made with."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

# By fingerprint, so that this file names none of them. The last is a made-up host for the tests.
HOSTS = frozenset(
    (
        "067a3ff791863417",
        "16047b64735dbdfd",
        "2e97613f5a81eaa4",
        "3885078857a5f84f",
        "3ca29e55be4befa4",
        "519db4ade9501a4f",
        "6cdbaf41a3cabc83",
        "8743857e3ea00fd1",
        "87d14f070cb96869",
        "8b5bb5eb9d758455",
        "9c6b05022d03bb05",
        "a4aa2ac280bb8d1a",
        "ae0e9bceb9fb1084",
        "b62811dc099c200b",
        "e08927821e6fe461",
        "e2dd3580aeebec64",
        "e680c440a2e92079",
        "fad691c6d9ae77c4",
        "f32d62b05b3b362d",
    )
)
DOTTED = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
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


def fingerprint(host: str) -> str:
    """Return how a host is written in ``HOSTS``."""
    return sha256(host.encode()).hexdigest()[:16]


@cache
def _is_known(dotted: str) -> bool:
    labels = dotted.split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return any(fingerprint(end) in HOSTS for end in ends)


def names_a_host(line: str) -> bool:
    """Tell whether a line names one of the hosts, or a machine under one of them."""
    return any(_is_known(dotted) for dotted in DOTTED.findall(line.lower()))


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
        if names_a_host(line):
            yield f"{name}:{number}: names a registry or a content network"
        if MACHINE_PATH.search(line):
            yield f"{name}:{number}: names a folder of one machine"
