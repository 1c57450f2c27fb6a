"""The results page, one process: server time, statements, bytes.

`python -m tests.benchmarks.bench_pages [--listings N]` loads a demonstration directory of its own.
"""

import argparse
import gzip
import statistics
import tempfile
import time
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import create_app
from app.demonstration.loading import load_demonstration
from app.listings.warming import warm
from app.places.preparing import prepare
from app.plumbing.schema import upgrade
from app.vocabulary.actions import load
from app.vocabulary.queries import read_lexicon
from config import ROOT, Config

QUESTIONS = (
    "/find",
    "/find?near=Leeds&pay=40",
    "/find?language=pa&near=LS6&pay=30",
    "/find?concern=anxiety&format=video&seen_from=GB-ENG",
    "/find?near=London&sort=near&format=in-person&access=step-free",
    "/find?community=south-asian&gender=woman&fee_help=sliding-scale",
    "/find?q=grief&times=evening&times=weekend",
    "/find?approach=emdr&approach=somatic-experiencing&age_group=18-25",
    "/find?language=haw&near=Thurso&pay=5",
    "/find?near=Dublin&page=2",
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = _directory(Path(folder), asked.listings)
        client = app.test_client()
        _report_times(client, asked.listings, asked.rounds)
        _report_statements(app, client)
        _report_bytes(app, client)


def _directory(folder: Path, listings: int) -> Flask:
    app = create_app(
        Config(environment="testing", secret_key="0123456789abcdef" * 2, instance_dir=folder, log_level="ERROR")
    )
    database = app.extensions["attune.database"]
    upgrade(database)
    prepare(ROOT / "seeds" / "places", folder / "places", lambda _text: None)
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")
    started = time.perf_counter()
    with database.writing() as session:
        load_demonstration(session, read_lexicon(session), ROOT / "seeds" / "demo", listings, 1, lambda *_: None)
    print(f"demonstration: {listings:,} listings loaded in {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    warm(app)
    print(f"index: built in {time.perf_counter() - started:.2f} s")
    return app


def _report_times(client: FlaskClient, listings: int, rounds: int) -> None:
    took: list[float] = []
    for number in range(rounds + 1):
        for path in QUESTIONS:
            started = time.perf_counter()
            assert client.get(path).status_code == 200
            if number:
                took.append((time.perf_counter() - started) * 1000)
    took.sort()
    p50, p95, p99 = (took[int(len(took) * share)] for share in (0.5, 0.95, 0.99))
    mean = statistics.mean(took)
    print(f"results page at {listings:,}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms, mean {mean:.1f} ms")


def _report_statements(app: Flask, client: FlaskClient) -> None:
    statements: list[str] = []
    event.listen(app.extensions["attune.database"].engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    most = 0
    for path in QUESTIONS:
        statements.clear()
        time.sleep(0.3)  # so that the page looks for changes
        client.get(path)
        most = max(most, len(statements))
    print(f"statements a page: at most {most}")


def _report_bytes(app: Flask, client: FlaskClient) -> None:
    page = max((client.get(path).get_data() for path in QUESTIONS), key=len)
    files = app.extensions["attune.assets"].files
    sizes = {
        "HTML": len(gzip.compress(page)),
        "CSS": len(gzip.compress(files["attune.css"])),
        "JS": sum(len(gzip.compress(content)) for name, content in files.items() if name.endswith(".js")),
    }
    print("compressed: " + ", ".join(f"{name} {size / 1000:.1f} kB" for name, size in sizes.items()), end="; ")
    print(f"together {sum(sizes.values()) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
