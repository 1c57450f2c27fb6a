"""One question a page, saved as it goes."""

import pytest
from flask import Flask

from app.editor.questions import OF_OFFER, OF_PREMISES, OF_RECORD
from tests.editor.conftest import LISTING, add_offer, record_of, say, seen, tick
from tests.signed_in import Person, practitioner
from tests.visit import text_of


def errors(page: object) -> list[str]:
    return [text_of(p) for p in page.every("p", class_="form-error")]  # type: ignore[attr-defined]


def test_whoever_has_no_listing_is_asked_who_it_is_about(ada: Person) -> None:
    page = ada.get("/practitioner")
    assert page.h1 == "Who is this listing about?"


def test_the_first_answer_begins_a_draft(app: Flask, begun: Person) -> None:
    assert record_of(app, begun, lambda r: (r.name, r.status)) == ("Ada Example", "draft")


FIRST = ("profession", "registers", "words", "language", "concern", "contact-mode")


def test_a_draft_is_led_through_what_comes_first_and_to_what_it_lacks(begun: Person) -> None:
    page, seen_on_the_way = begun.get(LISTING + "profession"), []
    while len(seen_on_the_way) < 9 and page.response.request.path.startswith(LISTING):
        seen_on_the_way.append(page.response.request.path.removeprefix(LISTING))
        answers = {"profession": {"chosen": "counsellor"}, "concern": {"chosen": "anxiety"}}
        answers["language"] = {"language-0": "Punjabi", "level-0": "clinical"}
        begun.page = page
        sent = {"seen": seen(page), **answers.get(seen_on_the_way[-1], {})}
        page = begun.post(LISTING + seen_on_the_way[-1], sent)
    assert (tuple(seen_on_the_way), page.response.request.path) == (FIRST, "/practitioner/offers")


def test_a_place_that_an_offer_lacks_is_asked_for(begun: Person) -> None:
    tick(begun, "profession", "counsellor")
    say(begun, "language", **{"language-0": "Punjabi", "level-0": "clinical"})
    tick(begun, "concern", "anxiety")
    when = add_offer(begun, format="in-person").replace("/how", "/when")
    page = begun.submit(begun.get(when), "Save and go on")
    assert page.h1 == "Where do you see people?"
    page = begun.submit(page, "Save and go on", postcode="Leeds", precision="town")
    assert page.h1 == "How is one seen?"


def test_what_can_wait_is_offered_once_a_draft_is_ready(ready: Person) -> None:
    page = ready.get("/practitioner")
    assert "It can come now, or while a steward looks at your listing." in page.text
    assert ready.get(page.link("Say more")).h1 == "How do you work?"
    ready.submit(page, "Send it to be looked at")
    assert ready.get(ready.get("/practitioner").link("Say more")).h1 == "How do you work?"


def test_what_can_wait_of_a_draft_leads_past_what_came_first(begun: Person) -> None:
    begun.page = page = begun.get(LISTING + "approach")
    page = begun.post(LISTING + "approach", {"seen": seen(page)})
    assert page.h1 == "Whom do you know how to work with?"


def test_an_answer_leads_to_the_next_question(ada: Person) -> None:
    page = ada.submit(ada.get("/practitioner"), "Save and go on", name="Ada", kind="individual")
    assert page.h1 == "What are you?"


def test_whoever_changes_one_thing_gets_back_to_everything(begun: Person) -> None:
    begun.page = begun.get(LISTING + "who")
    page = begun.post(LISTING + "who", {"seen": seen(begun.page), "name": "Ada", "kind": "individual", "and_back": "1"})
    assert page.h1 == "Ada"


@pytest.mark.parametrize("question", [q for q in OF_RECORD if q.key not in ("training", "focus", "basis", "consent")])
def test_every_question_is_asked(begun: Person, question: object) -> None:
    page = begun.get(LISTING + question.address)  # type: ignore[attr-defined]
    assert page.h1 == str(question.title)  # type: ignore[attr-defined]


def test_a_question_that_does_not_apply_is_not_there(begun: Person) -> None:
    begun.get(LISTING + "training", expect=404)


def test_an_unknown_question_is_not_there(begun: Person) -> None:
    begun.get(LISTING + "bank-account", expect=404)


