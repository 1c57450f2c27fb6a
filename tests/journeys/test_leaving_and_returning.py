"""Taking everything with one, deleting the account, and bringing the listing back to a new one, on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.editor.conftest import LISTING, fill, record_of, say, seen, tick
from tests.journeys.conftest import Visitor, complaints, follow, press
from tests.signed_in import Person, practitioner

Arrive = Callable[..., Visitor]


def as_herself(person: Visitor, whose: Person, site: str) -> None:
    """The browser holds her session."""
    person.site = site
    assert whose.reference is not None
    person.context.add_cookies([{"name": whose.cookies.name, "value": whose.reference, "url": site}])


def fitting(page: Page, look: bool) -> list[str]:
    """What is wrong with a page at this width."""
    width = page.viewport_size
    assert width is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"] if look else True
    return complaints(page) if look else []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_leaving_to_being_there_again(
    app: Flask, place: str, visitor: Arrive, tmp_path: Path, scripts: bool
) -> None:
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    fill(ada)
    say(ada, "words", headline="Slow, warm work")
    tick(ada, "gender", "woman")
    ada.page = consents = ada.get(LISTING + "consent")
    ada.post(LISTING + "consent", {"seen": seen(consents), "audiences:gender:woman": ["site"]})

    leaving = visitor(360, scripts=scripts, accept_downloads=True, **({"bypass_csp": True} if scripts else {}))
    as_herself(leaving, ada, place)
    page = leaving.open("/account/delete")
    found = fitting(page, scripts)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take everything with you").click()
    archive = tmp_path / "attune.zip"
    download.value.save_as(archive)
    page.get_by_label("Delete all of it. I know that nobody can bring it back.").check()
    press(page, "Delete my account for good")
    assert page.get_by_role("heading", level=1).inner_text() == "Your account is deleted"
    found += fitting(page, scripts)

    again = practitioner(app, "new@example.org")
    as_herself(leaving, again, place)
    page = leaving.open("/practitioner")
    follow(page, page.get_by_role("link", name="Bring back a listing you took with you"))
    found += fitting(page, scripts)
    page.get_by_label("The archive you took with you, or the listing.json in it").set_input_files(archive)
    press(page, "See what it would change")
    assert "Slow, warm work" in page.locator("main").inner_text()
    found += fitting(page, scripts)
    page.get_by_label("Yes, all of these may see this from now on").check()
    press(page, "Bring all of this back")
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Example"
    assert record_of(app, again, lambda r: [(f.slug, f.audiences) for f in r.identity_facts]) == [("woman", ["site"])]
    assert (found, leaving.outside, leaving.complaints) == ([], [], [])
