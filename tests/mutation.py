"""`make mutation`: change the code in small ways and see whether a test notices; the shares go into RESULTS.md.

`python -m tests.mutation` does all that `[tool.mutmut]` names; `python -m tests.mutation search.rotation` one file. It
works in `mutants/`, a copy of the checkout, and goes on where it stopped; `rm -r mutants` begins anew.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from mutmut.stats import status_by_exit_code

from config import ROOT
from tests.benchmarks.results import table, write_section

MUTANTS = ROOT / "mutants"
# A mutant that never ends or crashes is noticed as one that fails a test is.
NOTICED = ("killed", "timeout", "segfault", "caught by type check")
UNNOTICED = ("survived", "no tests", "suspicious")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="such as search.rotation; none: all of them")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--report-only", action="store_true", help="report what an earlier run found")
    given = parser.parse_args()
    if not given.report_only:
        names = [f"app.{module}.*" for module in given.modules]
        mutmut = Path(sys.executable).with_name("mutmut")
        subprocess.run([mutmut, "run", "--max-children", str(given.processes), *names], cwd=ROOT, check=True)
    found = {name: counts for name, counts in _by_file().items() if counts}
    text = report(found)
    print(f"\n{text}")
    write_section("mutation", "Mutants noticed", text)


def _by_file() -> dict[str, Counter[str]]:
    """For each file how many mutants came to what end; those not tried yet are left out."""
    found: dict[str, Counter[str]] = {}
    for meta in sorted(MUTANTS.rglob("*.py.meta")):
        ends = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        statuses = (status_by_exit_code[code] for code in ends if code is not None)
        name = str(meta.relative_to(MUTANTS)).removesuffix(".meta")
        found[name] = Counter(status for status in statuses if status in NOTICED + UNNOTICED)
    return found


def report(found: Mapping[str, Counter[str]]) -> str:
    """A table: files with their shares, and all together."""
    everything = sum(found.values(), Counter[str]())
    rows = [_row(name, counts) for name, counts in found.items()]
    heads = ("file", "mutants", "noticed", "share", "survived", "no test", "never ended")
    return table(heads, [*rows, _row("all", everything)])


def _row(name: str, counts: Counter[str]) -> tuple[object, ...]:
    total = sum(counts.values())
    noticed = sum(counts[status] for status in NOTICED)
    share = f"{100 * noticed / total:.0f}%" if total else "–"
    return (name, total, noticed, share, counts["survived"], counts["no tests"], counts["timeout"])


if __name__ == "__main__":
    main()
