"""A widget of an organisation, over the demonstration listings."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.organisations.models import Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from app.widget.models import Widget

SITE = "https://example.org"
_USUAL = {
    "id": "w1dget",
    "name": "Ours",
    "origins": [SITE],
    "preset": "",
    "locked": "",
    "locale": "en",
    "theme": "teal-paper",
    "heading": "Find somebody near you",
    "height": 640,
    "status": "live",
}


def add_widget(database: Database, **said: Any) -> None:
    now = clock.now()
    with database.writing() as session:
        organisation = Organisation(name="A centre", status=said.pop("organisation", "approved"), created_at=now)
        session.add(organisation)
        session.flush()
        session.add(Widget(organisation_id=organisation.id, created_at=now, updated_at=now, **_USUAL | said))


@pytest.fixture
def shown(make_app: Callable[..., Flask], demonstration: Database) -> Flask:
    """An application with demonstration listings and a live widget."""
    add_widget(demonstration)
    return make_app(demonstration.url.render_as_string(hide_password=False))
