"""A listing that was taken away comes back as it was, here or elsewhere, and nobody's edits are lost on the way."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from app.plumbing.database import Database
from app.practitioners.queries import open_reviews
from tests.editor.conftest import LISTING, add_offer, fill, publish, record_of, say, seen, tick
from tests.ownership.bringing import BRING, as_json, bring, changes, left_out, listing_in, send, stated, taken
from tests.pictures import encoded, quarters
from tests.signed_in import Person, practitioner


@pytest.fixture
def full(app: Flask) -> Person:
    """Somebody who has answered much."""
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    fill(ada)
    say(ada, "registers", **{"body-0": "BACP", "number-0": "123456"})
    say(ada, "words", headline="Slow, warm work", about="First line\n\nلطيف and 静か")
    tick(ada, "approach", "cbt", "act")
    say(ada, "training", cbt="certified", act="introductory")
    say(ada, "focus", anxiety="specialist")
    tick(ada, "community", "black", "nigerian")
    say(ada, "basis", black="lived-experience")
    tick(ada, "seen_in".replace("_", "-"), "gb-eng")
    tick(ada, "gender", "woman")
    consent(ada, "site")
    say(ada, "rhythm", days="30")
    say(ada, "found", anywhere="yes")
    say(ada, "promise", days="2")
    ada.submit(ada.get("/practitioner/places/add"), "Save and go on", postcode="Leeds", precision="town")
    access = f"/practitioner/places/{_place_of(app, ada)}/access"
    ada.submit(ada.get(access), "Save and go on", **{"step-free": "yes"})
    how = add_offer(ada, format="in-person", minutes="50", premises=_place_of(app, ada))
    # An id may begin with "fee": the last step is put on, never looked for.
    offer = how.removesuffix("how")
    said = {"fee_model": "tiers", "currency": "GBP", "standard": "60", "reduced_from": "25.50"}
    ada.submit(ada.get(f"{offer}fee"), "Save and go on", **said)
    ada.submit(ada.get(f"{offer}terms"), "Save and go on", **{"label-0": "Student", "amount-0": "25.50"})
    reduced = {"reduced_total": "4", "reduced_open": "2", "reduced_next_review": "2027-01-31"}
    ada.submit(ada.get(f"{offer}reduced"), "Save and go on", **reduced)
    ada.submit(ada.get(f"{offer}when"), "Save and go on", availability="now")
    ada.get("/practitioner/photo")
    ada.post("/practitioner/photo", {"photo": (BytesIO(encoded(quarters())), "me.jpg"), "alt": "Ada laughs"})
    return ada


def consent(person: Person, *audiences: str) -> None:
    person.page = page = person.get(LISTING + "consent")
    sent = {"seen": seen(page), "audiences:gender:woman": list(audiences), "words:gender:woman": "a woman"}
    person.post(LISTING + "consent", sent)


def _place_of(app: Flask, person: Person) -> str:
    return str(record_of(app, person, lambda r: r.premises[0].id))


def test_on_a_new_account_it_is_equal(app: Flask, full: Person) -> None:
    archive = taken(full)
    full.submit(full.get("/account/delete"), "Delete my account", sure="y")
    eve = practitioner(app, "eve@example.org")
    bring(eve, archive, consents="y")
    assert stated(taken(eve)) == stated(archive)


def test_brought_twice_it_changes_nothing_more(app: Flask, full: Person) -> None:
    archive = taken(full)
    full.submit(full.get("/account/delete"), "Delete my account", sure="y")
    eve = practitioner(app, "eve@example.org")
    bring(eve, archive, consents="y")
    assert changes(send(eve, archive)) == []


def test_after_a_mistake_only_that_changes_back(app: Flask, full: Person) -> None:
    archive = taken(full)
    offer_id = record_of(app, full, lambda r: r.offers[0].id)
    say(full, "words", headline="A mistake", about="")
    page = send(full, archive)
    assert changes(page) == ["What would you like people to read first?"]
    assert "A mistake" in page.text
    full.submit(page, "Bring all of this back")
    assert stated(taken(full)) == stated(archive)
    assert record_of(app, full, lambda r: r.offers[0].id) == offer_id


def test_looking_changes_nothing(app: Flask, full: Person) -> None:
    archive = taken(full)
    say(full, "words", headline="Newer")
    before = stated(taken(full))
    send(full, archive)
    full.get(BRING)
    assert stated(taken(full)) == before


def test_what_was_changed_meanwhile_is_seen_first(app: Flask, full: Person) -> None:
    archive = taken(full)
    say(full, "words", headline="Newer")
    page = send(full, archive)
    say(full, "words", headline="Newest")
    again = full.submit(page, "Bring all of this back", expect=409)
    assert "Newest" in again.text and "Slow, warm work" in again.text
    assert record_of(app, full, lambda r: r.headline) == "Newest"
    full.submit(again, "Bring all of this back")
    assert record_of(app, full, lambda r: r.headline) == "Slow, warm work"


def test_without_the_tick_nobody_sees_who_somebody_is(app: Flask, full: Person) -> None:
    archive = taken(full)
    eve = practitioner(app, "eve@example.org")
    page = send(eve, archive)
    assert "Woman : people who look here as agreed in the wording of" in page.text
    eve.submit(page, "Bring all of this back")
    assert record_of(app, eve, lambda r: [(f.slug, f.audiences, f.own_words) for f in r.identity_facts]) == [
        ("woman", [], "a woman")
    ]


def test_what_is_seen_already_is_not_asked_again(full: Person) -> None:
    page = send(full, taken(full))
    assert page.every("input", name="consents") == []


def test_no_tick_is_needed_to_be_seen_by_fewer(app: Flask, full: Person) -> None:
    archive = taken(full)
    consent(full, "site", "api")
    bring(full, archive)
    assert record_of(app, full, lambda r: r.identity_facts[0].audiences) == ["site"]


def test_of_a_public_listing_name_and_title_wait(app: Flask, database: Database, full: Person) -> None:
    listing = listing_in(taken(full))
    publish(app, full)
    listing["answers"]["who"]["name"] = "Grace Example"
    listing["answers"]["profession"] = ["psychologist"]
    page = send(full, as_json(listing))
    assert page.text.count("waits for a steward") == 2
    full.submit(page, "Bring all of this back")
    assert record_of(app, full, lambda r: r.name) == "Ada Example"
    with database.reading() as session:
        waiting = open_reviews(session, record_of(app, full, lambda r: r.id))
    assert set(waiting) == {"who", "profession"}


def test_a_brought_photo_is_drawn_anew_and_waits(app: Flask, full: Person) -> None:
    archive = taken(full)
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), name="Eve Example", kind="individual")
    publish(app, eve)
    bring(eve, archive)
    assert record_of(app, eve, lambda r: [(p.state, p.alt) for p in r.photos]) == [("proposed", "Ada laughs")]


def test_a_check_does_not_come_along(app: Flask, full: Person) -> None:
    page = send(full, taken(full))
    assert "That a register was checked" in page.text


def test_a_number_of_somebody_else_is_left_out(app: Flask, full: Person) -> None:
    eve = practitioner(app, "eve@example.org")
    page = send(eve, taken(full))
    assert [s for s in left_out(page) if "bacp 123456" in s and "write to the stewards" in s]
    eve.submit(page, "Bring all of this back")
    assert record_of(app, eve, lambda r: (r.registrations, len(r.offers))) == ([], 2)


def test_at_most_eight_are_a_specialists(app: Flask, full: Person) -> None:
    listing = listing_in(taken(full))
    concerns = ["anxiety", "depression", "grief", "ptsd", "ocd", "addiction", "stress", "self-esteem", "anger", "shame"]
    listing["answers"]["concern"] = concerns
    listing["answers"]["focus"] = dict.fromkeys(concerns, "specialist")
    page = send(full, as_json(listing))
    assert [s for s in left_out(page) if "up to 8 things" in s]
    full.submit(page, "Bring all of this back")
    claimed = record_of(app, full, lambda r: [f.detail for f in r.facts if f.detail in ("specialist", "certified")])
    assert len(claimed) == 8


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("approach", ["cbt", "no-such-thing"], "“no-such-thing” was left out. Please choose from the list."),
        ("language", [["pa", "clinical"], ["xx-none", "clinical"]], "“xx-none” was left out."),
        ("rhythm", 31, "That is none of the answers to choose from."),
        ("words", {"headline": "x" * 161, "about": None}, "Please keep this under 160 characters."),
        ("who", {"name": " ", "kind": "individual"}, "Please write the name people should see."),
        ("who", {"name": "Ada", "kind": "clinic"}, "That is none of the answers to choose from."),
    ],
)
def test_what_breaks_a_rule_is_left_out_and_the_rest_comes(
    app: Flask, full: Person, part: str, value: Any, sentence: str
) -> None:
    listing = listing_in(taken(full))
    listing["answers"] |= {part: value, "contact_mode": ["email"]}
    page = send(full, as_json(listing))
    assert [s for s in left_out(page) if sentence in s]
    full.submit(page, "Bring all of this back")
    assert record_of(app, full, lambda r: [f.slug for f in r.facts if f.facet == "contact_mode"]) == ["email"]


def test_a_promise_that_cannot_be_given_is_left_out(app: Flask, full: Person) -> None:
    listing = listing_in(taken(full))
    assert listing["answers"]["promise"] == 2
    listing["answers"]["promise"] = 3
    page = send(full, as_json(listing))
    assert [s for s in left_out(page) if "none of the answers to choose from" in s]


def test_no_more_than_open_places_there_are(app: Flask, full: Person) -> None:
    listing = listing_in(taken(full))
    listing["offers"][1]["answers"]["reduced"]["reduced_open"] = 9
    assert [s for s in left_out(send(full, as_json(listing))) if "No more places can be open than there are." in s]


def test_ways_and_places_beyond_the_most_are_left_out(app: Flask, full: Person) -> None:
    listing = listing_in(taken(full))
    listing["offers"] = [{**listing["offers"][0], "id": str(n)} for n in range(40)]
    listing["places"] = [{**listing["places"][0], "id": str(n)} for n in range(15)]
    page = send(full, as_json(listing))
    assert [s for s in left_out(page) if "room for more than" in s] == [
        "There is no room for more than 10 places.",
        "There is no room for more than 30 ways to be seen.",
    ]
    full.submit(page, "Bring all of this back")
    assert record_of(app, full, lambda r: (len(r.offers), len(r.premises))) == (30, 10)


def test_a_file_that_names_nobody_begins_nothing(app: Flask, full: Person) -> None:
    listing = listing_in(taken(full))
    del listing["answers"]["who"]
    eve = practitioner(app, "eve@example.org")
    assert "does not say whom the listing is about" in send(eve, as_json(listing)).text


def test_what_is_put_away_is_gone(full: Person) -> None:
    page = send(full, taken(full))
    page = full.submit(page, "Put the file away")
    assert "Bring all of this back" not in page.text


def test_nobody_finds_what_another_brought(app: Flask, full: Person) -> None:
    archive = taken(full)
    send(full, archive)
    assert "Bring all of this back" not in practitioner(app, "eve@example.org").get(BRING).text


def test_what_no_database_keeps_is_left_out_of_what_is_typed(app: Flask, full: Person) -> None:
    tick(full, "gender", "woman")
    full.page = page = full.get(LISTING + "consent")
    full.post(LISTING + "consent", {"seen": seen(page), "audiences:gender:woman": [], "words:gender:woman": "a\0b"})
    assert record_of(app, full, lambda r: r.identity_facts[0].own_words) == "a b"
