"""A steward merges a term in a real browser, and whoever searches by the old word arrives."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.practitioners.intake import NewFact
from tests.journeys.conftest import Visitor, complaints, press
from tests.records import offer, practitioner, save
from tests.signed_in import steward

Arrive = Callable[..., Visitor]
DESK = "/steward/vocabulary"


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_a_term_is_added_reworded_and_merged(app: Flask, place: str, visitor: Arrive, width: int, dark: bool) -> None:
    save(app.extensions["attune.database"], practitioner(facts=[NewFact("concern", "panic")], offers=[offer()]))
    person = visitor(width, dark=dark, bypass_csp=True)
    person.site = place
    _sign_in(app, person)
    found, wide = [], []

    def look() -> None:
        found.extend(complaints(page))
        wide.append(page.evaluate("document.documentElement.scrollWidth") > width)

    page = person.open(DESK)
    look()
    page.get_by_label("Find a term by any of its names").fill("worry")
    press(page, "Find")
    look()
    person.open(f"{DESK}/concern/add")
    press(page, "Add it")
    look()
    page.get_by_role("textbox", name="What it is called", exact=True).fill("Volcano worry")
    page.get_by_label("What it means, in one line").fill("Afraid of volcanoes.")
    press(page, "Add it")
    look()
    page.get_by_role("link", name="Change the words").click()
    page.get_by_role("textbox", name="What it is called", exact=True).fill("Fear of volcanoes")
    look()
    press(page, "Save the words")
    person.open(f"{DESK}/concern/terms/panic/retire")
    page.get_by_label("Which term stands for it from now on").fill("Volcano worry")
    press(page, "See what that would touch")
    assert page.get_by_text("1 listing states it, 1 of them public.").count()
    look()
    press(page, "Merge them")
    look()
    for path in (f"{DESK}/concern", f"{DESK}/own-words", f"{DESK}/format"):
        person.open(path)
        look()
    person.open("/find?concern=panic")
    assert page.get_by_role("link", name="Ada Example").count()
    assert (found, any(wide)) == ([], False)


def _sign_in(app: Flask, person: Visitor) -> None:
    """With a second factor already shown: the cookie of a steward's browser."""
    sam = steward(app)
    value = sam.reference
    assert value is not None
    person.context.add_cookies([{"name": sam.cookies.name, "value": value, "url": person.site}])
