"""A look at what is typed shows what comes of it, to each audience, and saves nothing."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.listings.listing import AUDIENCES
from app.models import TABLES
from app.plumbing.database import Database
from tests.editor.conftest import LISTING, add_offer, publish, record_of, say, seen, tick
from tests.signed_in import Person, practitioner
from tests.visit import Page, text_of

NAMES = {
    "site": "people who look here",
    "widget": "people who look on the site of an organisation that shows this search",
    "api": "programs of other organisations",
    "search_engines": "search engines",
}


def look(person: Person, path: str, audience: str = "site", *, expect: int = 200, **fields: Any) -> Page:
    """What the preview of a question says to these fields."""
    person.get(path)
    sent = {"csrf_token": person.token, "preview_for": audience, **fields}
    answer = person.client.post(f"{path}/preview", data=sent, environ_overrides=person.surroundings)
    assert answer.status_code == expect, answer.get_data(as_text=True)
    return Page(answer)


def frames(page: Page) -> list[str]:
    """What each frame says: what is seen, and what others see until it was looked at."""
    return [text_of(frame) for frame in page.every("div", class_="look-frame")]


def notes(page: Page) -> list[str]:
    return [text_of(note) for tag in ("p", "div") for note in page.every(tag, class_="look-note")]


def test_what_is_typed_is_shown_and_marked_as_not_saved(app: Flask, begun: Person) -> None:
    page = look(begun, LISTING + "words", headline="Slow, warm work", about="One.\n\nTwo.")
    assert frames(page) == ["Slow, warm work One. Two."]
    assert "Not saved yet" in notes(page)
    assert record_of(app, begun, lambda r: r.headline) is None


def test_what_is_saved_is_not_marked(begun: Person) -> None:
    say(begun, "words", headline="Slow, warm work")
    page = look(begun, LISTING + "words", headline="Slow, warm work")
    assert "Not saved yet" not in notes(page)


def test_the_page_of_a_question_shows_what_is_saved(begun: Person) -> None:
    say(begun, "words", headline="Slow, warm work")
    assert frames(begun.get(LISTING + "words")) == ["Slow, warm work"]


def test_the_very_first_answer_can_be_looked_at(ada: Person) -> None:
    page = look(ada, LISTING + "who", name="Ada Example", kind="group_practice")
    assert frames(page) == ["Ada Example Group practice"]
    assert ada.get("/practitioner").h1 == "Who is this listing about?"


def test_what_cannot_be_taken_says_why_beside_what_is_saved(begun: Person) -> None:
    page = look(begun, LISTING + "who", name=" ", kind="individual")
    assert notes(page)[0] == "What you wrote cannot be shown yet: Please write the name people should see."
    assert frames(page) == ["Ada Example One practitioner"]


def test_an_entry_that_cannot_be_stated_says_why(begun: Person) -> None:
    page = look(begun, LISTING + "registers", **{"body-0": "GMC", "number-0": "12"})
    assert "This number cannot be right" in notes(page)[0]
    assert frames(page) == ["Professional registers Not stated"]


def _rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in TABLES}


def test_looking_saves_nothing(app: Flask, database: Database, begun: Person) -> None:
    tick(begun, "gender", "woman")
    how = add_offer(begun)
    before = (_rows(database), begun.get("/practitioner").text, begun.get("/practitioner/offers").text)
    look(begun, LISTING + "registers", **{"body-0": "BACP", "number-0": "123456"})
    look(begun, LISTING + "approach", chosen=["cbt", "act"])
    look(begun, LISTING + "gender", chosen=[])
    look(begun, LISTING + "consent", **{"audiences:gender:woman": ["site", "api"]})
    look(begun, how, session="couple", format="phone")
    look(begun, how.replace("/how", "/fee"), currency="GBP", standard="60", fee_model="tiers")
    look(begun, "/practitioner/places/add", postcode="Leeds", precision="town")
    after = (_rows(database), begun.get("/practitioner").text, begun.get("/practitioner/offers").text)
    assert after == before


# What somebody is


def every_consent() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each audience with each set of audiences that may see something."""
    for size in range(len(AUDIENCES) + 1):
        for given in itertools.combinations(AUDIENCES, size):
            yield from ((audience, given) for audience in AUDIENCES)


@pytest.fixture
def woman(begun: Person) -> Person:
    """Has said what she is, and that nobody may see it."""
    tick(begun, "gender", "woman")
    return begun


def test_whom_somebody_has_not_told_they_are_not_shown_it(woman: Person) -> None:
    """PRIV-08, for every audience and every consent that is typed and not saved."""
    wrong = []
    for audience, given in every_consent():
        page = look(woman, LISTING + "consent", audience, **{"audiences:gender:woman": list(given)})
        is_shown = any("Woman" in frame for frame in frames(page))
        is_withheld = f"Not shown to {NAMES[audience]}: Woman" in notes(page)
        if (is_shown, is_withheld) != (audience in given, audience not in given):
            wrong.append((audience, given, frames(page), notes(page)))
    assert wrong == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_said_of_oneself_is_shown_to_nobody_at_first(begun: Person, audience: str) -> None:
    page = look(begun, LISTING + "gender", audience, chosen=["woman"])
    assert frames(page) == []
    assert f"Not shown to {NAMES[audience]}: Woman" in notes(page)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_lived_experience_is_shown_here_and_nowhere_else(begun: Person, audience: str) -> None:
    tick(begun, "community", "deaf")
    page = look(begun, LISTING + "basis", audience, deaf="lived-experience")
    is_shown = "by lived experience" in frames(page)[0]
    is_withheld = any(note.startswith("Not shown to") and "by lived experience" in note for note in notes(page))
    assert (is_shown, is_withheld) == (audience == "site", audience != "site")


