"""Two hundred kills while people write (MAIL-01, DUR-03, R4): `python -m tests.benchmarks.bench_kills`.

The product's server as `make run` starts it, with its mail worker, on SQLite; a mail server beside it; four people who
write, and send again what was not answered. At random instants all of it is killed, or one worker, or the mail worker.
Ends with 1 when anything that was acknowledged is lost, there twice or by halves, or nothing answered for 3 seconds.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.progress import say
from tests.benchmarks.results import percentiles, table, write_section
from tests.kills.killing import Figures, killed
from tests.kills.site import ALL, MAIL, WORKER
from tests.kills.town import founded

MOST_SECONDS = 3.0
# Half of the kills leave nothing running.
KINDS = (ALL, ALL, WORKER, MAIL)
_PEOPLE_PER_KILL = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    kinds = [dice.choice(KINDS) for _kill in range(given.kills)]
    with tempfile.TemporaryDirectory() as folder:
        database = founded(Path(folder))
        people = _PEOPLE_PER_KILL * given.kills
        figures = killed(database, Path(folder), kinds, dice, people=people, latest=1.0, say=say)
        database.dispose()
    text = report(figures)
    print(f"\n{text}\n", flush=True)
    if not given.no_results:
        write_section("kills", f"{given.kills} kills while people write", text)
    slowest = max(max(times, default=0.0) for times in figures.returns.values())
    sys.exit(0 if figures.found.is_well and slowest <= MOST_SECONDS else 1)


def report(figures: Figures) -> str:
    ledger, found = figures.ledger, figures.found
    rows = [
        ("messages acknowledged", len(ledger.acknowledged)),
        ("acknowledged and lost", len(found.lost)),
        ("there twice", len(found.twice)),
        ("there by halves", len(found.torn)),
        ("damage in the database", len(found.damaged)),
        ("sent again because nothing answered", ledger.again),
        ("answered with a refusal", len(ledger.refused)),
        ("notices delivered", figures.delivered),
        ("notices delivered a second time, under the same id", figures.repeated),
    ]
    returns = [
        (what, len(times), *(f"{seconds:.2f} s" for seconds in (percentiles(times)[0], max(times))))
        for what, times in figures.returns.items()
        if times
    ]
    spent = percentiles(figures.starts or [0.0])[0]
    started = f"Starting anew and answering whoever waited takes {spent:.2f} s of a processor (p50)."
    return "\n\n".join(
        (
            started,
            table(("what", "how many"), rows),
            table(("killed", "times", "back after, p50", "at the latest"), returns),
        )
    )


if __name__ == "__main__":
    main()
