"""`make bench`: every benchmark, one after the other."""

import subprocess
import sys

BENCHMARKS = ("bench_places", "bench_understanding", "bench_engine", "bench_pages")

for name in BENCHMARKS:
    print(f"\n{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=True)
