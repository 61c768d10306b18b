"""The same scheme as a spreadsheet, recalculated by LibreOffice: same totals, and the time.

Correctness is the point: formulas written without our code give the same total for several
seeds. The time is reported without a bar; LibreOffice starts anew for each file.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks import spreadsheet
from benchmarks.county import county
from benchmarks.simulate import complete_document
from chuangcheng.domain.editions import read_facts
from chuangcheng.domain.scoring import score

SEEDS = (1, 2, 3)
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(workbook: Path, folder: Path, office: str) -> list[list[str]]:
    """Return the first sheet's rows after LibreOffice has computed every formula."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
            "--outdir",
            str(folder),
            str(workbook),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    with workbook.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def main() -> int:
    """Compare totals for several seeds; exit code 1 where one differs or nothing was compared."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not installed; this comparison was not run.")
        return 1
    differing = 0
    print(f"{'seed':>4} {'score':>8} {'spreadsheet':>12} {'score ms':>9} {'office s':>9}")
    with tempfile.TemporaryDirectory() as name:
        for seed in SEEDS:
            document = complete_document(county(), seed)
            facts = read_facts(document, county()).facts
            if facts is None:
                raise ValueError(seed)
            start = time.perf_counter()
            ours = score(county(), facts).total
            ours_ms = (time.perf_counter() - start) * 1000
            path = Path(name) / f"county-{seed}.xlsx"
            row = spreadsheet.write(county(), document, path)
            start = time.perf_counter()
            theirs = Decimal(recalculate(path, Path(name), office)[row - 1][2])
            seconds = time.perf_counter() - start
            differing += ours != theirs
            print(f"{seed:>4} {ours:>8} {theirs:>12} {ours_ms:>9.2f} {seconds:>9.2f}")
    print("all totals equal" if not differing else f"{differing} totals DIFFER")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
