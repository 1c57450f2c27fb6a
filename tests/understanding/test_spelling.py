"""A slip of one letter, wherever in a word it is made after the first, leads back to the word."""

from collections.abc import Callable

import pytest

from tests.understanding.conftest import Asked


def deleted(word: str, place: int) -> str:
    return word[:place] + word[place + 1 :]


def swapped(word: str, place: int) -> str:
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def other(word: str, place: int) -> str:
    return word[:place] + ("q" if word[place] != "q" else "z") + word[place + 1 :]


def doubled(word: str, place: int) -> str:
    return word[:place] + "q" + word[place:]


@pytest.mark.parametrize("word", ["bereavement", "depression"])
@pytest.mark.parametrize("slip", [deleted, swapped, other, doubled])
def test_one_slip_is_understood_at_every_place(asked: Asked, word: str, slip: Callable[[str, int], str]) -> None:
    first = 2 if slip is swapped else 1
    for place in range(first, len(word)):
        assert asked(slip(word, place)) == f"concern={word}", slip(word, place)


@pytest.mark.parametrize("text", ["bereavementq", "bereavementz"])
def test_a_letter_too_many_at_the_end_is_understood(asked: Asked, text: str) -> None:
    assert asked(text) == "concern=bereavement"


@pytest.mark.parametrize("text", ["qepression", "bqreaqement", "dexressixn", "traum", "grie"])
def test_two_slips_a_first_letter_and_short_words_are_not_guessed_at(asked: Asked, text: str) -> None:
    assert asked(text) == ""
