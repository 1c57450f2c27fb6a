"""Attune's own engine beyond answering: saving, loading, changing, sharing between workers.

`python -m tests.benchmarks.bench_engine --sizes 100000,1000000`. Each size in a process of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.search import Document, Snapshot, build, load, save
from tests.benchmarks.directory import SCHEMA, documents
from tests.benchmarks.memory import own, proportional, resident
from tests.benchmarks.progress import Progress, say
from tests.benchmarks.questions import questions
from tests.benchmarks.results import percentiles, table, write_section

CHANGES = 300
WORKERS = 2
ASKED_BY_A_WORKER = 100
OTHER_SEED = 1_000_003


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="listings, several with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    if len(sizes) > 1:
        extra = ["--seed", str(given.seed), *(["--no-results"] if given.no_results else [])]
        for size in sizes:
            subprocess.run([sys.executable, "-m", __spec__.name, "--sizes", str(size), *extra], check=True)
        return
    text = table(("what", "measured"), measure(sizes[0], given.seed))
    print(f"\n{sizes[0]:,} listings\n\n{text}\n", flush=True)
    if not given.no_results:
        write_section(f"engine.{sizes[0]}", f"The engine's keeping at {sizes[0]:,} listings", text)


def measure(listings: int, seed: int) -> list[tuple[str, str]]:
    """Rows of what and how much."""
    stream = Progress("listings read", documents(listings, seed), listings)
    started = time.perf_counter()
    snapshot = build(SCHEMA, stream)
    rows = [("building, without making up the data", f"{time.perf_counter() - started - stream.source_seconds:.1f} s")]
    rows.append(("resident after building", _megabytes(resident())))
    rows += _saved(snapshot)
    rows += _shared(snapshot, seed)
    rows += _changed(snapshot, seed)
    return rows


def _saved(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Saving to disk and loading again; a loaded snapshot must answer as the one that was saved."""
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        file = Path(folder) / "snapshot"
        started = time.perf_counter()
        save(snapshot, file, {})
        saved = time.perf_counter() - started
        started = time.perf_counter()
        loaded, _about = load(SCHEMA, file)
        loading = time.perf_counter() - started
        for question in questions(20):
            assert loaded.answer(question) == snapshot.answer(question)
        size = file.stat().st_size
    return [("saving", f"{saved:.2f} s, {_megabytes(size)}"), ("loading", f"{loading:.2f} s")]


def _shared(snapshot: Snapshot, seed: int) -> list[tuple[str, str]]:
    """Memory of forked workers after each has answered questions, as `make run` forks them."""
    say(f"{WORKERS} workers answer {ASKED_BY_A_WORKER} questions each")
    snapshot.answer(questions(1, seed)[0])
    workers = [_Worker(lambda number=number: _ask(snapshot, seed + number)) for number in range(WORKERS)]  # type: ignore[misc]
    for worker in workers:
        worker.wait_until_done()
    everybody = [os.getpid(), *(worker.pid for worker in workers)]
    together = sum(proportional(pid) for pid in everybody)
    alone = [own(worker.pid) for worker in workers]
    for worker in workers:
        worker.leave()
    return [
        (f"parent and {WORKERS} workers together (PSS)", _megabytes(together)),
        ("of which a worker's own, nobody else's", ", ".join(_megabytes(size) for size in alone)),
    ]


def _ask(snapshot: Snapshot, seed: int) -> None:
    for question in questions(ASKED_BY_A_WORKER, seed):
        snapshot.answer(question)


class _Worker:
    """A forked child that works, says so, and stays until it is told to leave."""

    def __init__(self, work: Callable[[], None]) -> None:
        done, self._say_done = os.pipe()
        self._wait, leave = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                work()
                os.write(self._say_done, b".")
                os.read(self._wait, 1)
            finally:
                os._exit(0)
        os.close(self._say_done)
        self._done, self._leave = done, leave

    def wait_until_done(self) -> None:
        if not os.read(self._done, 1):
            raise RuntimeError("a worker ended before its questions")

    def leave(self) -> None:
        os.write(self._leave, b".")
        os.waitpid(self.pid, 0)


def _changed(snapshot: Snapshot, seed: int) -> list[tuple[str, str]]:
    """One change after the other, each a snapshot of its own; every change must be seen by the next question."""
    times = []
    size = snapshot.size
    for document in _changes(seed):
        started = time.perf_counter()
        snapshot = snapshot.with_changes([document])
        times.append((time.perf_counter() - started) * 1000)
    assert snapshot.size == size + CHANGES // 2
    p50, p95, p99 = percentiles(times)
    return [(f"one change after another, {len(times)} times", f"p50 {p50:.2f} ms, p95 {p95:.2f} ms, p99 {p99:.2f} ms")]


def _changes(seed: int) -> Iterator[Document]:
    """By turns a new listing and a known one whose content is another's."""
    fresh = documents(CHANGES, OTHER_SEED)
    for former in documents(CHANGES // 2, seed):
        yield next(fresh)
        yield replace(next(fresh), id=former.id, key=former.key)


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"


if __name__ == "__main__":
    main()
