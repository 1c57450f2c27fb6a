"""Where keys lead, and how a new one is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.current import Current
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.rules import CLOSED, FIXED, is_key, key_from, leading_to, leads_back, may_go, resolve

KEYS = "abcdef"
gone = st.dictionaries(st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS))


@given(gone, st.sampled_from(KEYS))
def test_a_key_leads_to_a_live_term_or_to_none_even_in_a_ring(leads: dict[str, str | None], key: str) -> None:
    end = resolve(leads, key)
    assert end is None or end not in leads


@given(gone, st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_what_does_not_lead_back_makes_no_ring(leads: dict[str, str | None], key: str, onward: str) -> None:
    if not leads_back(leads, key, onward):
        assert resolve(leads | {key: onward}, key) == resolve(leads, onward)


@given(gone, st.sampled_from(KEYS))
def test_whatever_a_change_concerns_is_known(leads: dict[str, str | None], key: str) -> None:
    """Records that state none of `leading_to` mean the same, however this term is decided about."""
    for other in set(KEYS) - leading_to(leads, key):
        for onward in (None, *KEYS):
            if onward is None or not leads_back(leads, key, onward):
                assert resolve(leads | {key: onward}, other) == resolve(leads, other)


def test_what_stands_above_is_met_through_merges_and_retirements() -> None:
    broader = {("times", "noon"): "midday", ("times", "midday"): "day"}
    assert Current({}, broader).widened("times", ["noon"]) == ("noon", "midday", "day")
    assert Current({"times": {"midday": None}}, broader).widened("times", ["noon"]) == ("noon", "day")
    assert Current({"times": {"noon": "midday"}}, broader).widened("times", ["noon"]) == ("midday", "day")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Long COVID and ME/CFS", "long-covid-and-me-cfs"),
        ("Traveller’s Łódź café", "travellers-lodz-cafe"),
        ("اردو", ""),
        ("  ", ""),
    ],
)
def test_a_key_is_made_of_a_label(label: str, key: str) -> None:
    assert key_from("concern", label) == key


@given(st.text(max_size=200))
def test_a_key_made_of_any_label_is_one_or_nothing(label: str) -> None:
    key = key_from("concern", label)
    assert key == "" or is_key("concern", key)


@pytest.mark.parametrize(
    ("scheme", "key", "fits"),
    [
        ("concern", "racial-trauma", True),
        ("concern", "Racial", False),
        ("concern", "racial_trauma", False),
        ("concern", "-racial", False),
        ("concern", "é", False),
        ("concern", "a" * 61, False),
        ("language", "zh-hant", True),
        ("language", "punjabi", False),
    ],
)
def test_each_scheme_has_a_shape_of_keys(scheme: str, key: str, fits: bool) -> None:
    assert is_key(scheme, key) == fits


def test_what_may_not_go_is_in_the_vocabulary(lexicon: Lexicon) -> None:
    assert lexicon.schemes.keys() >= CLOSED
    for scheme, slugs in FIXED.items():
        assert lexicon.terms(scheme).keys() >= slugs
    assert (may_go("kind", "clinic"), may_go("gender", "woman"), may_go("gender", "agender")) == (False, False, True)