# What waits, and who sees what


def test_a_draft_is_seen_by_nobody(begun: Person) -> None:
    page = look(begun, LISTING + "words", headline="Slow")
    assert "Nobody sees your listing yet. This is what they will see:" in notes(page)


def test_what_a_steward_looks_at_first_is_shown_beside_what_is_public(app: Flask, ready: Person) -> None:
    publish(app, ready)
    page = look(ready, LISTING + "who", name="Ada King", kind="individual")
    assert frames(page) == ["Ada King Counsellor", "Ada Example Counsellor"]
    assert {"Others will see this once it was looked at:", "Until then they see:"} <= set(notes(page))


def test_what_waits_is_shown_so_when_one_comes_back(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "who", name="Ada King", kind="individual")
    page = ready.get(LISTING + "who")
    assert frames(page) == ["Ada King Counsellor", "Ada Example Counsellor"]
    assert "Not saved yet" not in notes(page)


def test_a_paused_listing_says_so(app: Flask, ready: Person) -> None:
    publish(app, ready)
    ready.submit(ready.get("/practitioner"), "Pause it now")
    page = look(ready, LISTING + "words", headline="Slow")
    assert any(note.startswith("Your listing is paused") for note in notes(page))


def test_what_is_public_at_once_waits_for_nobody(app: Flask, ready: Person) -> None:
    publish(app, ready)
    page = look(ready, LISTING + "words", headline="Slow")
    assert (frames(page), notes(page)) == (["Slow"], ["Not saved yet"])


# Places


def test_a_place_that_nothing_happens_at_is_shown_to_nobody(begun: Person) -> None:
    page = look(begun, "/practitioner/places/add", postcode="LS6 3HN", precision="town", address="1 Secret Street")
    assert any(note.startswith("Nobody is shown this place") for note in notes(page))
    assert "Leeds" in frames(page)[0]
    assert "Secret" not in page.body


def test_a_place_shows_the_ways_to_be_seen_there(begun: Person) -> None:
    begun.submit(begun.get("/practitioner/places/add"), "Save and go on", postcode="Leeds", precision="town")
    how = add_offer(begun)
    place = next(o.get("value", "") for o in begun.get(how).every("option") if len(o.get("value", "")) == 36)
    say_how = {"session": "individual", "format": "in-person", "premises": place}
    begun.submit(begun.get(how), "Save and go on", **say_how)
    page = look(begun, f"/practitioner/places/{place}/where", postcode="Bristol", precision="town")
    assert "Bristol" in frames(page)[0]
    assert "Leeds" not in frames(page)[0]


# The way without scripts


def test_a_look_without_scripts_loses_nothing_and_saves_nothing(app: Flask, begun: Person) -> None:
    begun.page = page = begun.get(LISTING + "words")
    sent = {"seen": seen(page), "look": "1", "headline": "Slow", "about": "One.", "preview_for": "api"}
    page = begun.post(LISTING + "words", sent)
    assert page.h1 == "What would you like people to read first?"
    assert (page.every("input", name="headline")[0].get("value"), frames(page)) == ("Slow", ["Slow One."])
    assert seen(page) == sent["seen"]
    assert record_of(app, begun, lambda r: r.headline) is None
    begun.submit(page, "Save and go on")
    assert record_of(app, begun, lambda r: r.headline) == "Slow"


def test_a_look_without_scripts_says_what_cannot_be(begun: Person) -> None:
    begun.page = page = begun.get(LISTING + "who")
    page = begun.post(LISTING + "who", {"seen": seen(page), "look": "1", "name": "", "kind": "individual"}, expect=422)
    assert [text_of(p) for p in page.every("p", class_="form-error")] == ["Please write the name people should see."]
    assert frames(page) == ["Ada Example One practitioner"]


def test_what_was_typed_is_shown_beside_the_mistake_that_kept_it_from_being_saved(begun: Person) -> None:
    page = begun.submit(begun.get(LISTING + "who"), "Save and go on", name="", expect=422)
    assert any(note.startswith("What you wrote cannot be shown yet") for note in notes(page))


# Who may look


def test_an_audience_nobody_knows_is_refused(begun: Person) -> None:
    look(begun, LISTING + "words", "everybody", expect=400, headline="Slow")


def test_nobody_looks_at_the_listing_of_another(app: Flask, begun: Person) -> None:
    how = add_offer(begun)
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), "Save and go on", name="Eve", kind="individual")
    sent = {"csrf_token": eve.token, "session": "couple"}
    answer = eve.client.post(f"{how}/preview", data=sent, environ_overrides=eve.surroundings)
    assert answer.status_code == 404
