"""The vocabulary that ships: complete, plain, and the promises of the design kept."""

import pytest

from app.listings.facets import FACETS
from app.vocabulary.lexicon import Lexicon
from tests.contract import FIXED_SLUGS

AT_LEAST = {"concern": 180, "approach": 120, "language": 160, "faith": 30, "access": 60, "payer": 60}

AUTHORS = [
    "van der kolk",
    "the body keeps the score",
    "porges",
    "polyvagal theory",
    "schore",
    "pat ogden",
    "dan siegel",
    "bruce perry",
    "janina fisher",
    "peter levine",
    "waking the tiger",
    "gabor mate",
]


@pytest.mark.parametrize("facet", [facet.key for facet in FACETS if not facet.of_organisations])
def test_every_facet_has_its_terms(lexicon: Lexicon, facet: str) -> None:
    assert lexicon.terms(facet)


@pytest.mark.parametrize(("scheme", "slugs"), FIXED_SLUGS.items())
def test_the_slugs_of_the_contract_are_there(lexicon: Lexicon, scheme: str, slugs: str) -> None:
    assert set(slugs.split()) <= set(lexicon.terms(scheme))


@pytest.mark.parametrize(("scheme", "number"), AT_LEAST.items())
def test_the_schemes_are_not_toys(lexicon: Lexicon, scheme: str, number: int) -> None:
    assert len(lexicon.terms(scheme)) >= number


def test_people_are_described_by_many_words(lexicon: Lexicon) -> None:
    assert len({*lexicon.terms("identity"), *lexicon.terms("community")}) >= 90
    assert len(lexicon.terms("profession")) + len(lexicon.terms("register")) >= 60


def test_sign_languages_are_languages(lexicon: Lexicon) -> None:
    signed = [term for term in lexicon.terms("language").values() if term.signed]
    assert len(signed) >= 12


@pytest.mark.parametrize("name", AUTHORS)
def test_an_author_leads_to_an_approach(lexicon: Lexicon, name: str) -> None:
    assert lexicon.named("approach", name) is not None


def test_every_language_says_its_own_name_and_direction(lexicon: Lexicon) -> None:
    assert [
        t.slug for t in lexicon.terms("language").values() if not t.autonym or t.direction not in ("ltr", "rtl")
    ] == []


def test_every_meaning_is_one_plain_line(lexicon: Lexicon) -> None:
    terms = [term for scheme in lexicon.schemes for term in lexicon.terms(scheme).values()]
    assert [
        t.slug for t in terms if len(t.meaning) > 140 or "\n" in t.meaning or not t.meaning.endswith((".", "?"))
    ] == []
