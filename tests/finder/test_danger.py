"""Words of danger bring urgent help to the top, and never change the search."""

import pytest

from tests.visit import Visit


@pytest.mark.parametrize("words", ["I want to kill myself", "suicide", "SUICIDAL thoughts", "end my life"])
def test_words_of_danger_bring_help_before_everything_else(visit: Visit, words: str) -> None:
    page = visit("finder.find", q=words)
    main = page.body[page.body.index("<main") :]
    assert main.index("/urgent-help") < main.index("<h1")


@pytest.mark.parametrize("words", ["grief", "killer whales", "work stress"])
def test_other_words_do_not(visit: Visit, words: str) -> None:
    page = visit("finder.find", q=words)
    main = page.body[page.body.index("<main") :]
    assert "/urgent-help" not in main[: main.index("<h1")]


@pytest.mark.parametrize(
    "asked", ["concern=suicidal-thoughts", "prefer=concern:suicidal-thoughts", "concern=self-harm"]
)
def test_a_concern_of_danger_does_too_whether_required_or_wished_for(visit: Visit, asked: str) -> None:
    page = visit.path(f"/find?{asked}")
    main = page.body[page.body.index("<main") :]
    assert main.index("/urgent-help") < main.index("<h1")
