"""The real server: a worker that ends hands over what it has counted since it last did."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from sqlalchemy import select

from app.listings.counts.models import CountedMonth, MonthlyCount
from app.plumbing.database import Database
from config import ROOT
from tests.databases import Templates
from tests.records import practitioner, save
from tests.signed_in import FIREFOX

# A busy machine needs its time until a server is there.
PATIENCE = 120


@pytest.fixture
def folder(tmp_path: Path, instance_dir: Path) -> Path:
    """An instance with one listing."""
    (tmp_path / "places").symlink_to(instance_dir / "places")
    made = Templates(tmp_path, "sqlite", {"bare": lambda database: None})
    Path(made.copy("bare").removeprefix("sqlite:///")).rename(tmp_path / "attune.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/attune.sqlite3")
    save(database, practitioner(slug="ada"))
    database.dispose()
    return tmp_path


@contextmanager
def serving(folder: Path, workers: int) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/attune.sqlite3",
        "INSTANCE_DIR": str(folder),
        "PORT": str(port),
        "WORKERS": str(workers),
        "LOG_LEVEL": "ERROR",
    }
    gunicorn = [str(Path(sys.executable).with_name("gunicorn")), "--config", "app/serving.py", "wsgi:app"]
    with subprocess.Popen(gunicorn, cwd=ROOT, env=os.environ | settings, stderr=subprocess.PIPE) as process:
        try:
            yield process, port
        finally:
            process.kill()


def opened(port: int, times: int) -> None:
    for _ in range(times):
        server = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        server.request("GET", "/listings/ada", headers={"User-Agent": FIREFOX})
        assert server.getresponse().status == 200
        server.close()


def until_it_counts(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    """A worker has handed over for the first time, and goes on counting."""
    last = time.monotonic() + PATIENCE
    while not kept(folder)[1]:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < last, "the server does not come"
        time.sleep(0.1)


def kept(folder: Path) -> tuple[int, int]:
    """All views, and how many months are counted."""
    database = Database(f"sqlite:///{folder}/attune.sqlite3")
    with database.reading() as session:
        views = sum(session.scalars(select(MonthlyCount.total)))
        found = views, len(list(session.scalars(select(CountedMonth))))
    database.dispose()
    return found


def test_what_ends_in_peace_loses_nothing(folder: Path) -> None:
    with serving(folder, workers=2) as (process, port):
        until_it_counts(folder, process)
        opened(port, 25)
        process.terminate()
        process.wait(timeout=PATIENCE)
    assert kept(folder) == (25, 1)
