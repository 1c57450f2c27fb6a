"""The place finder of the application: opened when first asked, so that commands can run before the files exist."""

from pathlib import Path

from flask import Flask, current_app

from app.places.gazetteer import Gazetteer
from app.places.geocoding import PlaceFinder
from app.plumbing.database import UnusableDatabase


def folder(app: Flask) -> Path:
    """Where the prepared places are kept."""
    instance: Path = app.config["INSTANCE_DIR"]
    return instance / "places"


def place_finder() -> PlaceFinder:
    """The finder of this process; raises UnusableDatabase when the places have not been prepared."""
    finder: PlaceFinder | None = current_app.extensions.get("attune.places")
    if finder is None:
        config = current_app.config
        finder = PlaceFinder(gazetteer(), config["GEOCODER"] or None, config["GEOCODER_OPTIONS"])
        current_app.extensions["attune.places"] = finder
    return finder


def gazetteer() -> Gazetteer:
    """The places that ship with the project, of this process: what must not ask a remote geocoder asks here."""
    known: Gazetteer | None = current_app.extensions.get("attune.gazetteer")
    if known is None:
        try:
            known = Gazetteer.open(folder(current_app))
        except FileNotFoundError:
            sentence = "The places have not been prepared; run `make run` or `flask places load`."
            raise UnusableDatabase(sentence) from None
        current_app.extensions["attune.gazetteer"] = known
    return known
