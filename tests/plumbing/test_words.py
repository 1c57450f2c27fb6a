"""Words in the language of whoever reads them, who is not always the reader of the page at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from app.plumbing.database import Database
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in


@pytest.fixture
def french(make_app: Callable[..., Flask], database: Database, tmp_path: Path) -> Flask:
    """An application that knows one sentence of French."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog("fr")
    catalogue.add("Your link", "Votre lien")
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    app = make_app(database.url.render_as_string(hide_password=False))
    app.extensions["babel"].translation_directories = [str(tmp_path)]
    return app


def test_a_mail_is_in_the_language_of_who_gets_it(french: Flask) -> None:
    with french.test_request_context(headers={"Accept-Language": "en"}):
        french.preprocess_request()
        assert _("Your link") == "Your link"
        with spoken_in("fr"):
            assert _("Your link") == "Votre lien"
        assert _("Your link") == "Your link"


def test_it_is_so_without_a_request_too(french: Flask) -> None:
    with french.app_context(), spoken_in("fr"):
        assert _("Your link") == "Votre lien"


def test_and_without_an_application_it_is_the_source() -> None:
    with spoken_in("fr"):
        assert _("Your link") == "Your link"
