"""Folding: one word, however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.folding import fold, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łódź", "lodz"),
        ("CAFÉ", "cafe"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ", "full"),
        ("O’Brien", "obrien"),
        ("أَحْمَد", "احمد"),
        ("İstanbul", "istanbul"),
        ("Æthel", "aethel"),
    ],
)
def test_spellings_fold_alike(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trauma-informed care, gently.", ["trauma", "informed", "care", "gently"]),
        ("ਪੰਜਾਬੀ ਬੋਲਦੇ", ["ਪੰਜਾਬੀ", "ਬੋਲਦੇ"]),
        ("普通话 yes", ["普", "通", "话", "yes"]),
        ("don't", ["dont"]),
        ("…!?", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == [fold(word) for word in expected]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_are_found_again_in_their_own_join(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
