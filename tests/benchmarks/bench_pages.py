"""The results page: `python -m tests.benchmarks.bench_pages --listings 100000`.

In one process: time, statements and bytes of a page. Then the server as `make run` starts it, with visitors who ask
again as soon as they were answered, all on this one machine.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.listings.warming import warm
from tests.benchmarks.addresses import addresses
from tests.benchmarks.instance import application, prepared
from tests.benchmarks.progress import say
from tests.benchmarks.results import percentiles, table, write_section
from tests.benchmarks.serving import HOST, serving

PATHS = 100
Rows = list[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    folder = prepared(given.listings)
    app = application(folder)
    started = time.perf_counter()
    warm(app)
    rows: Rows = [("index built or loaded, one process", f"{time.perf_counter() - started:.2f} s")]
    client = app.test_client()
    rows += _times(client, given.rounds)
    rows += _statements(app, client)
    rows += _bytes(app, client)
    app.extensions["attune.database"].dispose()
    rows += _loaded(given, folder)
    text = table(("what", "measured"), rows)
    print(f"\n{given.listings:,} listings\n\n{text}\n", flush=True)
    if not given.no_results:
        write_section("pages", f"The results page at {given.listings:,} demonstration listings", text)


def _times(client: FlaskClient, rounds: int) -> Rows:
    """Server time of the page, one request at a time, as it is and as a page of the quiet search."""
    paths = addresses(PATHS)
    sent = [client.post("/r", data=_fields(path)).headers["Location"] for path in paths]
    named = (("a page in one process", paths), ("the same in the quiet search", sent))
    return [(f"{name}, {len(of)} searches", _timed(client, of, rounds)) for name, of in named]


def _fields(path: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(path).query)


def _timed(client: FlaskClient, paths: list[str], rounds: int) -> str:
    """Percentiles; the first round warms up."""
    took: list[float] = []
    for number in range(rounds + 1):
        say(f"round {number} of {rounds}, {len(paths)} searches")
        for path in paths:
            started = time.perf_counter()
            assert client.get(path).status_code == 200, path
            if number:
                took.append((time.perf_counter() - started) * 1000)
    p50, p95, p99 = percentiles(took)
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms"


def _statements(app: Flask, client: FlaskClient) -> Rows:
    statements: list[str] = []
    event.listen(app.extensions["attune.database"].engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    most = 0
    for path in addresses(10):
        statements.clear()
        time.sleep(0.3)  # so that the page looks for changes
        client.get(path)
        most = max(most, len(statements))
    return [("statements a page, at most", str(most))]


def _bytes(app: Flask, client: FlaskClient) -> Rows:
    page = max((client.get(path).get_data() for path in addresses(20)), key=len)
    files = app.extensions["attune.assets"].files
    sizes = {
        "HTML": len(gzip.compress(page)),
        "CSS": len(gzip.compress(files["attune.css"])),
        "JS": sum(len(gzip.compress(content)) for name, content in files.items() if name.endswith(".js")),
    }
    parts = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
    return [("the largest page, compressed", f"{sum(sizes.values()) / 1000:.1f} kB ({parts})")]


def _loaded(given: argparse.Namespace, folder: Path) -> Rows:
    """The server under a closed loop."""
    say(f"starting the server with {given.workers} workers")
    with serving(folder, given.workers) as server:
        command = [sys.executable, "-m", "tests.benchmarks.load", str(server.port), "--host", HOST]
        visitors = ["--connections", str(given.connections)]
        subprocess.run([*command, *visitors, "--seconds", "3"], check=True, capture_output=True)  # warms up
        say(f"{given.connections} visitors for {given.seconds:.0f} s")
        told = subprocess.run(
            [*command, *visitors, "--seconds", str(given.seconds)], check=True, capture_output=True, text=True
        )
        memory = server.memory()
    found = json.loads(told.stdout)
    times = f"p50 {found['p50']:.0f} ms, p95 {found['p95']:.0f} ms, p99 {found['p99']:.0f} ms"
    pages = f"{found['pages_a_second']:.0f} pages a second, {times}, {found['errors']} errors"
    return [
        ("the server ready after", f"{server.seconds_to_start:.1f} s"),
        (f"{given.connections} visitors, {given.workers} workers, {given.seconds:.0f} s", pages),
        ("the server with its workers (PSS)", f"{memory / 2**20:,.0f} MB"),
    ]


if __name__ == "__main__":
    main()
