"""Within how many days somebody answers is asked of whoever takes messages here, and goes where the listing goes."""

import pytest
from flask import Flask

from tests.editor.conftest import LISTING, publish, record_of, say, seen, tick
from tests.signed_in import Person

PROMISE = LISTING + "promise"


def promised(app: Flask, person: Person) -> int | None:
    days: int | None = record_of(app, person, lambda r: r.promised_days)
    return days


def test_it_is_seven_days_until_somebody_chooses(app: Flask, ready: Person) -> None:
    page = ready.get(PROMISE)
    assert [each.get("value") for each in page.every("input", name="days") if "checked" in each.keys()] == ["7"]  # noqa: SIM118 (an element, no dictionary)
    say(ready, "promise", days="2")
    assert promised(app, ready) == 2
    assert "2 days" in ready.get("/practitioner").text


@pytest.mark.parametrize("days", ["3", "0", "", "x"])
def test_nothing_else_can_be_promised(app: Flask, ready: Person, days: str) -> None:
    ready.submit(ready.get(PROMISE), "Save and go on", days=days, expect=422)
    assert promised(app, ready) is None


def test_the_listing_says_it_at_once(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "promise", days="14")
    slug = record_of(app, ready, lambda r: r.slug)
    assert "Ada Example promises to answer within 14 days." in ready.get(f"/listings/{slug}").text


def test_the_look_beside_the_question_says_it_first(ready: Person) -> None:
    page = ready.get(PROMISE)
    sent = {"csrf_token": ready.token, "preview_for": "site", "seen": seen(page), "days": "5"}
    look = ready.client.post(f"{PROMISE}/preview", data=sent, environ_overrides=ready.surroundings)
    assert "Ada Example promises to answer within 5 days." in look.get_data(as_text=True)
    assert "Ada Example promises to answer within 7 days." in ready.get("/practitioner/preview?audience=site").text


def test_who_takes_no_messages_here_is_not_asked(ready: Person) -> None:
    tick(ready, "contact-mode", "phone")
    ready.get(PROMISE, expect=404)
    tick(ready, "contact-mode", "phone", "form")
    ready.get(PROMISE)


def test_of_two_at_once_the_second_is_asked(app: Flask, ready: Person) -> None:
    before = seen(ready.get(PROMISE))
    say(ready, "promise", days="2")
    page = ready.post(PROMISE, {"seen": before, "days": "14"}, expect=409)
    assert "changed meanwhile" in page.text
    assert promised(app, ready) == 2
