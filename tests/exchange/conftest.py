"""What import tests stand on: a gazetteer, and one way to import a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.exchange.actions import apply_plan, plan_import
from app.exchange.planning import Plan
from app.listings.documents import decode
from app.listings.listing import Listing
from app.listings.models import PublishedListing
from app.places.gazetteer import Gazetteer
from app.plumbing.database import Database
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon

TODAY = date(2026, 11, 20)
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def gazetteer(instance_dir: Path) -> Gazetteer:
    return Gazetteer.open(instance_dir / "places")


@pytest.fixture
def words(database: Database) -> Lexicon:
    with database.reading() as session:
        return read_lexicon(session)


class Imports:
    """Plans and applies imports on one database, and shows what is published."""

    def __init__(self, database: Database, gazetteer: Gazetteer, words: Lexicon) -> None:
        self.database, self.gazetteer, self.words = database, gazetteer, words

    def plan(self, format_name: str, path: Path) -> Plan:
        with self.database.reading() as session:
            return plan_import(session, format_name, path, self.gazetteer, self.words, TODAY)

    def apply(self, format_name: str, path: Path) -> Plan:
        with self.database.writing() as session:
            plan = plan_import(session, format_name, path, self.gazetteer, self.words, TODAY)
            apply_plan(session, plan)
        return plan

    def published(self) -> dict[str, Listing]:
        """What the site shows, by name."""
        with self.database.reading() as session:
            documents = [row.document for row in session.query(PublishedListing) if row.document]
        listings = [decode(document).for_audience("site") for document in documents]
        return {listing.name: listing for listing in listings}


@pytest.fixture
def imports(database: Database, gazetteer: Gazetteer, words: Lexicon) -> Imports:
    return Imports(database, gazetteer, words)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines and gives its path."""

    def write(*lines: str, name: str = "services.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
