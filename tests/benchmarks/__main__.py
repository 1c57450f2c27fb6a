"""`make bench`: every benchmark, one after the other, into RESULTS.md.

`python -m tests.benchmarks --sizes 100000,1000000 --questions 500 --only bench_rivals,bench_pages`.
"""

import argparse
import subprocess
import sys

# Which options each of them takes.
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "bench_places": (),
    "bench_understanding": (),
    "bench_taking": (),
    "bench_engine": ("sizes",),
    "bench_rivals": ("sizes", "questions"),
    "bench_pages": (),
    "bench_exporting": (),
    "bench_signing_up": (),
    "bench_leaving": (),
    "bench_kills": (),
    "bench_patterns": (),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="listings, several with commas")
    parser.add_argument("--questions", default="500")
    parser.add_argument("--only", default=",".join(BENCHMARKS), help="which benchmarks, with commas")
    given = parser.parse_args()
    for name in given.only.split(","):
        print(f"\n{name}", flush=True)
        options = [part for option in BENCHMARKS[name] for part in (f"--{option}", str(getattr(given, option)))]
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *options], check=True)


if __name__ == "__main__":
    main()
