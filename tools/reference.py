"""The made parts of the documents: `python -m tools.reference write|check`.

Three things on the pages are made, not written:

- a part between `<!-- made: NAME -->` and `<!-- /made -->` (tools.reference_parts has the names);
- what a command prints in a block fenced as `console run`, below the line that begins with `$`;
- the 简体 page beside a 繁體 page, from which it is derived.

Before the commands of a page run, what it asks its reader to do by hand is done: a block fenced as
`yaml file=NAME` is written to that file, and a table below `<!-- fill: BOOK SHEET -->` is filled
into that workbook.

write  makes them anew
check  names every page whose made parts have fallen behind; exit code 1 if any
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from chuangcheng.domain.text import to_simplified
from tools import reference_parts

ROOT = Path(__file__).parent.parent
HANS = ".zh-Hans.md"

# 繁體 pages that have a 简体 page beside them.
DERIVED = (
    "README.md",
    "docs/explanation/background-work.md",
    "docs/explanation/record.md",
    "docs/explanation/scoring.md",
    "docs/how-to/back-up-and-restore.md",
    "docs/how-to/bring-in-your-units.md",
    "docs/how-to/keep-the-calendar.md",
    "docs/how-to/let-people-in.md",
    "docs/how-to/run-safely.md",
    "docs/how-to/score-from-the-command-line.md",
    "docs/how-to/work-offline.md",
    "docs/how-to/write-an-edition.md",
    "docs/tutorial/first-hour.md",
    "docs/tutorial/first-score.md",
)

_MADE = re.compile(
    r"(?P<open><!-- made: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- /made -->)", re.DOTALL
)
_BLOCK = re.compile(
    r"^```(?P<info>(?:console run|[a-z]+ file)[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILL = re.compile(
    r"^<!-- fill: (?P<book>\S+) (?P<sheet>\S+) -->\n\n(?P<rows>(?:\|[^\n]*\n)+)", re.MULTILINE
)
_STEP = re.compile(f"(?:{_BLOCK.pattern})|(?:{_FILL.pattern})", re.MULTILINE | re.DOTALL)
_PAGE_LINK = re.compile(r"(?<=\]\()(?P<target>[^()\s:#]+)\.md(?=[)#])")
_BOTH_SCRIPTS = re.compile(r"(\bzh-Hant: *[^,}\n]*)")
# An edition that does not say its script, as far as its block goes.
_OWN_SCRIPT = re.compile(
    r"(?P<head>format: chuangcheng\.edition\.v1\n)(?!(?:(?!```).*\n)*language:)"
)
_FAILED = re.compile(r" exit=(\d+)")

# What commands may use of the tree while they run in a folder of their own.
LENT = ("examples", "chuangcheng")


class Outdated(Exception):
    """A command on a page did not end as the page says."""


def pages() -> list[Path]:
    """Return every page that may hold made parts."""
    found = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    return sorted(page for page in found if not page.name.endswith(HANS))


def made() -> Iterator[tuple[Path, str]]:
    """Yield every page with the text it ought to have."""
    for page in pages():
        text = with_parts(page.read_text(encoding="utf-8"))
        text = with_output(text, language_of(page))
        yield page, text
        if page.relative_to(ROOT).as_posix() in DERIVED:
            yield derived(page), with_output(simplified(text, page), "zh_CN")


def with_parts(text: str) -> str:
    """Return a page with its made parts made anew."""

    def part(found: re.Match[str]) -> str:
        return f"{found['open']}\n{reference_parts.PARTS[found['name']]()}\n\n{found['close']}"

    return _MADE.sub(part, text)


# -- commands -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which the commands of one page run, one after the other."""

    folder: Path
    language: str

    def run(self, command: str) -> tuple[str, int]:
        """Return what a command prints on both streams, and its exit code."""
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "CHUANGCHENG_HOME": str(self.folder / "var"),
            "LANGUAGE": self.language,
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
        }
        # As in one window: where a command goes to, the next one begins.
        there = self.folder / ".there"
        script = f'{command}\ncode=$?; pwd > "$HOME/.there"; exit $code'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=there.read_text("utf-8").strip() if there.exists() else self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
        )
        return done.stdout, done.returncode


