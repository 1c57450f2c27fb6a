"""`make mutation`: change the code in small ways and see whether a test notices; the shares go into RESULTS.md.

mutmut makes the mutants that `[tool.mutmut]` names, in `mutants/`, a copy of the checkout, where `mutmut results` and
`mutmut show` tell of them; `tests.mutation_running` tries them. `python -m tests.mutation` tries those not tried yet,
`--again survived` those too that no test noticed, `python -m tests.mutation search.ordering` only one file;
`rm -r mutants` begins anew.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

from config import ROOT
from tests.benchmarks.results import table, write_section
from tests.mutation_running import ASKED

MUTANTS = ROOT / "mutants"
NOTES = Path(__file__).with_name("mutation_notes.md")
# A mutant that never ends or crashes is noticed as one that fails a test is.
NOTICED = ("killed", "timeout", "segfault", "caught by type check")
UNNOTICED = ("survived", "no tests", "suspicious")
# The tests that reach the mutants of a room; all others would be run once for nothing.
_TESTS = {
    ("search", "criteria"): ("tests/search", "tests/criteria"),
    ("understanding",): ("tests/understanding",),
}
_SEED = 20261125

Files = Mapping[Path, SourceFileMutationData]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="such as search.ordering; none: all of them")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sample", type=int, help="try at most so many of each file, drawn at random")
    parser.add_argument("--again", choices=("survived", "all"), help="try these too although they were tried before")
    parser.add_argument("--report-only", action="store_true", help="report what an earlier run found")
    given = parser.parse_args()
    os.chdir(ROOT)
    if not given.report_only:
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(given.processes)
        chosen = _chosen(_files(), given.modules, given.sample, given.again or "")
        print(f"{len(chosen)} mutants to try", flush=True)
        began = time.monotonic()
        _try(chosen, given.processes)
        print(f"in {time.monotonic() - began:.0f} seconds")
    text = report(_by_file(_files()))
    print(f"\n{text}")
    write_section("mutation", "Mutants noticed", f"{text}\n\n{NOTES.read_text(encoding='utf-8')}")


def _files() -> Files:
    files = {}
    for path in walk_mutatable_files():
        files[path] = SourceFileMutationData(path=path)
        files[path].load()
    return files


def _chosen(files: Files, modules: Sequence[str], sample: int | None, again: str) -> list[str]:
    """Mutants to try: of the sample those not tried yet and those wanted again.

    One of each file in turn and at random, so that a run that was stopped is a fair sample of each file too.
    """
    wanted = {"": ("not checked",), "survived": ("not checked", *UNNOTICED)}
    in_turn = []
    for path, data in files.items():
        if modules and ".".join(path.with_suffix("").parts[1:]) not in modules:
            continue
        names = sorted(data.exit_code_by_key)
        random.Random(_SEED).shuffle(names)
        ends = {name: status_by_exit_code[data.exit_code_by_key[name]] for name in names[:sample]}
        in_turn.append([name for name, end in ends.items() if again == "all" or end in wanted[again]])
    return [name for names in zip_longest(*in_turn) for name in names if name is not None]


def _try(chosen: Sequence[str], processes: int) -> None:
    for rooms, folders in _TESTS.items():
        if of_rooms := [name for name in chosen if name.split(".")[1] in rooms]:
            _try_with(of_rooms, folders, processes)


def _try_with(chosen: Sequence[str], folders: tuple[str, ...], processes: int) -> None:
    settings = config()
    selection = [test for test in settings.pytest_add_cli_args_test_selection if test.startswith(folders)]
    with tempfile.TemporaryDirectory() as folder:
        asked, ends = Path(folder, "asked.json"), Path(folder, "ends")
        asked.write_text(json.dumps({"mutants": chosen, "processes": processes, "ends": str(ends)}))
        command = [sys.executable, "-m", "pytest", "--rootdir=.", "-s", "-p", "tests.mutation_running"]
        command += [*settings.pytest_add_cli_args, *selection]
        environment = {**os.environ, ASKED: str(asked), "MUTANT_UNDER_TEST": ""}
        try:
            subprocess.run(command, cwd=MUTANTS, env=environment, check=True)
        finally:
            _keep(_files(), ends.read_text().splitlines() if ends.exists() else [])


def _keep(files: Files, lines: Sequence[str]) -> None:
    """Write how mutants ended to where mutmut looks for it."""
    ends = {name: (code, seconds) for name, code, seconds in map(json.loads, lines)}
    for data in files.values():
        for name in data.exit_code_by_key.keys() & ends.keys():
            data.exit_code_by_key[name], data.durations_by_key[name] = ends[name]
        data.save()


def _by_file(files: Files) -> dict[str, Counter[str]]:
    """For each file how many mutants came to what end; those not tried yet are left out."""
    found = {}
    for path, data in sorted(files.items()):
        ends = [status_by_exit_code[code] for code in data.exit_code_by_key.values() if code is not None]
        if ends:
            found[str(path)] = Counter(ends) + Counter(made=len(data.exit_code_by_key))
    return found


def report(found: Mapping[str, Counter[str]]) -> str:
    """A table: files with their shares, and all together."""
    everything = sum(found.values(), Counter[str]())
    rows = [_row(name, counts) for name, counts in found.items()]
    heads = ("file", "mutants", "tried", "noticed", "share", "survived", "no test", "never ended")
    return table(heads, [*rows, _row("all", everything)])


def _row(name: str, counts: Counter[str]) -> tuple[object, ...]:
    noticed = sum(counts[status] for status in NOTICED)
    tried = noticed + sum(counts[status] for status in UNNOTICED)
    share = f"{100 * noticed / tried:.1f}%" if tried else "–"
    return (name, counts["made"], tried, noticed, share, counts["survived"], counts["no tests"], counts["timeout"])


if __name__ == "__main__":
    main()
