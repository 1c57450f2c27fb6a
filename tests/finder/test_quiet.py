"""PRIV-04, HDR-06: the quiet search through the front door. Its addresses say nothing and last a day."""

import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from urllib.parse import urlsplit

import pytest
import time_machine

from app.finder import quiet
from app.finder.quiet import GOOD_FOR
from app.listings.facets import BY_KEY
from tests.finder.test_find import cards, total
from tests.visit import Page, Visit, text_of

ASKED = {"language": "pa", "near": "Leeds", "prefer": "gender:woman"}
START = "2026-03-01T10:00:00Z"
# Pages of ours that say nothing of a search, under addresses of their own.
OTHERS = re.compile(
    r"/(?:urgent-help|unmet-need|developers|safety|tell-me/when|leave|about/[a-z]+|account/[a-z-]+|"
    r"photos/[0-9a-f-]+/\w+|static/.*)?"
)
# Ways to be told of a place: the number of an offer.
WAITING = re.compile(r"/waiting-list/join/[0-9a-f-]{36}")


def ask(visit: Visit, **form: object) -> str:
    """The address a form leads to."""
    answer = visit.client.post("/r", data=form)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (303, False)
    return str(answer.headers["Location"])


def quietly(visit: Visit, **form: object) -> Page:
    return visit.path(ask(visit, **form))


def bar(page: Page) -> list[str]:
    return [text_of(aside) for aside in page.every("aside", class_="quiet-bar")]


def links(page: Page) -> Iterator[str]:
    """Everything on a page that a browser may ask for or put into its history."""
    for tag, name in (("a", "href"), ("form", "action"), ("button", "formaction"), ("img", "src")):
        yield from (value for element in page.every(tag) if (value := element.get(name)))


def test_what_is_asked_leads_to_an_address_that_says_nothing(visit: Visit) -> None:
    assert re.fullmatch(r"/r/[\w-]{288}", ask(visit, **ASKED))


def test_two_same_searches_have_different_addresses(visit: Visit) -> None:
    assert ask(visit, **ASKED) != ask(visit, **ASKED)


def test_a_short_and_a_longer_search_are_equally_long(visit: Visit) -> None:
    assert len(ask(visit)) == len(ask(visit, **ASKED, pay="25", format=["video", "phone"], times="evening"))


@pytest.mark.parametrize(
    "change",
    [lambda w: w[:-1], lambda w: w + "A", lambda w: ("y" if w[0] == "x" else "x") + w[1:], lambda w: w.lower()],
)
def test_an_address_that_was_changed_is_refused_in_one_sentence(visit: Visit, change) -> None:  # type: ignore[no-untyped-def]
    word = ask(visit, **ASKED).removeprefix("/r/")
    page = visit.path("/r/" + change(word), expect=400)
    assert page.text.startswith("This address cannot be read It is not as we made it: ")
    assert [form.get("action") for form in page.every("form")] == ["/r"]


def test_an_address_lasts_a_day(visit: Visit) -> None:
    with time_machine.travel(START, tick=False) as now:
        address = ask(visit, **ASKED)
        now.shift(GOOD_FOR)
        assert bar(visit.path(address))
        now.shift(timedelta(seconds=1))
        page = visit.path(address, expect=410)
    assert "This address has run out" in page.h1
    assert "24 hours" in page.text
    assert "Punjabi" not in page.body


def test_one_can_begin_again_from_an_address_that_has_run_out(visit: Visit) -> None:
    with time_machine.travel(START, tick=False) as now:
        address = ask(visit, **ASKED)
        now.shift(timedelta(days=400))
        page = visit.path(address, expect=410)
        [form] = page.every("form")
        [button] = form.iter("button")
        again = quietly(visit, **{button.get("name", ""): button.get("value")})
    assert bar(again) and again.every("textarea", name="say")


def test_an_address_made_in_the_future_is_not_good(visit: Visit) -> None:
    with time_machine.travel(START, tick=False) as now:
        address = ask(visit, **ASKED)
        now.shift(timedelta(minutes=-2))
        visit.path(address, expect=410)


