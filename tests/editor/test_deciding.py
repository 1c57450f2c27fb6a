"""Whether the world sees a listing, why not, and what of it waits."""

from uuid import UUID

import pytest
from flask import Flask

from app.listings.source import Gone, listing_by_id
from app.plumbing.database import Database
from app.practitioners.actions import accept, give_back
from app.practitioners.queries import listing_of, open_reviews
from tests.editor.conftest import LISTING, add_offer, fill, publish, record_of, say, seen, tick
from tests.signed_in import Person, make_account, steward
from tests.visit import Page, text_of


def reasons(page: Page) -> list[str]:
    return [text_of(li) for s in page.every("section", class_="standing") for li in s.iter("li")]


def seen_by(app: Flask, person: Person, audience: str = "site") -> object:
    """What the public source gives of a person's listing."""
    database: Database = app.extensions["attune.database"]
    with database.reading() as session:
        return listing_by_id(session, record_of(app, person, lambda r: r.id), audience)  # type: ignore[arg-type]


def decide(app: Flask, person: Person, part: str, reason: str | None = None) -> None:
    """As a steward does in the queue."""
    judge: UUID = make_account(app, f"steward-{part}@example.org", "steward").id
    database: Database = app.extensions["attune.database"]
    with database.writing() as session:
        record = listing_of(session, person.account.id, to_change=True)
        assert record is not None
        review = open_reviews(session, record.id)[part]
        accept(session, record, review, judge) if reason is None else give_back(session, record, review, judge, reason)


def test_a_new_draft_says_what_is_missing(begun: Person) -> None:
    assert reasons(begun.get("/practitioner")) == [
        "You have not sent it to be looked at yet.",
        "Still missing: what you are.",
        "Still missing: a language you work in.",
        "Still missing: what you help with, or how you work.",
        "Still missing: at least one way to be seen.",
    ]


def test_going_on_leads_to_what_is_missing_first(begun: Person) -> None:
    page = begun.get("/practitioner")
    assert page.link("Go on").endswith("/listing/profession")


def test_what_happens_in_a_place_needs_the_place(ready: Person) -> None:
    add_offer(ready, format="in-person")
    assert "Still missing: where you see people for what happens in a place." in reasons(ready.get("/practitioner"))


def test_a_complete_draft_is_sent_and_waits(app: Flask, ready: Person) -> None:
    page = ready.submit(ready.get("/practitioner"), "Send it")
    assert reasons(page) == ["A steward is going to look at it. You get a mail; you can go on editing meanwhile."]
    assert seen_by(app, ready) is None


def test_an_incomplete_draft_cannot_be_sent(app: Flask, begun: Person) -> None:
    begun.get("/practitioner")
    begun.post("/practitioner/submit")
    assert record_of(app, begun, lambda r: r.status) == "draft"


def test_what_waits_can_be_taken_back(app: Flask, ready: Person) -> None:
    ready.submit(ready.get("/practitioner"), "Send it")
    ready.submit(ready.get("/practitioner"), "Take it back")
    assert record_of(app, ready, lambda r: r.status) == "draft"


def test_accepted_it_is_public(app: Flask, ready: Person) -> None:
    ready.submit(ready.get("/practitioner"), "Send it")
    decide(app, ready, "listing")
    assert seen_by(app, ready).name == "Ada Example"  # type: ignore[attr-defined]
    assert "Your listing is public" in ready.get("/practitioner").text


def test_given_back_it_says_why(app: Flask, ready: Person) -> None:
    ready.submit(ready.get("/practitioner"), "Send it")
    decide(app, ready, "listing", "Please write which training you had.")
    page = ready.get("/practitioner")
    assert reasons(page) == ["A steward looked at it and gave it back to you."]
    assert "Please write which training you had." in page.text


def test_a_small_fact_is_public_at_once(app: Flask, ready: Person) -> None:
    publish(app, ready)
    fee = ready.get("/practitioner/offers").link("What does it cost?")
    ready.submit(ready.get(fee), "Save and go on", standard="40")
    assert seen_by(app, ready).offers[0].fees.standard == 4000  # type: ignore[attr-defined]


