"""The search somebody comes from stands in the form, and is read in no address, cookie or log on the way."""

import re
from datetime import timedelta
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest

from app.finder import addresses, carrying
from tests.enquiries.conftest import Post, policed
from tests.visit import Page, text_of

SEARCH = "concern=anxiety&language=pa&prefer=gender:woman&near=Leeds&pay=25&times=saturday&reduced_open=1&q=Ada"
# All but the first are wishes, so that people who state no offers are found.
WISHED = "concern=anxiety&pay=25&prefer=pay&near=Leeds&prefer=near"
SAID = ("anxiety", "leeds", "woman", "saturday")


def listing_from_results(post: Post, search: str = WISHED) -> Page:
    page = post.visit.path(f"/find?{search}")
    return post.visit.path(page.link("Ada Example"))


def ticked(page: Page, name: str = "need") -> list[str]:
    return [box.get("value", "") for box in page.every("input", name=name) if box.get("checked") is not None]


def filled(page: Page, name: str) -> str:
    return page.every("input", name=name)[0].get("value", "")


def test_what_was_searched_for_stands_in_the_form(post: Post) -> None:
    page = post.visit.path(listing_from_results(post).link("Write a first message"))
    assert ticked(page) == ["concern:anxiety"]
    assert (filled(page, "pay"), filled(page, "where")) == ("£25", "Leeds")
    assert "What you searched for is filled in below" in page.text


def asked(post: Post, search: str) -> Page:
    """The form after a search that may well have found nobody."""
    pairs = [(key, value) for key, _equals, value in (pair.partition("=") for pair in search.split("&"))]
    with post.app.test_request_context():
        return post.visit.path(addresses.message(post.ids[:1], carrying.read(carrying.word(pairs))))


def test_wishes_stand_there_as_well_and_what_is_no_need_does_not(post: Post) -> None:
    """A free word may be a name; that a reduced place was looked for is nobody's to say but the seeker's."""
    page = asked(post, SEARCH)
    assert ticked(page) == ["concern:anxiety", "language:pa", "gender:woman"]
    assert ticked(page, "times") == ["saturday"]
    assert ticked(page, "reduced") == [""]
    assert "Ada" not in filled(page, "where") + text_of(page.every("textarea", name="own_words")[0])


def test_what_is_looked_for_in_a_therapist_never_reads_as_what_the_seeker_is(post: Post) -> None:
    page = asked(post, "identity=trans&faith=muslim")
    labels = [text_of(label) for label in page.every("label", class_="need-chip")]
    assert len(labels) == 2
    assert all(words.startswith("The therapist:") for words in labels)


@pytest.mark.parametrize(("near", "where"), [("LS1 4AP", "Leeds"), ("Leeds", "Leeds"), ("Atlantis", "Atlantis")])
def test_of_a_postcode_only_the_town_is_said(post: Post, near: str, where: str) -> None:
    assert filled(asked(post, f"near={near}"), "where") == where


def test_without_a_search_nothing_is_filled_in(post: Post) -> None:
    page = asked(post, "q=Ada")
    assert (ticked(page), filled(page, "pay"), filled(page, "where")) == ([], "", "")
    assert "What you searched for" not in page.text


def test_one_press_empties_the_form(post: Post) -> None:
    page = post.visit.path(asked(post, SEARCH).link("begin with an empty form"))
    assert (ticked(page), filled(page, "pay"), filled(page, "where")) == ([], "", "")


def test_what_was_unticked_is_not_sent_and_what_was_added_is(post: Post) -> None:
    mine = post.sent(need=["language:pa", "concern:anxiety", "concern:no-such-thing"])
    page = post.visit.path(mine)
    assert "In this language: Punjabi" in page.text
    assert "Anxiety" in page.text
    assert "no-such-thing" not in page.text


def test_what_was_ticked_is_still_there_when_something_is_wrong(post: Post) -> None:
    """Also what the practitioner does not state."""
    page = policed(post.send(need=["language:pa"], times=["saturday"], answer_by="email", email="nowhere"))
    assert (ticked(page), ticked(page, "times")) == (["language:pa"], ["saturday"])


def addresses_on(page: Page) -> list[str]:
    return [value for element in page.tree.iter() for value in _addresses(element)]


def _addresses(element: Element) -> list[str]:
    return [element.get(name, "") for name in ("href", "action", "formaction") if element.get(name)]


def test_no_address_from_the_listing_on_says_what_was_searched_for_or_to_whom(post: Post) -> None:
    page = listing_from_results(post)
    form = post.visit.path(page.link("Write a first message"))
    # Long enough that no sealed word holds it by chance.
    named = ("ada-example", str(post.ids[0]))
    for address in [page.link("Write a first message"), *addresses_on(form)]:
        said = unquote(address).casefold()
        assert not [word for word in (*SAID, *named) if word in said], address
    assert form.response.headers["Cache-Control"] == "no-store"


def test_the_quiet_search_goes_on_to_the_form(post: Post) -> None:
    results = post.visit.client.post("/r", data={"concern": "anxiety", "pay": "25", "prefer": "pay"}).headers[
        "Location"
    ]
    listing = post.visit.path(post.visit.path(results).link("Ada Example"))
    address = listing.link("Write a first message")
    assert re.fullmatch(r"/message/to/[\w-]{288,}", address)
    page = post.visit.path(address)
    assert (ticked(page), filled(page, "pay")) == (["concern:anxiety"], "£25")


@pytest.mark.parametrize("quiet", [False, True], ids=["openly", "quietly"])
def test_people_who_were_kept_are_written_to_with_the_same_search(post: Post, quiet: bool) -> None:
    """Without a script: boxes are ticked on the results, and the list is sent by a form."""
    client = post.visit.client
    page = policed(client.post("/r", data={"concern": "anxiety"}, follow_redirects=True)) if quiet else None
    page = page or post.visit.path("/find?concern=anxiety")
    [action] = [form.get("action", "") for form in page.every("form", id="keep-form")]
    shortlist = policed(client.post(action, data={"kept": [str(id) for id in post.ids]}))
    form = post.visit.path(shortlist.link("Write to up to five of them at once"))
    assert ticked(form) == ["concern:anxiety"]
    assert len(ticked(form, "to")) == 3


def test_a_link_to_a_listing_says_nothing_of_a_search_after_two_hours(post: Post) -> None:
    address = post.visit.path("/find?concern=anxiety").link("Ada Example")
    post.clock.shift(timedelta(hours=2, seconds=1))
    page = post.visit.path(post.visit.path(address).link("Write a first message"))
    assert ticked(page) == []


def test_the_address_of_a_form_is_good_for_a_day(post: Post) -> None:
    address = listing_from_results(post).link("Write a first message")
    post.clock.shift(timedelta(hours=24, seconds=1))
    assert "This address has run out" in post.visit.path(address, expect=410).text
    assert "cannot be read" in post.visit.path(f"{address[:-1]}_", expect=400).text
