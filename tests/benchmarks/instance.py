"""A demonstration directory to measure pages on, kept in the temporary folder from one run to the next."""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from flask import Flask

from app import create_app
from app.demonstration.loading import load_demonstration
from app.places.preparing import prepare
from app.plumbing.schema import upgrade
from app.vocabulary.actions import load
from app.vocabulary.queries import read_lexicon
from config import ROOT, Config
from tests.benchmarks.progress import say

SECRET = "0123456789abcdef" * 2
SEED = 1
# What the listings are made from and how they are published; when it changes they are made anew.
_SOURCES = (
    "seeds/demo",
    "seeds/vocabulary",
    "seeds/places",
    "migrations/versions",
    "app/demonstration",
    "app/listings",
)


def prepared(listings: int) -> Path:
    """An instance folder with so many demonstration listings, as ready as after `make setup`."""
    owner = os.getuid()
    kept = Path(tempfile.gettempdir()) / f"attune-bench-{owner}" / f"{listings}-{SEED}-{_digest()}"
    if not (kept / "ready").exists():
        # Others may not prepare a folder for us to trust.
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        if kept.parent.stat().st_uid != owner:
            raise PermissionError(f"{kept.parent} belongs to somebody else")
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        _fill(kept, listings)
        (kept / "ready").touch()
    return kept


def application(folder: Path) -> Flask:
    """The application over an instance folder, in this process."""
    return create_app(Config(environment="testing", secret_key=SECRET, instance_dir=folder, log_level="ERROR"))


def _fill(folder: Path, listings: int) -> None:
    say(f"preparing {listings:,} demonstration listings; kept in {folder.parent} for the next run")
    app = application(folder)
    database = app.extensions["attune.database"]
    upgrade(database)
    prepare(ROOT / "seeds" / "places", folder / "places", lambda _text: None)
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")
    with database.writing() as session:
        load_demonstration(session, read_lexicon(session), ROOT / "seeds" / "demo", listings, SEED, _Said())
    database.dispose()


class _Said:
    """Says now and then how many listings are there."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.last > 5:
            self.last = time.monotonic()
            say(f"{done:,} of {total:,} listings")


def _digest() -> str:
    digest = hashlib.sha256()
    for source in _SOURCES:
        for file in sorted((ROOT / source).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
