"""What search engines are told in their own words is on the page to be read, and was given to them."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.listings.source import every_listing
from app.plumbing.database import Database
from app.practitioners.intake import NewFact, NewRegistration
from tests.records import EVERYBODY, identity, language, offer, practitioner, premises, save
from tests.visit import Page, Visit

# What schema.org names a thing by, and the page's own address: not words for a reader.
_NOT_WORDS = ("@context", "@type", "@id", "url")


def data(page: Page) -> dict[str, Any]:
    [element] = page.every("script", type_="application/ld+json")
    found: dict[str, Any] = json.loads(element.text or "")
    return found


def said(value: Any) -> Iterator[str]:
    """Every value that is words."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in _NOT_WORDS:
                yield from said(member)
    elif isinstance(value, list):
        for member in value:
            yield from said(member)
    else:
        yield value


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for member in value.values():
            yield from names(member)
    elif isinstance(value, list):
        for member in value:
            yield from names(member)


def test_whatever_it_says_can_be_read_on_the_page(directory_app: Flask, visit: Visit) -> None:
    with directory_app.extensions["attune.database"].reading() as session:
        listings = list(every_listing(session, "site"))[::3]
    assert len(listings) > 50
    for listing in listings:
        page = visit("finder.listing", slug=listing.slug)
        told = data(page)
        # A day, which the page writes in words.
        assert told.pop("dateModified") == listing.updated_at.date().isoformat()
        text = page.text.casefold()
        assert [words for words in said(told) if " ".join(words.split()).casefold() not in text] == [], listing.slug
        assert not {name for name in names(told) if "rating" in name.casefold() or "review" in name.casefold()}


KINDS = {
    "individual": "Person",
    "group_practice": "ProfessionalService",
    "clinic": "MedicalClinic",
    "community_service": "Organization",
    "peer_group": "Organization",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_about_somebody_of_a_kind(app: Flask, database: Database, kind: str) -> None:
    save(database, practitioner(slug="ada", found_elsewhere=True, kind=kind))
    told = data(Visit(app)("finder.listing", slug="ada"))
    assert (told["@type"], told["mainEntity"]["@type"]) == ("ProfilePage", KINDS[kind])


@pytest.mark.parametrize(("audiences", "given"), [(("site", "api", "widget"), False), (EVERYBODY, True)])
def test_pronouns_are_said_where_they_were_given(
    app: Flask, database: Database, audiences: tuple[str, ...], given: bool
) -> None:
    save(
        database,
        practitioner(slug="ada", found_elsewhere=True, identity_facts=[identity("pronouns", "she-her", *audiences)]),
    )
    assert ("pronouns" in data(Visit(app)("finder.listing", slug="ada"))["mainEntity"]) is given


def test_through_an_interpreter_is_not_spoken(app: Flask, database: Database) -> None:
    save(
        database, practitioner(slug="ada", found_elsewhere=True, facts=[language("pa"), language("ur", "interpreter")])
    )
    assert data(Visit(app)("finder.listing", slug="ada"))["mainEntity"]["knowsLanguage"] == "Punjabi"


def test_nothing_is_said_of_whoever_did_not_agree(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada"))
    assert not Visit(app)("finder.listing", slug="ada").every("script", type_="application/ld+json")


def test_who_somebody_is_is_never_said(app: Flask, database: Database) -> None:
    facts = [identity("identity", "black", *EVERYBODY), identity("faith", "sikh", *EVERYBODY)]
    facts.append(identity("gender", "woman", *EVERYBODY))
    save(database, practitioner(slug="ada", found_elsewhere=True, identity_facts=facts))
    words = json.dumps(data(Visit(app)("finder.listing", slug="ada"))).casefold()
    assert [word for word in ("black", "sikh", "woman") if word in words] == []


def test_a_register_that_was_not_checked_is_no_credential(app: Flask, database: Database) -> None:
    save(
        database,
        practitioner(slug="ada", found_elsewhere=True, registrations=[NewRegistration(uuid4(), "bacp", "12345")]),
    )
    page = Visit(app)("finder.listing", slug="ada")
    assert "12345" in page.text
    assert "hasCredential" not in data(page)["mainEntity"]


def test_a_place_is_told_by_its_name_alone(app: Flask, database: Database) -> None:
    place = premises(53.8, -1.55, precision="exact", locality="Leeds")
    offers = [offer(format="in-person", premises_id=place.id) for _each in range(2)]
    save(database, practitioner(slug="ada", found_elsewhere=True, premises=[place], offers=offers))
    where = data(Visit(app)("finder.listing", slug="ada"))["mainEntity"]["workLocation"]
    address = {"@type": "PostalAddress", "addressLocality": "Leeds", "addressCountry": "United Kingdom"}
    assert where == {"@type": "Place", "address": address}


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b", "one\u2028two\u2029"]
)
def test_no_words_end_the_element_they_stand_in(app: Flask, database: Database, words: str) -> None:
    save(
        database,
        practitioner(
            slug="ada", found_elsewhere=True, headline=words, facts=[language("pa"), NewFact("concern", "anxiety")]
        ),
    )
    page = Visit(app)("finder.listing", slug="ada")
    assert data(page)["mainEntity"]["description"] == words
    assert not [script for script in page.every("script") if "alert" in (script.text or "") and script.get("src")]


def test_the_quiet_search_tells_nothing(visit: Visit) -> None:
    from tests.finder.test_quiet import cards, quietly

    page = visit.path(cards(quietly(visit))[0])
    assert page.every("script", type_="application/ld+json") == []
    assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"
