"""What tests stand on: both databases, an application over each, and `visit`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from app import create_app
from app.places.preparing import prepare
from app.plumbing.database import Database
from app.vocabulary.actions import load
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon
from config import ROOT, Config
from tests import outside
from tests.databases import BACKENDS, Templates, opened
from tests.visit import Visit

# How fast a busy machine makes examples says nothing about what they show.
settings.register_profile("attune", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if settings.get_current_profile_name() == "default":
    settings.load_profile("attune")

DEMO_LISTINGS = 250
DEMO_SEED = 7
REAL_DATA = ROOT.parent / "shared" / "data"


def _quietly(*_progress: object) -> None:
    """Progress nobody reads."""


def _with_vocabulary(database: Database) -> None:
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")


def _with_demonstration(database: Database) -> None:
    from app.demonstration.loading import load_demonstration

    _with_vocabulary(database)
    with database.writing() as session:
        lexicon = read_lexicon(session)
        load_demonstration(session, lexicon, ROOT / "seeds" / "demo", DEMO_LISTINGS, DEMO_SEED, _quietly)


outside.watch()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """PRIV-12: also where whoever tried to talk to somebody else swallowed that they may not."""
    outside.tried.clear()
    yield
    assert outside.tried == []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--browser", choices=("auto", "required"), default="auto", help="whether a missing Chromium fails")


@pytest.fixture(scope="session")
def instance_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the places prepared, one for every worker of a run."""
    folder = tmp_path_factory.getbasetemp() / "instance"
    folder.mkdir(exist_ok=True)
    prepare(ROOT / "seeds" / "places", folder / "places", _quietly)
    return folder


@pytest.fixture(scope="session", params=BACKENDS)
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Prepared databases of one backend; a test that uses it runs on both."""
    folder = tmp_path_factory.mktemp(request.param)
    return Templates(folder, request.param, {"vocabulary": _with_vocabulary, "demonstration": _with_demonstration})


@pytest.fixture
def empty_database(templates: Templates) -> Iterator[Database]:
    """A database without a table."""
    yield from _lent(templates, templates.empty())


@pytest.fixture
def database(templates: Templates) -> Iterator[Database]:
    """A database at head with the vocabulary and no listing."""
    yield from _lent(templates, templates.copy("vocabulary"))


@pytest.fixture
def demonstration(templates: Templates) -> Iterator[Database]:
    """A database of its own with the demonstration listings, to change."""
    yield from _lent(templates, templates.copy("demonstration"))


def _lent(templates: Templates, url: str) -> Iterator[Database]:
    with opened(url) as database:
        yield database
    templates.drop(url)


@pytest.fixture
def own_instance(instance_dir: Path, tmp_path: Path) -> Path:
    """An instance folder whose files, keys and index are this test's alone; the places are everybody's."""
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "places").symlink_to(instance_dir / "places")
    return folder


@pytest.fixture
def make_app(own_instance: Path) -> Iterator[Callable[..., Flask]]:
    """Makes applications over one instance folder: `make_app(database_url, **settings)`."""
    made: list[Flask] = []

    def make(database_url: str, **settings: object) -> Flask:
        made.append(_app(database_url, **{"instance_dir": own_instance} | settings))
        return made[-1]

    yield make
    for app in made:
        app.extensions["attune.database"].dispose()


def _app(database_url: str, **settings: object) -> Flask:
    defaults = {
        "environment": "testing",
        "secret_key": "for tests only, 0123456789abcdef",
        "log_level": "ERROR",
        # Tests ask more than a network may; those of the limits say their own.
        **dict.fromkeys(("api_per_minute", "api_per_day", "api_key_per_minute", "api_key_per_day"), 9_999_999),
    }
    return create_app(Config(**defaults | {"database_url": database_url} | settings))


@pytest.fixture
def app(make_app: Callable[..., Flask], database: Database) -> Flask:
    """An application over `database`."""
    return make_app(database.url.render_as_string(hide_password=False))


@pytest.fixture(scope="session")
def directory_app(templates: Templates, instance_dir: Path) -> Iterator[Flask]:
    """An application over the demonstration listings, shared by tests that only read."""
    url = templates.copy("demonstration")
    app = _app(url, instance_dir=instance_dir)
    yield app
    app.extensions["attune.database"].dispose()
    templates.drop(url)


@pytest.fixture
def visit(directory_app: Flask) -> Visit:
    """Fetches pages of the demonstration directory, policing each."""
    return Visit(directory_app)


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The vocabulary that ships."""
    templates = Templates(tmp_path_factory.mktemp("lexicon"), "sqlite", {"vocabulary": _with_vocabulary})
    with opened(templates.copy("vocabulary")) as database, database.reading() as session:
        return read_lexicon(session)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files beside the checkout."""
    if not REAL_DATA.is_dir():
        pytest.skip("the real files are not beside the checkout")
    return REAL_DATA
