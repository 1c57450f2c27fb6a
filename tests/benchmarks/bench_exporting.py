"""What an export of 10,000 costs: `python -m tests.benchmarks.bench_exporting`. Target, in each form: 10 s, 200 MB.

Each form is written by a process of its own that does nothing else. Its memory is the most it ever had, and how much
of that came by writing. `api` is `/api/v1/export.ndjson` as a program reads it, the others are what `flask export`
writes.
"""

import argparse
import multiprocessing
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO
from uuid import uuid4

from flask import Flask

from app.access.actions import create_key, revoke_key
from app.exchange.hsds.exporting import FORMS, export
from tests.benchmarks.instance import application, prepared
from tests.benchmarks.results import table, write_section


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=10_000)
    listings = parser.parse_args().listings
    folder = prepared(listings)
    rows = [_row(form, *_apart(folder, form)) for form in ("api", *FORMS)]
    text = table(("form", "listings", "time", "of the processor", "size", "most memory", "of it by writing"), rows)
    print(text)
    write_section("exporting", "Exporting the directory", text)


def _apart(folder: Path, form: str) -> tuple[float, ...]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_write, args=(folder, form, theirs))
    process.start()
    # Ours alone is left open there: a process that fails is heard of, and not waited for.
    theirs.close()
    figures: tuple[float, ...] = ours.recv()
    process.join()
    return figures


def _write(folder: Path, form: str, answer: Connection) -> None:
    app = application(folder)
    with app.app_context(), tempfile.TemporaryFile() as target:
        before, started, cpu = _most(), time.perf_counter(), time.process_time()
        count = _read(app, target) if form == "api" else _exported(app, form, target)
        took, cpu = time.perf_counter() - started, time.process_time() - cpu
        answer.send((count, took, cpu, target.tell(), _most(), _most() - before))


def _exported(app: Flask, form: str, target: IO[bytes]) -> int:
    with app.extensions["attune.database"].reading() as session:
        return export(session, form, "https://bench.example", target)


def _read(app: Flask, target: IO[bytes]) -> int:
    """The lines of listings that a program with a key is sent; the last line is none."""
    database, name = app.extensions["attune.database"], f"bench {uuid4()}"
    with database.writing() as session:
        key = create_key(session, name)
    response = app.test_client().get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    lines = sum(1 for _ in map(target.write, response.iter_encoded()))
    with database.writing() as session:
        revoke_key(session, name)
    if response.status_code != 200:
        raise RuntimeError(f"the export was answered with {response.status_code}")
    return lines - 1


def _most() -> int:
    """The most bytes this process ever had. The kernel's `ru_maxrss` begins with what whoever started it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.split("VmHWM:")[1].split()[0])


def _row(form: str, count: float, took: float, cpu: float, size: float, most: float, more: float) -> tuple[str, ...]:
    sizes = (f"{size / 1e6:.0f} MB", f"{most / 1e6:.0f} MB", f"{more / 1e6:.0f} MB")
    return form, f"{count:,.0f}", f"{took:.1f} s", f"{cpu:.1f} s", *sizes


if __name__ == "__main__":
    main()
