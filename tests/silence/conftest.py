"""A folder with an instance: one practitioner who takes messages, all of whose reduced places are taken."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.plumbing import clock
from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from app.vocabulary.actions import load
from config import ROOT
from tests.databases import Templates
from tests.enquiries.conftest import with_account
from tests.records import identity, offer, practitioner, premises, save

PRACTICE = "practice@example.org"


@dataclass(frozen=True)
class Instance:
    folder: Path
    listing: UUID
    offer: UUID

    def database(self) -> Database:
        return Database(f"sqlite:///{self.folder}/instance/attune.sqlite3")


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that knows the words and nobody yet."""
    folder = tmp_path_factory.mktemp("words")
    return Path(Templates(folder, "sqlite", {"words": _load}).copy("words").removeprefix("sqlite:///"))


def _load(database: Database) -> None:
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")


@pytest.fixture
def instance(tmp_path: Path, instance_dir: Path, words: Path) -> Instance:
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "places").symlink_to(instance_dir / "places")
    shutil.copyfile(words, folder / "attune.sqlite3")
    room = premises(53.8, -1.55, locality="Leeds", postcode="LS1 4DY", address="1 Example Street")
    full = {"currency": "GBP", "standard": 6000, "reduced_from": 2000, "reduced_total": 2, "reduced_open": 0}
    full |= {"reduced_confirmed_on": clock.today()}
    place = offer(id=uuid4(), premises_id=room.id, format="in-person", **full)
    facts, who = [NewFact("concern", "anxiety")], [identity("gender", "woman", "site")]
    here = Instance(tmp_path, uuid4(), place.id)
    database = here.database()
    one = practitioner(id=here.listing, slug="ada", facts=facts, identity_facts=who, premises=[room], offers=[place])
    save(database, one)
    with_account(database, here.listing, PRACTICE)
    database.dispose()
    return here
