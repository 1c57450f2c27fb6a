"""What a request needs to ask: the directory of this moment, the place finder, the site's currency."""

from collections.abc import Iterable
from functools import cache

from flask import current_app, request

from app.criteria.asking import Asking
from app.criteria.grammar import Parsed, parse
from app.listings.listing import Audience
from app.listings.requests import directory
from app.places.gazetteer import Ambiguous, Found, Unknown
from app.places.requests import place_finder
from app.plumbing import clock


def asking(audience: Audience) -> Asking:
    """Everything `findings.find` needs besides the criteria."""
    country = current_app.config["DEFAULT_COUNTRY"]
    finder = place_finder()

    @cache
    def find_place(text: str) -> Found | Ambiguous | Unknown:
        return finder.find(text, country)

    return Asking(
        snapshot=directory().snapshot,
        find_place=find_place,
        audience=audience,
        day=clock.today(),
        currency=current_app.config["DEFAULT_CURRENCY"],
    )


def parsed(also: tuple[str, ...] = (), pairs: Iterable[tuple[str, str]] | None = None) -> Parsed:
    """The criteria of this request's address, or of the pairs given."""
    asked = request.args.items(multi=True) if pairs is None else pairs
    return parse(asked, directory().lexicon, current_app.config["DEFAULT_CURRENCY"], also)
