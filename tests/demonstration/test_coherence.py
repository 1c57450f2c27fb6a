"""What one listing says fits together, and nothing in it belongs to anybody."""

from collections import Counter

import pytest

from app.demonstration.identity import CONSENT_WORDING
from app.demonstration.listings import SERVICES, Generated
from app.demonstration.material import Material
from app.listings.facets import SPECIAL, STATED
from app.listings.listing import AUDIENCES, PLACED_FORMATS, REMOTE_FORMATS
from app.practitioners.intake import NewOffer
from app.vocabulary.lexicon import Lexicon
from tests.demonstration.conftest import DAY

SIGNED = {"bfi", "ase", "isg"}
CURRENCY = {"GB": "GBP", "US": "USD", "IE": "EUR"}
STANDARD = {"GB": (4000, 12000), "US": (9000, 22000), "IE": (6000, 11000)}


def offers(made: list[Generated]) -> list[tuple[Generated, NewOffer]]:
    return [(one, offer) for one in made for offer in one.record.offers]


def test_languages_go_with_the_name(made: list[Generated], material: Material) -> None:
    learnt = {"fr", "es", "de", "it", "pt", "ar", "nl"}
    for one in made:
        if one.person is None:
            continue
        country = one.town.area.country
        own = {slug for culture in one.person.cultures for slug, _ in culture.heritage[country].languages}
        spoken = {fact.slug for fact in one.record.facts if fact.facet == "language"}
        assert spoken <= own | {"en"} | SIGNED | learnt


def test_names_are_of_their_culture(made: list[Generated]) -> None:
    for one in made:
        if one.person is None:
            continue
        first, last = one.person.cultures[0], one.person.cultures[-1]
        assert one.person.name.startswith(tuple(f"{given} " for given in first.women + first.men + first.either))
        assert one.person.name.endswith(last.family)


def test_heritage_goes_with_the_name(made: list[Generated], material: Material) -> None:
    besides = {slug for slug, _ in material.lived} | {
        "mixed-heritage",
        "migrant",
        "second-generation",
        "lgbtq",
        "trans",
        "deaf",
    }
    besides |= set(material.practice["orientation"])
    for one in made:
        if one.person is None:
            continue
        country = one.town.area.country
        own = {slug for culture in one.person.cultures for slug, _ in culture.heritage[country].identity}
        stated = {fact.slug for fact in one.record.identity_facts if fact.facet == "identity"}
        assert stated <= own | besides


def test_no_name_is_that_of_somebody_known(made: list[Generated], material: Material) -> None:
    assert material.never.isdisjoint(one.person.name for one in made if one.person)


def test_a_culture_has_enough_names(material: Material) -> None:
    cultures = {c.slug: c for one in material.cultures.values() for c in one}
    assert len(cultures) >= 16
    for culture in cultures.values():
        assert min(len(set(names)) for names in (culture.women, culture.men, culture.either)) >= 20
        assert len(set(culture.family)) >= 25


def test_money_is_of_the_country(made: list[Generated]) -> None:
    for one, offer in offers(made):
        assert offer.currency in (None, CURRENCY[one.town.area.country])


def test_amounts_have_a_currency(made: list[Generated]) -> None:
    for _, offer in offers(made):
        if offer.standard is not None or offer.reduced_from is not None:
            assert offer.currency


def test_the_floor_is_below_the_standard_fee(made: list[Generated]) -> None:
    for _, offer in offers(made):
        if offer.standard is not None and offer.reduced_from is not None:
            assert offer.reduced_from <= offer.standard


def test_standard_fees_are_usual_ones(made: list[Generated]) -> None:
    for one, offer in offers(made):
        professions = {fact.slug for fact in one.record.facts if fact.facet == "profession"}
        ordinary = one.record.kind == "individual" and not professions & {"trainee", "associate", "psychiatrist"}
        simple = offer.session == "individual" and offer.format in ("video", "in-person")
        if ordinary and simple and offer.currency and offer.fee_model in ("fixed", "concession"):
            least, most = STANDARD[one.town.area.country]
            assert least <= (offer.standard or 0) <= most


def test_trainees_ask_for_less(made: list[Generated]) -> None:
    for one, offer in offers(made):
        professions = {fact.slug for fact in one.record.facts if fact.facet == "profession"}
        if professions & {"trainee", "associate"} and offer.session == "individual" and offer.standard is not None:
            assert offer.standard <= STANDARD[one.town.area.country][0]


def test_levels_run_from_the_standard_fee_to_the_floor(made: list[Generated]) -> None:
    for _, offer in offers(made):
        levels = offer.fee_terms.get("tiers") or offer.fee_terms.get("levels")
        if levels:
            amounts = [level["amount"] for level in levels]
            assert amounts == sorted(amounts, reverse=True)
            assert (amounts[0], amounts[-1]) == (offer.standard, offer.reduced_from)


def test_open_places_are_some_of_all(made: list[Generated]) -> None:
    for _, offer in offers(made):
        if offer.reduced_open is not None:
            assert 0 <= offer.reduced_open <= (offer.reduced_total or 0)


def test_offers_in_a_place_have_premises(made: list[Generated]) -> None:
    for one, offer in offers(made):
        rooms = {room.id for room in one.record.premises}
        if offer.format in PLACED_FORMATS:
            assert offer.premises_id in rooms
        else:
            assert offer.format in REMOTE_FORMATS
            assert offer.premises_id is None


def test_a_listing_has_one_to_four_offers(made: list[Generated]) -> None:
    counts = [len(one.record.offers) for one in made]
    assert set(counts) == {1, 2, 3, 4}
    assert 2.1 <= sum(counts) / len(counts) <= 2.8


