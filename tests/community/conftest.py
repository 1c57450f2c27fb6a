"""Somebody who asks for an organisation, and the steward who looks at it, as browsers send it."""

from typing import Any

import pytest
from flask import Flask

from tests.signed_in import Person, practitioner, steward
from tests.visit import Page

ASKED = {
    "name": "Harbour Collective",
    "kind": "charity",
    "about": "We sit with people who have lost somebody.",
    "country": "GB",
    "languages": ["so", "ti"],
    "website": "harbour.example.org",
    "contact_email": "office@harbour.example.org",
    "wanted_for": "List our grief circle.",
}


@pytest.fixture
def ada(app: Flask) -> Person:
    return practitioner(app, strong=True)


@pytest.fixture
def sam(app: Flask) -> Person:
    return steward(app)


def ask(person: Person, *, expect: int = 200, **changed: Any) -> Page:
    person.get("/organisation/ask")
    return person.post("/organisation/ask", {**ASKED, **changed}, expect=expect)


def waiting(sam: Person, show: str = "in_review") -> str:
    """The address of the one organisation that stands so."""
    page = sam.get(f"/steward/organisations?show={show}")
    found = {a.get("href") or "" for a in page.every("a")}
    [address] = [href for href in found if href.startswith("/steward/organisations/")]
    return address


def decide(sam: Person, address: str, button: str, *, expect: int = 200, **said: str) -> Page:
    page = sam.get(address)
    seen = page.every("input", name="seen")[0].get("value", "")
    return sam.post(address, {"seen": seen, "reason": "", button: "x", **said}, expect=expect)
