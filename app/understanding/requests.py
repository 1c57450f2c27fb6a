"""A request's own words, understood with the vocabulary of this moment and the places that ship: no other host."""

from flask import Flask, current_app

from app.listings.requests import directory, live
from app.places.gazetteer import Finding
from app.places.requests import gazetteer
from app.understanding.phrases import phrase_index
from app.understanding.tables import read_tables
from app.understanding.understanding import SEEDS, Understanding, understand


def understood(text: str) -> Understanding:
    """What a text asks for on this site."""
    config = current_app.config
    # Never a remote geocoder: half a sentence is not for anybody else to read.
    places, country = gazetteer(), config["DEFAULT_COUNTRY"]

    def find_place(name: str) -> Finding:
        return places.find(name, country)

    return understand(text, directory().lexicon, find_place, config["DEFAULT_CURRENCY"], country)


def warm(app: Flask) -> None:
    """Build the index of phrases and open the places, so that nobody's first sentence waits for it."""
    with app.app_context():
        gazetteer()
        known = live().known
        if known is not None:
            phrase_index(known.lexicon, read_tables(SEEDS))
