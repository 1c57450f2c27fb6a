"""What understanding needs: the vocabulary and the places that ship, and short ways to ask."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.criteria.grammar import serialise
from app.places.gazetteer import Finding, Gazetteer
from app.understanding.understanding import Understanding, understand
from app.vocabulary.lexicon import Lexicon

Hear = Callable[..., Understanding]
Asked = Callable[[str], str]


@pytest.fixture(scope="session")
def find_place(instance_dir: Path) -> Callable[[str], Finding]:
    """The gazetteer, as a site in Britain asks it."""
    gazetteer = Gazetteer.open(instance_dir / "places")
    return lambda text: gazetteer.find(text, "GB")


@pytest.fixture(scope="session")
def hear(lexicon: Lexicon, find_place: Callable[[str], Finding]) -> Hear:
    """Understands a text as a site in Britain with prices in pounds does."""

    def heard(text: str, currency: str = "GBP", country: str = "GB") -> Understanding:
        return understand(text, lexicon, find_place, currency, country)

    return heard


@pytest.fixture(scope="session")
def asked(hear: Hear) -> Asked:
    """The query string that a text becomes, colons left readable."""
    return lambda text: urlencode(serialise(hear(text).criteria), safe=":")