def test_every_question_about_an_offer_is_asked(begun: Person) -> None:
    base = add_offer(begun).rsplit("/", 1)[0]
    asked = [q for q in OF_OFFER if q.key != "terms"]
    assert [begun.get(f"{base}/{q.address}").h1 for q in asked] == [str(q.title) for q in asked]


def test_a_place_is_added_and_asked_about(app: Flask, begun: Person) -> None:
    begun.submit(begun.get("/practitioner/places/add"), "Save and go on", postcode="Leeds", precision="town")
    page = begun.get(begun.get("/practitioner/places").link(str(OF_PREMISES[1].title)))
    assert page.h1 == str(OF_PREMISES[1].title)
    place = record_of(app, begun, lambda r: [(p.locality, p.country, p.precision) for p in r.premises])
    assert place == [("Leeds", "GB", "town")]


def test_a_name_that_is_missing_is_asked_for_and_nothing_is_lost(ada: Person) -> None:
    page = ada.submit(ada.get("/practitioner"), "Save and go on", name="  ", kind="group_practice", expect=422)
    assert errors(page) == ["Please write the name people should see."]
    assert [r.get("value") for r in page.every("input", type="radio") if r.get("checked") is not None] == [
        "group_practice"
    ]


def test_a_place_nobody_knows_is_said(begun: Person) -> None:
    page = begun.submit(begun.get("/practitioner/places/add"), "Save and go on", postcode="Xyzzyville", expect=422)
    assert errors(page) == ["We do not know this place. A postcode or the name of a town will do."]
    assert page.every("input", name="postcode")[0].get("value") == "Xyzzyville"


def test_a_language_nobody_knows_is_said(begun: Person) -> None:
    page = begun.submit(begun.get(LISTING + "language"), "Save and go on", expect=422, **{"language-0": "Elvish"})
    assert errors(page) == ["We do not know “Elvish”. Please choose from the list."]


def test_a_language_is_known_by_its_own_name(app: Flask, begun: Person) -> None:
    say(begun, "language", **{"language-0": "اردو", "level-0": "mother-tongue"})
    assert record_of(app, begun, lambda r: [(f.slug, f.detail) for f in r.facts]) == [("ur", "mother-tongue")]


def test_a_row_more_keeps_what_was_typed(begun: Person) -> None:
    begun.page = page = begun.get(LISTING + "language")
    sent = {"seen": seen(page), "more": "1", "language-0": "Punjabi", "level-0": "", "language-1": "Urdu"}
    page = begun.post(LISTING + "language", sent)
    names = [page.every("input", name=f"language-{n}")[0].get("value") for n in range(4)]
    assert names == ["Punjabi", "Urdu", "", ""]


@pytest.mark.parametrize(
    ("written", "minor"), [("60", 6000), ("62.50", 6250), ("62,5", 6250), ("£60", 6000), ("٦٠", None), ("0", 0)]
)
def test_amounts_are_read_as_people_write_them(app: Flask, begun: Person, written: str, minor: int | None) -> None:
    fee = add_offer(begun).replace("/how", "/fee")
    begun.submit(begun.get(fee), "Save and go on", standard=written, expect=200)
    assert record_of(app, begun, lambda r: r.offers[0].standard) == (6000 if minor is None else minor)


@pytest.mark.parametrize("written", ["about 60", "-1", "1e400", "NaN", "1.234", "99999999"])
def test_what_is_no_amount_is_said(begun: Person, written: str) -> None:
    fee = add_offer(begun).replace("/how", "/fee")
    page = begun.submit(begun.get(fee), "Save and go on", standard=written, expect=422)
    assert errors(page) == ["Please write the amount as a number, such as 60 or 62.50."]


def test_the_lowest_fee_is_not_above_the_usual(begun: Person) -> None:
    fee = add_offer(begun).replace("/how", "/fee")
    page = begun.submit(begun.get(fee), "Save and go on", standard="40", reduced_from="50", expect=422)
    assert errors(page) == ["The lowest fee cannot be more than the usual one."]


