"""How fast places are found, and what they cost a process: `python -m tests.benchmarks.bench_places`."""

import multiprocessing
import statistics
import tempfile
import time
from pathlib import Path

import numpy  # noqa: F401  -- so that its own memory is not counted as ours

from app.places.gazetteer import Gazetteer
from app.places.preparing import prepare
from config import ROOT
from tests.benchmarks.results import table, write_section

TEXTS = (
    *("LS6 2AB", "sw1a1aa", "BT7 1NN", "LS6", "06708", "D02 X285", "EH1 1YZ", "10115, Germany"),
    *(
        "Leeds",
        "Caerdydd",
        "القاهرة",
        "東京",
        "Portland, Maine",
        "Cambridge, UK",
        "Washington, IN",
        "St Albans",
    ),
    *("Portland", "Newport", "Springfield", "Ireland", "Scotland", "Newport, Isle of Wight"),
    *("12 High Street, Leeds", "qwxzv", "x" * 200),
)
ROUNDS = 40
_MEMORY = ("VmRSS:", "RssAnon:", "RssFile:")


def main() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "places"
        started = time.perf_counter()
        # In another process: preparing takes memory that serving does not.
        _apart(target)
        rows = [("preparing", f"{time.perf_counter() - started:.1f} s")]
        before = _resident_mb()
        started = time.perf_counter()
        gazetteer = Gazetteer.open(target)
        rows.append(("opening", f"{(time.perf_counter() - started) * 1e3:.1f} ms"))
        times = sorted(_time(gazetteer, text) for _ in range(ROUNDS) for text in TEXTS)
        p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        rows.append(("finding a place", f"p50 {p50:.3f} ms, p95 {p95:.3f} ms, most {times[-1]:.3f} ms"))
        after = _resident_mb()
        rows.append(("memory of a process's own", f"{after['RssAnon'] - before['RssAnon']:.1f} MB"))
        # The mapped files are one copy for all processes.
        rows.append(("memory shared by all processes", f"{after['RssFile'] - before['RssFile']:.1f} MB"))
    text = table(("what", "measured"), rows)
    print(text)
    write_section("places", "Places, offline", text)


def _apart(target: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=prepare, args=(ROOT / "seeds" / "places", target, _say_nothing)
    )
    process.start()
    process.join()


def _say_nothing(text: str) -> None:
    """Preparing reports to nobody here."""


def _time(gazetteer: Gazetteer, text: str) -> float:
    started = time.perf_counter()
    gazetteer.find(text, "GB")
    return (time.perf_counter() - started) * 1e3


def _resident_mb() -> dict[str, float]:
    """Megabytes of this process by the kernel's names for them."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return {line[0].rstrip(":"): int(line[1]) / 1024 for line in lines if line and line[0] in _MEMORY}


if __name__ == "__main__":
    main()
