"""Into the quiet search, through it and out of it: sentences, the first page, the kept, and the way back."""

import io
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import time_machine

from app.finder import quiet
from tests.finder.test_find import cards, total
from tests.finder.test_quiet import ASKED, START, ask, bar, links, quietly, says_nothing
from tests.understanding.test_doors import log_lines
from tests.visit import Page, Visit, police, text_of

__all__ = ["log_lines"]


def test_a_sentence_is_understood_and_told_for_an_hour(visit: Visit) -> None:
    with time_machine.travel(START, tick=False) as now:
        address = ask(visit, say="a Punjabi speaking woman near Leeds who plays the glockenspiel")
        page = visit.path(address)
        now.shift(timedelta(minutes=61))
        later = visit.path(address)
    assert "glockenspiel" in page.text and "glockenspiel" not in later.text
    assert len(page.every("a", class_="chip-drop")) == len(later.every("a", class_="chip-drop")) == 3


def test_danger_in_a_sentence_comes_first(visit: Visit) -> None:
    main = quietly(visit, say="I can't go on any more").body.split("<main")[1]
    assert main.index("/urgent-help") < main.index("<h1")


def test_nothing_said_gets_one_sentence(visit: Visit) -> None:
    assert "Write a few words" in quietly(visit, say=" ").text


def test_the_first_page_offers_it_beside_each_search(visit: Visit) -> None:
    page = visit("finder.home")
    buttons = [b for b in page.every("button") if text_of(b) == "Search quietly"]
    assert [(b.get("formaction"), b.get("formmethod")) for b in buttons] == [("/r", "post")] * 2


def test_with_nothing_filled_in_the_first_page_becomes_quiet(visit: Visit) -> None:
    for form in ({"say": "", "here": "home"}, {"q": "", "near": " ", "here": "home"}):
        page = quietly(visit, **form)
        assert bar(page) and page.every("section", class_="tile")


def test_what_was_filled_in_goes_along(visit: Visit) -> None:
    assert total(quietly(visit, language="pa", q="", here="home")) == total(visit("finder.find", language="pa"))
    assert total(quietly(visit, say="Punjabi", here="home")) == total(visit("finder.find", language="pa"))


def test_the_results_page_sends_what_is_asked(visit: Visit) -> None:
    plain = visit("finder.find", **ASKED, sort="near", page=1)
    [form] = plain.every("form", class_="quiet-switch")
    sent = [(e.get("name"), e.get("value")) for e in form.iter("input")]
    answer = visit.client.post(form.get("action", ""), data={str(name): value for name, value in sent})
    assert visit.path(answer.headers["Location"]).h1 == plain.h1


def test_leaving_is_one_click_to_the_same_page(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    for page, wanted in (
        (found, "/find"),
        (visit.path(cards(found)[0]), "/listings/"),
        (quietly(visit, here="home"), "/"),
    ):
        [form] = page.every("form", id="quiet-out")
        assert "then says what you look for" in text_of(form)
        out = visit.client.post(form.get("action", "")).headers["Location"]
        assert out.startswith(wanted)
        assert visit.path(out).h1 == page.h1
        assert not bar(visit.path(out))


def test_leaving_keeps_what_is_asked(visit: Visit) -> None:
    [form] = quietly(visit, **ASKED).every("form", id="quiet-out")
    out = visit.client.post(form.get("action", "")).headers["Location"]
    assert parse_qs(urlsplit(out).query) == {key: [value] for key, value in ASKED.items()}


def test_the_list_of_kept_people_stays_in_it(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    ids = [box.get("value") for box in found.every("input", name="kept")][:2]
    [form] = found.every("form", id="keep-form")
    page = Page(visit.client.post(form.get("action", ""), data={"kept": ids}))
    police(page)
    people = [a.get("href", "") for h2 in page.every("h2", class_="kept-name") for a in h2.iter("a")]
    assert len(people) == 2 and all(address.startswith("/r/") for address in people)
    assert visit.path(people[0]).link("Back to the results").startswith("/r/")


def test_what_is_handed_on_lasts(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    [form] = found.every("form", id="keep-form")
    ids = [box.get("value") for box in found.every("input", name="kept")][:1]
    page = Page(visit.client.post(form.get("action", ""), data={"kept": ids}))
    link, text = (text_of(page.every("textarea", id=name)[0]) for name in ("share-link", "plain-text"))
    assert "/shortlist#kept=" in link
    assert "/listings/" in text and "/r/" not in text


def test_somebody_no_longer_listed_is_said_quietly(visit: Visit) -> None:
    with visit.app.test_request_context():
        address = quiet.address(quiet.Place("listing", (("language", "pa"),), "nobody-at-all"))
    page = visit.path(address, expect=404)
    assert bar(page) and [link for link in links(page) if not says_nothing(link)] == []


def test_the_page_explains_what_it_does_and_does_not(visit: Visit) -> None:
    for text in (bar(quietly(visit))[0], visit("finder.privacy").text):
        for words in ("24 hours", "Nothing is stored on our side", "The history still shows", "spyware"):
            assert words.replace("spyware", "spying software") in text
        assert "private window" in text.lower()


def test_the_log_knows_of_a_page_and_of_no_word_of_its_address(visit: Visit, log_lines: io.StringIO) -> None:
    address = ask(visit, **ASKED)
    visit.path(address)
    written = log_lines.getvalue()
    assert "finder.ask_quietly" in written and "finder.quietly" in written
    assert not [word for word in (address[3:20], "language", "Leeds", "woman") if word in written]
