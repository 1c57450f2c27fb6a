"""Lost updates cannot happen: whoever saves second sees both versions and keeps what they typed (FORM-08, R14)."""

import random

import pytest
from flask import Flask

from tests.editor.conftest import LISTING, add_offer, record_of, say, seen
from tests.signed_in import Person


def test_the_second_gets_both_versions(begun: Person) -> None:
    first = begun.get(LISTING + "words")
    say(begun, "words", headline="From one tab", about="One")
    page = begun.submit(first, "Save and go on", headline="From another tab", about="Two", expect=409)
    assert "From one tab" in page.text
    assert page.every("input", name="headline")[0].get("value") == "From another tab"
    assert (page.every("textarea", name="about")[0].text or "").strip() == "Two"


def test_saved_again_the_second_wins_knowingly(app: Flask, begun: Person) -> None:
    first = begun.get(LISTING + "words")
    say(begun, "words", headline="From one tab")
    page = begun.submit(first, "Save and go on", headline="From another tab", expect=409)
    begun.submit(page, "Save and go on")
    assert record_of(app, begun, lambda r: r.headline) == "From another tab"


def test_answers_to_different_questions_do_not_meet(app: Flask, begun: Person) -> None:
    first = begun.get(LISTING + "words")
    say(begun, "language", **{"language-0": "Urdu", "level-0": "clinical"})
    begun.submit(first, "Save and go on", headline="Both are kept")
    assert record_of(app, begun, lambda r: (r.headline, len(r.facts))) == ("Both are kept", 1)


def test_saying_the_same_twice_is_no_conflict(begun: Person) -> None:
    first = begun.get(LISTING + "words")
    begun.submit(first, "Save and go on", headline="Once")
    page = begun.submit(begun.get(LISTING + "words"), "Save and go on", headline="Once")
    assert page.h1 == "Which languages do you work in?"


def test_an_offer_taken_off_meanwhile_is_not_there(begun: Person) -> None:
    how = add_offer(begun)
    page = begun.get(how)
    begun.post(how.replace("/how", "/remove"))
    begun.submit(page, "Save and go on", minutes="50", expect=404)


@pytest.mark.parametrize("seed", range(3))
def test_any_interleaving_loses_nothing(app: Flask, begun: Person, seed: int) -> None:
    """Each save is either in, or refused with 409: what stands is what the last accepted one said."""
    chance = random.Random(seed)
    open_pages = [begun.get(LISTING + "words") for _tab in range(3)]
    stands = None
    for step in range(24):
        tab = chance.randrange(3)
        fresh = seen(open_pages[tab]) == seen(begun.get(LISTING + "words"))
        words = f"step {step} of tab {tab}"
        if fresh:
            begun.submit(open_pages[tab], "Save and go on", headline=words)
            stands = words
        else:
            begun.submit(open_pages[tab], "Save and go on", headline=words, expect=409)
        assert record_of(app, begun, lambda r: r.headline) == stands
        if chance.random() < 0.6:
            open_pages[tab] = begun.get(LISTING + "words")
