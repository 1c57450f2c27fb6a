"""Whatever is typed, there is an answer and no exception."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.places.gazetteer import Ambiguous, Found, Gazetteer, Unknown

STRINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "strings" / "naughty_strings.txt"

words = st.sampled_from(
    [
        "leeds",
        "portland",
        "georgia",
        "ls6",
        "2ab",
        "sw1a",
        "06708",
        "2000",
        "me",
        "uk",
        "country",
        "st",
        "the",
        "near",
    ]
)


def _is_sound(finding: object) -> bool:
    match finding:
        case Unknown():
            return True
        case Found(place):
            return -90 <= place.lat <= 90 and -180 <= place.lon <= 180 and bool(place.label)
        case Ambiguous(_, candidates):
            return 0 < len(candidates) <= 8 and len({place.label for place in candidates}) == len(candidates)
    return False


@given(text=st.text(max_size=300), hint=st.none() | st.text(max_size=4))
@example(text="\ud800", hint=None)
@example(text="﷽" * 200, hint="GB")
@example(text="a," * 100, hint="GB")
@example(text=" ".join("a" * 90), hint="GB")
@example(text="st " * 60, hint="US")
@example(text="A9 9AA " * 28, hint="US")
def test_any_text_has_a_sound_answer(gazetteer: Gazetteer, text: str, hint: str | None) -> None:
    assert _is_sound(gazetteer.find(text, hint))


@given(
    text=st.lists(words, min_size=1, max_size=8).flatmap(
        lambda chosen: st.lists(st.sampled_from([" ", ", "]), min_size=len(chosen), max_size=len(chosen)).map(
            lambda gaps: "".join(word + gap for word, gap in zip(chosen, gaps, strict=True))
        )
    ),
    hint=st.sampled_from([None, "GB", "US", "IE"]),
)
def test_any_jumble_of_known_words_has_a_sound_answer(gazetteer: Gazetteer, text: str, hint: str | None) -> None:
    assert _is_sound(gazetteer.find(text, hint))


@pytest.mark.real_data
@pytest.mark.skipif(not STRINGS.exists(), reason="the list of naughty strings is not beside this checkout")
def test_every_naughty_string_has_a_sound_answer(gazetteer: Gazetteer) -> None:
    lines = STRINGS.read_text("utf-8").splitlines()
    assert [line for line in lines if not _is_sound(gazetteer.find(line, "GB"))] == []
