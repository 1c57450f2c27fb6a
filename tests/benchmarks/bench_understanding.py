"""How long a sentence takes to be understood: every sentence of the tests' corpus, several times.

`python -m tests.benchmarks.bench_understanding`
"""

import statistics
import tempfile
import time
from pathlib import Path

from app.places.gazetteer import Finding, Gazetteer
from app.places.preparing import prepare
from app.plumbing.schema import upgrade
from app.understanding.understanding import understand
from app.vocabulary.actions import load
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon
from config import ROOT
from tests.databases import opened
from tests.understanding.corpus import examples

ROUNDS = 5


def main() -> None:
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(ROOT / "seeds" / "places", Path(folder) / "places", lambda _text: None)
        gazetteer, lexicon = Gazetteer.open(Path(folder) / "places"), _lexicon(Path(folder))

        def find_place(text: str) -> Finding:
            return gazetteer.find(text, "GB")

        started = time.perf_counter()
        understand("the index is built once", lexicon, find_place, "GBP", "GB")
        print(f"first_sentence_ms {(time.perf_counter() - started) * 1e3:.0f}")
        times = []
        for example in examples() * ROUNDS:
            started = time.perf_counter()
            understand(example.said, lexicon, find_place, "GBP", "GB")
            times.append((time.perf_counter() - started) * 1e3)
        times.sort()
        print(f"sentences {len(times) // ROUNDS}")
        print(f"understanding_median_ms {statistics.median(times):.2f}")
        print(f"understanding_p95_ms {times[int(len(times) * 0.95)]:.2f}")
        print(f"understanding_worst_ms {times[-1]:.2f}")


def _lexicon(folder: Path) -> Lexicon:
    with opened(f"sqlite:///{folder / 'vocabulary.sqlite3'}") as database:
        upgrade(database)
        with database.writing() as session:
            load(session, ROOT / "seeds" / "vocabulary")
        with database.reading() as session:
            return read_lexicon(session)


if __name__ == "__main__":
    main()