def test_another_model_forgets_the_terms_of_the_first(app: Flask, begun: Person) -> None:
    fee = add_offer(begun).replace("/how", "/fee")
    page = begun.submit(begun.get(fee), "Save and go on", fee_model="tiers", standard="60")
    begun.submit(page, "Save and go on", **{"label-0": "Low", "amount-0": "20"})
    assert record_of(app, begun, lambda r: r.offers[0].fee_terms) == {"tiers": [{"label": "Low", "amount": 2000}]}
    begun.submit(begun.get(fee), "Save and go on", fee_model="fixed")
    assert record_of(app, begun, lambda r: r.offers[0].fee_terms) == {}


def test_no_more_places_are_open_than_there_are(begun: Person) -> None:
    reduced = add_offer(begun).replace("/how", "/reduced")
    page = begun.submit(begun.get(reduced), "Save and go on", reduced_total="2", reduced_open="3", expect=422)
    assert errors(page) == ["No more places can be open than there are."]


def test_a_session_at_a_distance_is_in_no_place(begun: Person) -> None:
    begun.submit(begun.get("/practitioner/places/add"), "Save and go on", postcode="Leeds", precision="town")
    how = add_offer(begun)
    page = begun.get(how)
    place = next(o.get("value") for o in page.every("option") if len(o.get("value", "")) == 36)
    page = begun.submit(page, "Save and go on", format="video", premises=place, expect=422)
    assert errors(page) == ["A session at a distance happens in no place. Choose one or the other."]


def test_the_cap_on_specialist_claims_holds_over_approaches_and_concerns(app: Flask, begun: Person) -> None:
    tick(begun, "approach", "cbt", "act", "dbt", "emdr")
    say(begun, "training", cbt="certified", act="certified", dbt="supervisor", emdr="certified")
    concerns = ("anxiety", "depression", "panic", "ocd", "phobias")
    tick(begun, "concern", *concerns)
    page = begun.submit(begun.get(LISTING + "focus"), "Save", expect=422, **dict.fromkeys(concerns, "specialist"))
    assert "up to 8 things" in page.text
    say(begun, "focus", **dict.fromkeys(concerns[:4], "specialist"))
    assert record_of(app, begun, lambda r: sum(f.detail == "specialist" for f in r.facts)) == 4


def test_a_number_that_does_not_look_right_is_doubted_and_taken(app: Flask, begun: Person) -> None:
    say(begun, "registers", **{"body-0": "BACP", "number-0": "not a number at all"})
    assert "This does not look like a BACP number" in begun.get(LISTING + "registers").text
    assert record_of(app, begun, lambda r: [e.number for e in r.registrations]) == ["not a number at all"]


def test_a_number_that_cannot_be_is_refused(begun: Person) -> None:
    page = begun.get(LISTING + "registers")
    page = begun.submit(page, "Save and go on", expect=422, **{"body-0": "GMC", "number-0": "12"})
    assert "This number cannot be right" in page.text


def test_what_is_no_choice_is_refused(begun: Person) -> None:
    begun.page = page = begun.get(LISTING + "profession")
    page = begun.post(LISTING + "profession", {"seen": seen(page), "chosen": ["wizard"]}, expect=422)
    assert errors(page) == ["Please choose from the list."]


def test_fields_nobody_asked_for_change_nothing(app: Flask, begun: Person) -> None:
    """FORM-06."""
    begun.page = page = begun.get(LISTING + "who")
    sent = {"seen": seen(page), "name": "Ada", "kind": "individual", "status": "published", "is_verified": "1"}
    begun.post(LISTING + "who", sent)
    assert record_of(app, begun, lambda r: r.status) == "draft"


def test_marks_that_turn_text_around_are_taken_out_of_a_name(app: Flask, begun: Person) -> None:
    say(begun, "who", name="Ada\u202e Example\u2069")
    assert record_of(app, begun, lambda r: r.name) == "Ada Example"


def test_nobody_sees_the_listing_of_another(app: Flask, begun: Person) -> None:
    """AUTH-16: what is another's answers as if it were not there."""
    how = add_offer(begun)
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), "Save and go on", name="Eve", kind="individual")
    eve.get(how, expect=404)
    eve.post(how.replace("/how", "/remove"), expect=404)
    assert record_of(app, begun, lambda r: len(r.offers)) == 1