def test_nothing_of_it_is_kept_by_a_browser(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    for page in (found, visit.path(cards(found)[0]), visit.path(ask(visit, here="home"))):
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_titles_say_nothing(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    pages = (quietly(visit, here="home"), found, visit.path(cards(found)[0]), visit.path(kept_bar(found)))
    titles = [text_of(page.every("title")[0]) for page in pages]
    assert titles == ["Start · Attune", "Results · Attune", "Details · Attune", "List · Attune"]


def kept_bar(page: Page) -> str:
    return page.every("a", id="kept-bar-link")[0].get("href", "")


@pytest.mark.parametrize("asked", [ASKED, {"near": "Newport", "q": "grief"}])
def test_no_address_of_a_crawl_can_be_read_and_none_leads_out(visit: Visit, asked: dict[str, str]) -> None:
    """From the switch on, every link of each of 40 pages, chosen by dice among all that were found."""
    dice, ahead, seen, readable = Random(1), [ask(visit, **asked)], set(), set()
    for address in ahead:
        place = place_of(visit, address)
        if place in seen or len(seen) >= 40:
            continue
        seen.add(place)
        found = list(links(Page(visit.client.get(address))))
        readable |= {link for link in found if not says_nothing(link)}
        # What leads on quietly is one sealed word; what it holds is known to us alone.
        leading_on = [link.partition("#")[0] for link in found if re.fullmatch(r"/r/[\w-]+(\?lang=\w+)?(#.*)?", link)]
        ahead += dice.sample(leading_on, len(leading_on))
    assert (readable, {"results", "listing"} <= {page for page, *_rest in seen}) == (set(), True)


def place_of(visit: Visit, address: str) -> tuple[object, ...]:
    with visit.app.test_request_context():
        place = quiet.read(urlsplit(address).path.removeprefix("/r/"))
    return place.page, place.slug, place.asked


def says_nothing(link: str) -> bool:
    """Whether an address of a page, without the help of our key, names no search and nobody."""
    parts = urlsplit(link)
    if link.startswith("#"):
        return not any(key in link for key in BY_KEY)
    if parts.scheme in ("http", "https", "tel", "mailto") and not parts.path.startswith("/r"):
        return True
    quiet = re.fullmatch(r"/r(?:/[\w-]+(?:/openly)?)?", parts.path)
    plain = OTHERS.fullmatch(parts.path) or WAITING.fullmatch(parts.path)
    named = any(key in parts.fragment for key in BY_KEY)
    # The language of the interface is the reader's, whatever is looked for.
    return bool(quiet or plain) and bool(re.fullmatch(r"(lang=\w+)?", parts.query)) and not named


def test_forms_post(visit: Visit) -> None:
    for page in (quietly(visit, **ASKED), quietly(visit, here="home")):
        assert {form.get("method") for form in page.every("form")} == {"post"}


def test_a_chip_leads_to_the_search_without_it(visit: Visit) -> None:
    page = quietly(visit, language="pa", format="video")
    drops = [a.get("href", "") for a in page.every("a", class_="chip-drop")]
    totals = [total(visit.path(address)) for address in drops]
    assert totals == [total(visit("finder.find", format="video")), total(visit("finder.find", language="pa"))]


def test_a_listing_leads_back_to_the_results(visit: Visit) -> None:
    found = quietly(visit, **ASKED)
    page = visit.path(cards(found)[0])
    back = page.link("Back to the results")
    assert back.startswith("/r/")
    assert visit.path(back).h1 == found.h1


def test_what_a_listing_states_leads_to_a_quiet_search(visit: Visit) -> None:
    page = visit.path(cards(quietly(visit, language="pa"))[0])
    [section] = page.every("section", id="language")
    assert bar(visit.path(next(section.iter("a")).get("href", "")))


def test_all_values_of_a_facet_are_at_an_address_that_does_not_name_it(visit: Visit) -> None:
    page = quietly(visit, language="pa")
    address = next(a.get("href", "") for a in page.every("a", class_="facet-all"))
    path, _sharp, fragment = address.partition("#")
    assert fragment == "all"
    assert visit.path(path).every("details", id="all")


def test_a_value_that_cannot_be_taken_says_so_and_keeps_the_rest(visit: Visit) -> None:
    page = quietly(visit, within="abc", format="video")
    assert "“abc” is not a distance" in page.text
    assert total(page) == total(visit("finder.find", format="video"))


@pytest.mark.parametrize("values", [*range(7, 12), 60])
def test_more_than_an_address_can_hold_keeps_what_can_be_taken(visit: Visit, values: int) -> None:
    dice = Random(1)
    rubbish = ["".join(chr(0x20000 + dice.randrange(40_000)) for _ in range(200)) for _ in range(values)]
    page = quietly(visit, format="video", language=rubbish)
    assert total(page) == total(visit("finder.find", format="video"))
    assert bar(visit.path(cards(page)[0]))


def test_the_key_is_the_site_s_own(visit: Visit) -> None:
    address = ask(visit, **ASKED)
    kept = visit.app.config["SECRET_KEY"]
    visit.app.config["SECRET_KEY"] = "another secret of another site"
    try:
        visit.path(address, expect=400)
    finally:
        visit.app.config["SECRET_KEY"] = kept