def with_output(text: str, language: str) -> str:
    """Return a page with the output of its commands as it is today.

    Raises Outdated where a command ends with another exit code than 0, or a block's last one with
    another than its `exit=`.
    """
    if "```console run" not in text:
        return text
    with tempfile.TemporaryDirectory(prefix="chuangcheng-docs-") as name:
        desk = Desk(Path(name), language)
        for lent in LENT:
            (desk.folder / lent).symlink_to(ROOT / lent)
        return _STEP.sub(lambda step: _renewed(step, desk), text)


def _renewed(block: re.Match[str], desk: Desk) -> str:
    info = block["info"]
    if info is None:
        fill(desk.folder / block["book"], block["sheet"], rows_of(block["rows"]))
        return block[0]
    if not info.startswith("console"):
        file = info.partition("file=")[2].split()[0]
        (desk.folder / file).write_text(block["text"], encoding="utf-8")
        return block[0]
    lines = []
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", block["text"], re.MULTILINE)
    for command in commands:
        output, code = desk.run(command)
        failed = _FAILED.search(info) if command == commands[-1] else None
        if code != int(failed[1] if failed else 0):
            raise Outdated(f"{command}\n{output}exit code {code}")
        lines += [f"$ {command}", *(line.rstrip() for line in output.splitlines())]
    return "\n".join([f"```{info}", *lines, "```"])


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a Markdown table, its heads first."""
    lines = [line.strip().strip("|").split("|") for line in table.splitlines()]
    return [[cell.strip() for cell in line] for line in (lines[0], *lines[2:])]


def fill(book: Path, sheet: str, rows: list[list[str]]) -> None:
    """Fill a table into a sheet, as a person would: each row where its first cell stands.

    The other cells go below the head of the same name in row 1, or, in a sheet of names and values,
    beside the name. Raises Outdated where a row or column of the table is not in the sheet.
    """
    workbook = load_workbook(book)
    places = {str(row[0].value): at for at, row in enumerate(workbook[sheet].iter_rows(), 1)}
    columns = {str(cell.value): at for at, cell in enumerate(workbook[sheet][1], 1)}
    heads, *lines = rows
    for line in lines:
        for position, (head, cell) in enumerate(zip(heads, line, strict=True), start=1):
            column = columns.get(head, position if heads[0] not in columns else None)
            if line[0] not in places or column is None:
                raise Outdated(f"{book.name} has no place for {line[0]}, {head}")
            if position > 1 and cell:
                number = int(cell) if cell.isdecimal() else cell
                workbook[sheet].cell(places[line[0]], column, number)
    workbook.save(book)


def language_of(page: Path) -> str:
    """Return the locale in which the commands of a page speak."""
    english = page.name.endswith(".en.md") or "docs/reference" in page.as_posix()
    return "en" if english else "zh_TW"


# -- 简体 pages -----------------------------------------------------------------------------------


def derived(page: Path) -> Path:
    """Return the 简体 page of a 繁體 page."""
    return page.with_name(page.name.removesuffix(".md") + HANS)


def simplified(text: str, page: Path) -> str:
    """Return the text of the 简体 page: characters, quotation marks, links between pages.

    Editions in YAML are converted with it and say so; a text that a document names as `zh-Hant`
    stays as it is.
    """
    parts = _BOTH_SCRIPTS.split(text)
    parts[::2] = [
        to_simplified(part).translate(str.maketrans("「」『』", "“”‘’")) for part in parts[::2]
    ]
    converted = _OWN_SCRIPT.sub(r"\g<head>language: zh-Hans\n", "".join(parts))
    return _PAGE_LINK.sub(lambda found: _linked(found["target"], page), converted).replace(
        f"[简体]({derived(page).name})", f"[繁體]({page.name})"
    )


def _linked(target: str, page: Path) -> str:
    other = Path(os.path.normpath(page.parent / f"{target}.md")).relative_to(ROOT).as_posix()
    return target + (HANS if other in DERIVED else ".md")


# -- the command ----------------------------------------------------------------------------------


def outdated() -> dict[Path, str]:
    """Return the pages whose made parts have fallen behind, with the text they ought to have."""
    return {
        page: text
        for page, text in made()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    }


def main() -> int:
    """Do what the first argument says; return the exit code."""
    if sys.argv[1:] not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        behind = outdated()
    except Outdated as fault:
        print(f"a command on a page does not end as the page says: {fault}")
        return 1
    for page, text in behind.items():
        name = page.relative_to(ROOT).as_posix()
        if sys.argv[1] == "write":
            page.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
        else:
            print(f"{name}: has fallen behind the program: run `make reference`")
    return 1 if behind and sys.argv[1] == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
