"""A sealed word says what was sealed to the site alone, and to everybody else only which of a few lengths it has."""

import base64
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plumbing.sealed_addresses import STEPS, Spoilt, TooLong, opened, sealed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY, PURPOSE = "a key", "trying"
TEXTS = st.text(max_size=400)


def seal(text: str) -> str:
    return sealed(KEY, PURPOSE, text, NOW)


@given(TEXTS)
def test_what_is_sealed_opens_again_with_its_time(text: str) -> None:
    found = opened(KEY, PURPOSE, seal(text))
    assert (found.text, found.sealed_at) == (text, NOW)


@given(TEXTS)
def test_the_same_text_is_never_the_same_word(text: str) -> None:
    assert seal(text) != seal(text)


@given(TEXTS)
def test_a_word_has_one_of_a_few_lengths(text: str) -> None:
    assert len(seal(text)) in {(step + 28) * 4 // 3 for step in STEPS}


def test_short_and_less_short_are_equally_long() -> None:
    assert len(seal("")) == len(seal("x" * 180))


@pytest.mark.parametrize("place", range(0, len(seal("")), 7))
def test_a_word_that_was_changed_anywhere_is_refused(place: int) -> None:
    word = seal("language=pa")
    other = "A" if word[place] != "A" else "B"
    with pytest.raises(Spoilt):
        opened(KEY, PURPOSE, word[:place] + other + word[place + 1 :])


def test_the_last_letter_has_no_bits_to_spare() -> None:
    word = seal("language=pa")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for other in letters.replace(word[-1], ""):
        with pytest.raises(Spoilt):
            opened(KEY, PURPOSE, word[:-1] + other)


@given(st.text(max_size=300))
def test_nothing_else_is_taken_for_a_word(text: str) -> None:
    with pytest.raises(Spoilt):
        opened(KEY, PURPOSE, text)


@pytest.mark.parametrize("step", STEPS)
def test_words_of_the_right_length_are_refused_as_well(step: int) -> None:
    with pytest.raises(Spoilt):
        opened(KEY, PURPOSE, "é" * ((step + 28) * 4 // 3))
    with pytest.raises(Spoilt):
        opened(KEY, PURPOSE, base64.urlsafe_b64encode(bytes(step + 28)).decode())


@pytest.mark.parametrize(("key", "purpose"), [("another key", PURPOSE), (KEY, "something else")])
def test_another_site_or_purpose_opens_nothing(key: str, purpose: str) -> None:
    with pytest.raises(Spoilt):
        opened(key, purpose, seal("language=pa"))


def test_what_no_address_can_hold_is_refused() -> None:
    with pytest.raises(TooLong):
        seal(Random(1).randbytes(3_000).hex() * 2 + Random(2).randbytes(4_000).hex())
