"""How fast places are found, and what they cost a process: `python tests/benchmarks/bench_places.py`."""

import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

import numpy  # noqa: E402, F401  -- so that its own memory is not counted as ours

from app.places.gazetteer import Gazetteer  # noqa: E402
from app.places.preparing import prepare  # noqa: E402

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
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "places"
        started = time.perf_counter()
        # In another process: preparing takes memory that serving does not.
        _apart(target)
        print(f"prepare_seconds {time.perf_counter() - started:.1f}")
        before = _resident_mb()
        started = time.perf_counter()
        gazetteer = Gazetteer.open(target)
        print(f"open_ms {(time.perf_counter() - started) * 1e3:.1f}")
        times = sorted(_time(gazetteer, text) for _ in range(ROUNDS) for text in TEXTS)
        print(f"lookup_median_ms {statistics.median(times):.3f}")
        print(f"lookup_p95_ms {times[int(len(times) * 0.95)]:.3f}")
        print(f"lookup_worst_ms {times[-1]:.3f}")
        after = _resident_mb()
        # The mapped files are one copy for all processes; the rest is this one's own.
        print(f"own_memory_added_mb {after['RssAnon'] - before['RssAnon']:.1f}")
        print(f"shared_pages_added_mb {after['RssFile'] - before['RssFile']:.1f}")
        print(f"resident_mb {after['VmRSS']:.1f}")


def _apart(target: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=prepare, args=(CHECKOUT / "seeds" / "places", target, _say_nothing)
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