def test_no_two_offers_are_alike(made: list[Generated]) -> None:
    for one in made:
        ways = [(offer.session, offer.format) for offer in one.record.offers]
        assert len(ways) == len(set(ways))


def test_payers_are_of_the_country(made: list[Generated], lexicon: Lexicon) -> None:
    for one, offer in offers(made):
        area = one.town.area
        for slug in offer.payers:
            assert lexicon.terms("payer")[slug].country in (None, area.country, area.jurisdiction)


def test_registers_are_of_the_country(made: list[Generated], lexicon: Lexicon) -> None:
    british_and_irish = {"ptuk"}
    for one in made:
        area = one.town.area
        for registration in one.record.registrations:
            country = lexicon.terms("register")[registration.body].country
            assert country in (None, area.country, area.jurisdiction) or registration.body in british_and_irish


def test_register_numbers_are_nobodys(made: list[Generated]) -> None:
    numbers = [(r.body, r.number) for one in made for r in one.record.registrations]
    assert len(numbers) == len(set(numbers))
    assert all(number.startswith("X") for _, number in numbers)


def test_every_slug_is_in_the_vocabulary(made: list[Generated], lexicon: Lexicon) -> None:
    unknown = {(scheme, slug) for one in made for scheme, slug in named(one) if slug not in lexicon.terms(scheme)}
    assert unknown == set()


def named(one: Generated) -> list[tuple[str, str]]:
    record = one.record
    found = [(fact.facet, fact.slug) for fact in (*record.facts, *record.identity_facts)]
    found += [("language_level", f.detail) for f in record.facts if f.facet == "language" and f.detail]
    found += [("register", r.body) for r in record.registrations] + [("kind", record.kind)]
    found += [("access", slug) for room in record.premises for slug in room.access]
    for offer in record.offers:
        found += [("session", offer.session or ""), ("format", offer.format or "")]
        found += [("fee_model", offer.fee_model)] if offer.fee_model else []
        for scheme in ("times", "fee_help", "who_qualifies"):
            found += [(scheme, slug) for slug in getattr(offer, scheme)]
        found += [("payer", slug) for slug in offer.payers]
    return found


def test_identity_always_carries_consent(made: list[Generated]) -> None:
    special = {facet.key for facet in SPECIAL}
    for one in made:
        assert special.isdisjoint(fact.facet for fact in one.record.facts)
        for fact in one.record.identity_facts:
            assert fact.facet in special
            assert fact.consent_wording == CONSENT_WORDING
            assert fact.consented_at.date() <= DAY
            assert set(fact.audiences) <= set(AUDIENCES)


def test_consent_differs_between_people(made: list[Generated]) -> None:
    given = Counter(tuple(fact.audiences) for one in made for fact in one.record.identity_facts)
    assert given[("site", "widget", "api")] > sum(given.values()) / 3
    assert given[("site",)] > 0
    assert given[()] > 0


def test_a_community_tells_nothing_that_is_kept_private(made: list[Generated]) -> None:
    for one in made:
        shown = {f.slug for f in one.record.identity_facts if {"site", "widget", "api"} <= set(f.audiences)}
        inside = {f.slug for f in one.record.facts if f.facet == "community" and f.detail == "lived-experience"}
        assert inside <= shown


def test_everybody_says_that_they_are_fictional(made: list[Generated]) -> None:
    assert all(one.record.fictional for one in made)


def test_no_address_is_anybodys(made: list[Generated]) -> None:
    rooms = [room for one in made for room in one.record.premises]
    assert {room.address for room in rooms} == {None}
    # A district and no more: none of them has the inward half of a postcode.
    assert all(" " not in (room.postcode or "") for room in rooms)


def test_dates_are_of_the_last_hundred_and_twenty_days(made: list[Generated]) -> None:
    days = [one.record.confirmed_on for one in made]
    for _, offer in offers(made):
        days += [offer.fee_confirmed_on, offer.reduced_confirmed_on, offer.availability_confirmed_on]
    assert all(0 < (DAY - day).days <= 120 for day in days if day)


def test_the_countries_have_their_shares(made: list[Generated]) -> None:
    countries = Counter(one.town.area.country for one in made)
    assert 0.62 <= countries["GB"] / len(made) <= 0.82
    assert countries["US"] > countries["IE"] > 0


def test_services_have_organisations(made: list[Generated]) -> None:
    for one in made:
        assert (one.organisation is not None) == (one.record.kind in SERVICES)


@pytest.mark.parametrize(
    "facet", [facet.key for facet in STATED if facet.key not in ("language", "concern", "profession")]
)
def test_gaps_are_common(made: list[Generated], facet: str) -> None:
    people = [one for one in made if one.person]
    silent = [
        one for one in people if facet not in {fact.facet for fact in (*one.record.facts, *one.record.identity_facts)}
    ]
    assert 0.02 <= len(silent) / len(people) <= 0.75


def test_texts_are_varied(made: list[Generated]) -> None:
    abouts = [one.record.about for one in made if one.record.about]
    headlines = [one.record.headline for one in made if one.record.headline]
    assert len(set(abouts)) == len(abouts)
    assert max(Counter(headlines).values()) <= len(headlines) / 20


def test_texts_leave_nothing_open(made: list[Generated]) -> None:
    texts = [text for one in made for text in (one.record.headline, one.record.about) if text]
    assert not [text for text in texts if "{" in text or "  " in text]


def test_facts_are_stated_once(made: list[Generated]) -> None:
    for one in made:
        facts = [(fact.facet, fact.slug) for fact in one.record.facts]
        assert len(facts) == len(set(facts))
