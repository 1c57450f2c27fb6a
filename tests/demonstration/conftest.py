"""Three hundred listings, made once and read by many tests."""

from datetime import date

import pytest

from app.demonstration.listings import Generated, generate
from app.demonstration.material import Material, read_material
from app.vocabulary.lexicon import Lexicon
from config import ROOT

SEEDS = ROOT / "seeds" / "demo"
SEED = 11
DAY = date(2026, 5, 4)


@pytest.fixture(scope="session")
def material(lexicon: Lexicon) -> Material:
    """What ships in seeds/demo."""
    return read_material(SEEDS, lexicon)


@pytest.fixture(scope="session")
def made(material: Material) -> list[Generated]:
    """The first 300 listings of a seed."""
    return [generate(material, SEED, index, DAY) for index in range(300)]
