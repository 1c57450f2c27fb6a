"""The milliseconds each pattern takes for the worst of many hostile texts of 50,000 characters (FORM-09):
`python -m tests.benchmarks.bench_patterns`. Ends with 1 where one takes 50 ms or more."""

import argparse
import sys
import time

from tests.benchmarks.results import table, write_section
from tests.house.patterns import Written, hostile
from tests.house.test_patterns import PATTERNS

LENGTH = 50_000
MOST_MS = 50.0
_SHOWN = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    worst = sorted(((slowest(written), written.name) for written in PATTERNS), reverse=True)
    rows = [(name, f"{ms:.1f}") for ms, name in worst[:_SHOWN]]
    text = f"{len(worst)} patterns; the slowest of them:\n\n{table(('pattern', 'ms'), rows)}"
    print(f"\n{text}\n", flush=True)
    if not given.no_results:
        write_section("patterns", "Patterns and hostile texts of 50,000 characters", text)
    sys.exit(0 if worst[0][0] < MOST_MS else 1)


def slowest(written: Written) -> float:
    """In milliseconds of the processor, over all its methods and texts."""
    return max(
        (_ms(written, method, text) for method in written.methods for text in hostile(written, LENGTH)), default=0
    )


def _ms(written: Written, method: str, text: str) -> float:
    before = time.thread_time()
    written.ask(method, text)
    return 1000 * (time.thread_time() - before)


if __name__ == "__main__":
    main()