def test_a_reduced_place_is_taken_and_free_again_with_one_click(app: Flask, ready: Person) -> None:
    publish(app, ready)
    reduced = ready.get("/practitioner/offers").link("How many reduced places")
    ready.submit(ready.get(reduced), "Save and go on", reduced_total="1", reduced_open="1")
    page = ready.submit(ready.get("/practitioner/offers"), "One is taken")
    assert seen_by(app, ready).offers[0].fees.reduced_places.open == 0  # type: ignore[attr-defined]
    ready.submit(page, "One is free again")
    assert seen_by(app, ready).offers[0].fees.reduced_places.open == 1  # type: ignore[attr-defined]


def test_no_place_is_taken_that_is_not_there(app: Flask, ready: Person) -> None:
    reduced = ready.get("/practitioner/offers").link("How many reduced places")
    ready.submit(ready.get(reduced), "Save and go on", reduced_total="1", reduced_open="1")
    page = ready.get("/practitioner/offers")
    for _click in range(2):
        ready.submit(page, "One is taken")
    assert record_of(app, ready, lambda r: r.offers[0].reduced_open) == 0


def test_a_new_name_waits_while_the_old_one_stays_public(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "who", name="Grace Example")
    assert seen_by(app, ready).name == "Ada Example"  # type: ignore[attr-defined]
    page = ready.get(LISTING + "who")
    assert "waits for a steward" in page.text
    assert page.every("input", name="name")[0].get("value") == "Grace Example"


def test_accepted_the_new_name_takes_its_place(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "who", name="Grace Example")
    decide(app, ready, "who")
    listing = seen_by(app, ready)
    assert listing.name == "Grace Example"  # type: ignore[attr-defined]
    assert listing.slug.startswith("grace-example-")  # type: ignore[attr-defined]


def test_given_back_the_old_name_stays(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "who", name="Sigmund Freud")
    decide(app, ready, "who", "That is somebody else.")
    assert seen_by(app, ready).name == "Ada Example"  # type: ignore[attr-defined]


def test_the_old_name_again_waits_for_nobody(app: Flask, ready: Person) -> None:
    publish(app, ready)
    say(ready, "who", name="Grace Example")
    say(ready, "who", name="Ada Example")
    assert "waits for a steward" not in ready.get("/practitioner").text


@pytest.mark.parametrize("key", ["profession", "registers"])
def test_titles_and_registers_wait(app: Flask, ready: Person, key: str) -> None:
    publish(app, ready)
    if key == "profession":
        tick(ready, key, "psychologist")
    else:
        say(ready, key, **{"body-0": "BACP", "number-0": "123456"})
    listing = seen_by(app, ready)
    assert (listing.slugs("profession"), listing.registers) == (("counsellor",), ())  # type: ignore[attr-defined]


def test_paused_nobody_sees_it_and_resumed_everybody_does(app: Flask, ready: Person) -> None:
    publish(app, ready)
    page = ready.submit(ready.get("/practitioner"), "Pause it")
    assert isinstance(seen_by(app, ready), Gone)
    assert reasons(page) == ["You have paused it. One click brings it back."]
    ready.submit(page, "Show it again")
    assert seen_by(app, ready).name == "Ada Example"  # type: ignore[attr-defined]


def test_removed_it_is_gone_for_good(app: Flask, ready: Person) -> None:
    publish(app, ready)
    slug, record_id = record_of(app, ready, lambda r: (r.slug, r.id))
    ready.submit(ready.get("/practitioner/remove"), "Remove it for good")
    assert app.test_client().get(f"/listings/{slug}").status_code == 410
    assert app.test_client().get(f"/api/v1/listings/{record_id}").status_code == 410


def test_pausing_twice_changes_nothing(app: Flask, ready: Person) -> None:
    publish(app, ready)
    page = ready.get("/practitioner")
    ready.submit(page, "Pause it")
    ready.submit(page, "Pause it")
    assert record_of(app, ready, lambda r: r.status) == "paused"


def test_a_steward_has_no_listing_here(app: Flask) -> None:
    steward(app).get("/practitioner", expect=404)


def test_whoever_is_not_signed_in_is_led_to_it(app: Flask) -> None:
    answer = app.test_client().get("/practitioner/listing/who")
    assert (answer.status_code, answer.location) == (303, "/account/sign-in?next=/practitioner/listing/who")


