"""What the grammar needs to be asked: sentences, the vocabulary of the seeds, and a handful of places."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.criteria.grammar import Parsed, parse
from app.plumbing import locale
from app.plumbing.schema import upgrade
from app.vocabulary.actions import load
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon
from config import ROOT
from tests.databases import opened
from tests.wording import labels, reader

__all__ = ["labels", "reader"]

Read = Callable[..., Parsed]


@pytest.fixture(scope="module", autouse=True)
def in_english() -> Iterator[None]:
    """A request in which sentences are said in English."""
    app = Flask("app", root_path=str(ROOT / "app"))
    app.config["DEFAULT_LOCALE"] = "en"
    locale.init_app(app)
    with app.test_request_context():
        yield


@pytest.fixture(scope="package")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The vocabulary of the seeds."""
    file = tmp_path_factory.mktemp("criteria") / "vocabulary.sqlite3"
    with opened(f"sqlite:///{file}") as database:
        upgrade(database)
        with database.writing() as session:
            load(session, ROOT / "seeds" / "vocabulary")
        with database.reading() as session:
            return read_lexicon(session)


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Read:
    """Reads pairs as an address of a site in pounds: `read(("language", "pa"), …)`."""

    def read_pairs(*pairs: tuple[str, str], currency: str = "GBP") -> Parsed:
        return parse(pairs, lexicon, currency)

    return read_pairs
