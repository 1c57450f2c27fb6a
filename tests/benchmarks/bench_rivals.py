"""The engines side by side: `python -m tests.benchmarks.bench_rivals --sizes 100000,1000000 --questions 500`.

Same data, same questions, each engine in a process of its own, one after the other. Answers must be equal; the first
that is not stops the run with the question that shows it.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.progress import say
from tests.benchmarks.questions import questions
from tests.benchmarks.results import percentiles, table, write_section
from tests.benchmarks.rivals.rival import Reply
from tests.benchmarks.rivals.worker import ENGINES, Outcome

OURS = "Attune"
# Beyond this the slower engines are asked a part of the questions, the first ones; the table says how many.
MOST_SECONDS = 900
HEADS = ("engine", "asked", "p50 ms", "p95 ms", "p99 ms", "build s", "memory MB", "disk MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="listings, several with commas")
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default=",".join(ENGINES), help="which, with commas; ours is always there")
    parser.add_argument("--most-seconds", type=int, default=MOST_SECONDS, help="of questions for each engine")
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    engines = [name for name in ENGINES if name == OURS or name in given.engines.split(",")]
    for size in (int(size) for size in given.sizes.split(",")):
        outcomes = [run(name, size, given) for name in engines]
        compare(outcomes, given.questions, given.seed)
        text = report(outcomes)
        print(f"\n{size:,} listings\n\n{text}\n", flush=True)
        if not given.no_results:
            write_section(f"engines.{size}", f"Engines side by side at {size:,} listings", text)


def run(name: str, size: int, given: argparse.Namespace) -> Outcome:
    """Measure one engine in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        command = [sys.executable, "-m", "tests.benchmarks.rivals.worker", name, folder]
        command += ["--listings", str(size), "--questions", str(given.questions), "--seed", str(given.seed)]
        subprocess.run([*command, "--most-seconds", str(given.most_seconds)], check=True)
        outcome: Outcome = pickle.loads((Path(folder) / "outcome.pickle").read_bytes())
    p50, p95, p99 = percentiles(outcome.times)
    say(f"{name}: {len(outcome.times)} questions, p50 {p50:.2f} ms, p95 {p95:.2f} ms, p99 {p99:.2f} ms")
    return outcome


def compare(outcomes: list[Outcome], asked: int, seed: int) -> None:
    """Stop the run, with the question, where an engine answers otherwise than ours."""
    ours, *others = outcomes
    several = questions(asked, seed)
    for other in others:
        for number, (ours_says, theirs) in enumerate(zip(ours.replies, other.replies, strict=False)):
            if (difference := _difference(ours_says, theirs)) is not None:
                sys.exit(f"{other.engine} answers question {number} otherwise: {difference}\n{several[number]}")


def _difference(ours: Reply, theirs: Reply) -> str | None:
    if ours.total != theirs.total:
        return f"{theirs.total} people, not {ours.total}"
    if ours.ids != theirs.ids:
        return f"the page is {theirs.ids}, not {ours.ids}"
    for facet, counts in ours.counts.items():
        if dict(counts) != dict(theirs.counts[facet]):
            return f"counts of {facet} are {theirs.counts[facet]}, not {counts}"
    return None


def report(outcomes: list[Outcome]) -> str:
    """The table, and how many times faster ours is on the questions both were asked."""
    rows = [_row(outcome) for outcome in outcomes]
    ratios = []
    for other in outcomes[1:]:
        both = min(len(outcomes[0].times), len(other.times))
        ours, theirs = percentiles(outcomes[0].times[:both]), percentiles(other.times[:both])
        ratios.append((f"{other.engine} / {OURS}", both, *(f"{b / a:.1f}" for a, b in zip(ours, theirs, strict=True))))
    totals = sorted(reply.total for reply in outcomes[0].replies)
    mix = f"A question matches {totals[len(totals) // 2]:,} listings in the median, {totals[-1]:,} at most."
    equal = f"All answers equal: totals, pages in order, every count. {mix}"
    parts = [equal, table(HEADS, rows)]
    if ratios:
        parts.append(table(("times slower", "questions", "p50", "p95", "p99"), ratios))
    return "\n\n".join(parts)


def _row(outcome: Outcome) -> tuple[str, ...]:
    times = (f"{time:.2f}" for time in percentiles(outcome.times))
    sizes = (f"{size / 2**20:,.0f}" if size else "–" for size in (outcome.resident, outcome.on_disk))
    return (outcome.engine, str(len(outcome.times)), *times, f"{outcome.build_seconds:.1f}", *sizes)


if __name__ == "__main__":
    main()
