"""The quiet search: its addresses are one sealed word, which says nothing to who reads them and lasts a day.

Nothing is stored: the word holds where one is and what is asked. While a request is in the quiet search, all that
`addresses` writes stays in it; that is the one place where addresses are made, so that no link can forget it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from flask import current_app, g, has_request_context

from app.finder.told import TOLD
from app.plumbing import clock
from app.plumbing.sealed_addresses import Opened, opened, sealed
from app.plumbing.words import gettext as _

GOOD_FOR = timedelta(hours=24)
# A clock beside ours may be so far ahead.
_AHEAD = timedelta(seconds=60)
_PURPOSE = "quiet search"

Page = Literal["home", "results", "listing", "kept"]
Pairs = Sequence[tuple[str, str]]


class RunOut(ValueError):
    """The address was good once."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: a page, what is asked on it or on the results it was reached from, and whose listing it is.

    `told` see `told.py`; `age` is how long ago its address was made.
    """

    page: Page
    asked: tuple[tuple[str, str], ...] = ()
    slug: str = ""
    told: str = ""
    age: timedelta = timedelta()


def address(place: Place) -> str:
    """The address that leads there; TooLong when it asks for more than an address can hold."""
    text = "\n".join([f"{place.page} {place.slug}", *(f"{key}={value}" for key, value in place.asked)])
    return "/r/" + sealed(current_app.config["SECRET_KEY"], _PURPOSE, text, clock.now())


def read(word: str) -> Place:
    """Where an address leads; raises Spoilt or RunOut."""
    found = opened(current_app.config["SECRET_KEY"], _PURPOSE, word)
    age = clock.now() - found.sealed_at
    if not -_AHEAD <= age <= GOOD_FOR:
        raise RunOut
    return _place(found, age)


def _place(found: Opened, age: timedelta) -> Place:
    head, *lines = found.text.split("\n")
    page, _blank, slug = head.partition(" ")
    pairs = [(key, value) for key, _equals, value in (line.partition("=") for line in lines)]
    asked = tuple(pair for pair in pairs if pair[0] != TOLD)
    told = next((value for key, value in pairs if key == TOLD), "")
    return Place(cast(Page, page), asked, slug, told, age)


def enter(place: Place) -> Place:
    """From here on this request is in the quiet search."""
    g.quiet_place = place
    return place


def here() -> Place | None:
    """Where in the quiet search this request is; None outside of it."""
    place: Place | None = g.get("quiet_place") if has_request_context() else None
    return place


def title() -> str:
    """The title of a page: what a history may say of it."""
    place = here()
    names = {"home": _("Start"), "listing": _("Details"), "kept": _("List")}
    return names.get("" if place is None else place.page, _("Results"))
