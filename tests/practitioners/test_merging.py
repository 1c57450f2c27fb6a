"""What a record states once terms were merged or retired: nobody is shown more than they were given."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listings.listing import AUDIENCES
from app.practitioners.merging import access_now, facts_now, identity_now, settle, take_back
from app.practitioners.models import Fact, IdentityFact, Practitioner
from app.practitioners.offers import Offer, Premises
from app.vocabulary.current import Current
from app.vocabulary.rules import leads_back, resolve

SLUGS = ("a", "b", "c", "d")
TERMS = st.lists(st.tuples(st.sampled_from(SLUGS), st.none() | st.sampled_from(SLUGS)), max_size=5)
CONSENTS = st.dictionaries(st.sampled_from(SLUGS), st.frozensets(st.sampled_from(AUDIENCES)))
DETAILS = st.dictionaries(
    st.sampled_from(SLUGS), st.sampled_from([None, "interpreter", "conversational", "clinical", "mother-tongue"])
)


def decided(acts: list[tuple[str, str | None]], scheme: str) -> Current:
    """After these merges and retirements, as stewards can make them."""
    gone: dict[str, str | None] = {}
    for slug, onward in acts:
        if onward is None or not leads_back(gone, slug, onward):
            gone[slug] = onward
    return Current({scheme: gone})


def record(consents: dict[str, frozenset[str]], details: dict[str, str | None]) -> Practitioner:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    made = Practitioner(facts=[], identity_facts=[], offers=[], premises=[])
    for place, (slug, audiences) in enumerate(consents.items()):
        made.identity_facts.append(
            IdentityFact(facet="faith", slug=slug, position=place, audiences=sorted(audiences), consented_at=at,
                         consent_wording=f"wording-{slug}", own_words=f"words of {slug}")
        )  # fmt: skip
    for place, (slug, detail) in enumerate(details.items()):
        made.facts.append(Fact(facet="language", slug=slug, position=place, detail=detail))
    return made


def seen(made: Practitioner, current: Current) -> Any:
    """What is projected of it: {slug: (audiences, own words)} and {slug: detail}."""
    of_self = {
        held.slug: (audiences, held.best.own_words if audiences else None)
        for held, audiences in identity_now("faith", made.identity_facts, current)
    }
    return of_self, {held.slug: held.best.detail for held in facts_now("language", made.facts, current)}


@given(TERMS, CONSENTS)
def test_no_audience_sees_what_was_kept_from_it(acts: Any, consents: dict[str, frozenset[str]]) -> None:
    """What was said of the term itself decides; else every term that became it had to be given to that audience."""
    current = decided(acts, "faith")
    of_self, _facts = seen(record(consents, {}), current)
    for slug, (audiences, own_words) in of_self.items():
        sources = [key for key in consents if resolve(current.gone["faith"], key) == slug]
        decisive = [slug] if slug in consents else sources
        assert sources, "a fact that nobody stated"
        for key in decisive:
            assert audiences <= consents[key]
        # Own words go only to those to whom they were given.
        assert own_words is None or audiences <= consents[own_words.removeprefix("words of ")]


@given(TERMS, CONSENTS)
def test_what_was_said_of_a_term_itself_keeps_its_audiences(acts: Any, consents: dict[str, frozenset[str]]) -> None:
    current = decided(acts, "faith")
    of_self, _facts = seen(record(consents, {}), current)
    for slug, audiences in consents.items():
        if slug not in current.gone["faith"]:
            assert of_self[slug][0] == audiences


@given(TERMS, CONSENTS, DETAILS)
def test_settling_a_record_changes_nothing_that_anybody_sees(acts: Any, consents: Any, details: Any) -> None:
    gone = decided(acts, "faith").gone["faith"]
    current = Current({"faith": gone, "language": gone})
    made = record(consents, details)
    before = seen(made, current)
    settle(made, current)
    assert seen(made, current) == before


@given(TERMS, CONSENTS)
def test_settling_loses_no_consent(acts: Any, consents: dict[str, frozenset[str]]) -> None:
    made = record(consents, {})
    before = sorted((fact.consent_wording, fact.audiences, fact.own_words) for fact in made.identity_facts)
    settle(made, decided(acts, "faith"))
    assert sorted((fact.consent_wording, fact.audiences, fact.own_words) for fact in made.identity_facts) == before
    assert len({fact.slug for fact in made.identity_facts}) == len(before)


@given(TERMS, CONSENTS, st.frozensets(st.sampled_from(SLUGS)))
def test_taking_something_back_shows_nobody_more(acts: Any, consents: Any, leaving: frozenset[str]) -> None:
    current = decided(acts, "faith")
    made = record(consents, {})
    before, _facts = seen(made, current)
    # Nobody takes back what they never said.
    leaving &= consents.keys()
    going = take_back("faith", made.identity_facts, leaving, current)
    made.identity_facts = [fact for fact in made.identity_facts if fact.slug not in going]
    after, _facts = seen(made, current)
    assert all(audiences <= before[slug][0] for slug, (audiences, _words) in after.items())
    assert not after.keys() & leaving


@given(TERMS, DETAILS)
def test_of_two_statements_the_stronger_stays_once(acts: Any, details: dict[str, str | None]) -> None:
    current = decided(acts, "language")
    _of_self, facts = seen(record({}, details), current)
    order = [None, "interpreter", "conversational", "clinical", "mother-tongue"]
    for slug, detail in facts.items():
        said = [details[key] for key in details if resolve(current.gone["language"], key) == slug]
        assert detail == max(said, key=order.index)


def test_lived_experience_gives_way_to_what_says_less_of_oneself() -> None:
    facts = [Fact(facet="community", slug="a", detail="lived-experience", position=0),
             Fact(facet="community", slug="b", detail="training", position=1)]  # fmt: skip
    [held] = facts_now("community", facts, Current({"community": {"a": "b"}}))
    assert (held.slug, held.best.detail) == ("b", "training")


def test_what_was_said_of_a_feature_itself_goes_first() -> None:
    current = Current({"access": {"lift": "step-free", "scent": None}})
    assert access_now({"lift": "yes", "step-free": "no", "scent": "ask"}, current) == {"step-free": "no"}
    assert access_now({"lift": "yes"}, current) == {"step-free": "yes"}


@pytest.mark.parametrize("settled_twice", [False, True])
def test_offers_and_places_are_settled_too(settled_twice: bool) -> None:
    made = record({}, {})
    made.offers.append(Offer(session="trio", times=["dawn", "evening"], payers=["old", "bupa"], who_qualifies=["x"]))
    made.premises.append(Premises(access={"lift": {"answer": "yes"}, "scent": {"answer": "no"}}))
    current = Current({"session": {"trio": "group"}, "times": {"dawn": "evening"}, "payer": {"old": None},
                       "who_qualifies": {"x": "y"}, "access": {"lift": "step-free", "scent": None}})  # fmt: skip
    for _time in range(1 + settled_twice):
        settle(made, current)
    [offer], [premises] = made.offers, made.premises
    assert (offer.session, offer.times, offer.payers, offer.who_qualifies) == (
        "group",
        ["evening"],
        ["old", "bupa"],
        ["y"],
    )
    assert premises.access == {"step-free": {"answer": "yes"}, "scent": {"answer": "no"}}


def test_what_nothing_stands_for_stays_on_the_record() -> None:
    made = record({"a": frozenset({"site"})}, {"a": "clinical"})
    current = Current({"faith": {"a": None}, "language": {"a": None}})
    before = deepcopy([fact.slug for fact in (*made.facts, *made.identity_facts)])
    settle(made, current)
    assert [fact.slug for fact in (*made.facts, *made.identity_facts)] == before
    assert seen(made, current) == ({}, {})
