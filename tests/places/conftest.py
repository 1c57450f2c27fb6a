"""The real gazetteer, prepared once for all tests of a run from the seeds that ship with the project."""

from pathlib import Path

import pytest

from app.places.gazetteer import Gazetteer
from app.places.preparing import prepare

CHECKOUT = Path(__file__).resolve().parents[2]
SEEDS = CHECKOUT / "seeds" / "places"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of prepared places; the workers of one run share it."""
    target = tmp_path_factory.getbasetemp() / "places"
    prepare(SEEDS, target, lambda text: None)
    return target


@pytest.fixture(scope="session")
def gazetteer(prepared: Path) -> Gazetteer:
    return Gazetteer.open(prepared)
