"""The real gazetteer, from the seeds that ship with the project."""

from pathlib import Path

import pytest

from app.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def prepared(instance_dir: Path) -> Path:
    """The folder of prepared places."""
    return instance_dir / "places"


@pytest.fixture(scope="session")
def gazetteer(prepared: Path) -> Gazetteer:
    return Gazetteer.open(prepared)