def consent(person: Person, *audiences: str) -> None:
    tick(person, "gender", "woman")
    person.page = page = person.get(LISTING + "consent")
    sent = {"seen": seen(page), "audiences:gender:woman": list(audiences), "words:gender:woman": ""}
    person.post(LISTING + "consent", sent)


def test_what_somebody_says_of_themselves_is_seen_by_nobody_at_first(app: Flask, ready: Person) -> None:
    """PRIV-08."""
    publish(app, ready)
    tick(ready, "gender", "woman")
    assert all("gender" not in seen_by(app, ready, a).facts for a in ("site", "api"))  # type: ignore[attr-defined, arg-type]


def test_consent_is_for_the_audience_it_names(app: Flask, ready: Person) -> None:
    publish(app, ready)
    consent(ready, "site")
    assert seen_by(app, ready, "site").slugs("gender") == ("woman",)  # type: ignore[attr-defined]
    assert seen_by(app, ready, "api").slugs("gender") == ()  # type: ignore[attr-defined]


def test_withdrawn_consent_is_gone_from_page_and_interface_at_once(app: Flask, ready: Person) -> None:
    publish(app, ready)
    consent(ready, "site", "api")
    consent(ready)
    slug, record_id = record_of(app, ready, lambda r: (r.slug, r.id))
    assert "Woman" not in app.test_client().get(f"/listings/{slug}").get_data(as_text=True)
    assert app.test_client().get(f"/api/v1/listings/{record_id}").get_json()["gender"] == []


def found(app: Flask, query: str) -> int:
    """How many a search finds, as soon as the index has looked for changes."""
    database: Database = app.extensions["attune.database"]
    with database.reading() as session:
        app.extensions["attune.live"].current(session, at_once=True)
    total: int = app.test_client().get(f"/api/v1/listings?{query}").get_json()["total"]
    return total


def test_withdrawn_consent_is_gone_from_the_search_at_once(app: Flask, ready: Person) -> None:
    publish(app, ready)
    consent(ready, "site", "api")
    assert found(app, "gender=woman") == 1
    consent(ready)
    assert found(app, "gender=woman") == 0


def test_withdrawn_consent_is_in_no_saved_index(app: Flask, ready: Person) -> None:
    """Which is deleted; the next start makes it anew. Somebody who says more of themselves costs nobody a start."""
    publish(app, ready)
    consent(ready, "site", "api")
    saved = app.config["INSTANCE_DIR"] / "index" / "listings"
    assert found(app, "gender=woman") == 1
    app.extensions["attune.live"].save()
    consent(ready, "site", "api", "widget")
    assert saved.exists()
    consent(ready, "site", "widget")
    assert not saved.exists()


def test_lived_experience_goes_no_further_than_the_page(app: Flask, ready: Person) -> None:
    publish(app, ready)
    tick(ready, "community", "black", "nigerian")
    say(ready, "basis", black="lived-experience", nigerian="training")
    stated = {a: [f.detail for f in seen_by(app, ready, a).facts["community"]] for a in ("site", "api", "widget")}  # type: ignore[attr-defined]
    assert stated == {
        "site": ["lived-experience", "training"],
        "api": [None, "training"],
        "widget": [None, "training"],
    }


def test_the_preview_is_what_each_audience_sees(ready: Person) -> None:
    consent(ready, "site")
    tick(ready, "faith", "muslim")
    said = {a: ready.get(f"/practitioner/preview?audience={a}").text for a in ("site", "api")}
    assert ["Woman" in said["site"], "Woman" in said["api"]] == [True, False]
    assert not any("Muslim" in text for text in said.values())


def test_there_is_no_preview_for_an_unknown_audience(ready: Person) -> None:
    ready.get("/practitioner/preview?audience=everyone", expect=404)


def test_what_was_done_is_listed_and_never_what_was_said(ready: Person) -> None:
    say(ready, "words", headline="A secret sentence")
    text = ready.get("/practitioner/history").text
    assert "you answered: What would you like people to read first?" in text
    assert "secret" not in text


def test_a_listing_is_filled_and_sent_in_one_go(app: Flask, begun: Person) -> None:
    fill(begun)
    begun.submit(begun.get("/practitioner"), "Send it")
    assert record_of(app, begun, lambda r: r.status) == "in_review"
