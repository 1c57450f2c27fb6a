"""One engine in a process of its own: `python -m tests.benchmarks.rivals.worker ENGINE FOLDER …`.

Builds, asks one question at a time, and leaves what it found in FOLDER/outcome.pickle.
"""

import argparse
import gc
import importlib
import pickle
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.directory import documents
from tests.benchmarks.progress import Progress, say
from tests.benchmarks.questions import questions
from tests.benchmarks.rivals.rival import Reply, Rival

ENGINES = {
    "Attune": "ours:Attune",
    "SQLite": "sqlite:SQLite",
    "PostgreSQL": "postgresql:PostgreSQL",
    "Tantivy": "tantivy_engine:Tantivy",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine answered and took: seconds to build, milliseconds a question, bytes."""

    engine: str
    build_seconds: float
    times: tuple[float, ...]
    replies: tuple[Reply, ...]
    resident: int
    on_disk: int


def engine_named(name: str, folder: Path) -> Rival:
    """An engine over an empty folder."""
    module, _colon, maker = ENGINES[name].partition(":")
    rival: Rival = getattr(importlib.import_module(f"tests.benchmarks.rivals.{module}"), maker)(folder)
    return rival


def measure(name: str, rival: Rival, listings: int, asked: int, seed: int, most_seconds: float) -> Outcome:
    """Build it and ask, no longer than `most_seconds`; the questions asked are always the first ones."""
    stream = Progress(f"{name}: listings read", documents(listings, seed), listings)
    started = time.perf_counter()
    rival.build(stream)
    built = time.perf_counter() - started - stream.source_seconds
    say(f"{name}: built in {built:.1f} s")
    gc.collect()
    several = questions(asked, seed)
    for question in several[:3]:
        rival.answer(question)
    times, replies = [], []
    began = said = time.perf_counter()
    for question in several:
        before = time.perf_counter()
        reply = rival.answer(question)
        after = time.perf_counter()
        times.append((after - before) * 1000)
        replies.append(reply)
        if after - began > most_seconds:
            break
        if after - said > 2:
            said = after
            say(f"{name}: {len(times)} of {asked} questions")
    return Outcome(name, built, tuple(times), tuple(replies), rival.resident(), rival.size_on_disk())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--listings", type=int, required=True)
    parser.add_argument("--questions", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--most-seconds", type=float, required=True)
    given = parser.parse_args()
    rival = engine_named(given.engine, given.folder)
    try:
        outcome = measure(given.engine, rival, given.listings, given.questions, given.seed, given.most_seconds)
    finally:
        rival.close()
    (given.folder / "outcome.pickle").write_bytes(pickle.dumps(outcome))


if __name__ == "__main__":
    main()
