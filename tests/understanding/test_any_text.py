"""Whatever is said: it never fails, never takes long, and what comes out can be written and read again."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.criteria.grammar import parse, serialise
from app.understanding.leftovers import LONGEST_PIECE, MOST
from app.understanding.tokens import LONGEST
from app.understanding.understanding import Understanding
from app.vocabulary.lexicon import Lexicon
from tests.understanding.conftest import Hear
from tests.understanding.corpus import examples

WORDS = sorted({word for example in examples() for word in example.said.split()})
LONG_AT_MOST = 1.0  # seconds, on a slow machine; the median is below a hundredth of it

sound = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def judge(heard: Understanding, lexicon: Lexicon) -> None:
    again = parse(serialise(heard.criteria), lexicon, "GBP")
    assert again.criteria == heard.criteria
    assert not again.problems and not again.ignored
    assert len(heard.not_understood) <= MOST
    assert all(0 < len(piece) <= LONGEST_PIECE for piece in heard.not_understood)


@given(text=st.text(max_size=300))
@sound
def test_any_characters(hear: Hear, lexicon: Lexicon, text: str) -> None:
    judge(hear(text), lexicon)


@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
@sound
def test_any_words_in_any_order(hear: Hear, lexicon: Lexicon, words: list[str]) -> None:
    judge(hear(" ".join(words)), lexicon)


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=15))
@sound
def test_what_is_told_was_said(hear: Hear, words: list[str]) -> None:
    text = " ".join(words)
    heard = hear(text)
    for piece in (*heard.not_understood, *(piece for piece, _meaning in heard.understood)):
        assert piece in " ".join(text.split())


def test_naughty_strings(hear: Hear, lexicon: Lexicon, real_data: Path) -> None:
    for line in (real_data / "strings" / "naughty_strings.txt").read_text(encoding="utf-8").splitlines():
        judge(hear(line), lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "near " * 1_000,
        "no " * 1_000,
        "ideally, " * 500,
        "25 " * 1_000,
        "£" * 5_000,
        "(" * 5_000,
        "\u202e" * 5_000,
        "'" * 5_000,
        "anxeity depresion " * 200,
        "Zork Blork Snork " * 200,
        "my son is " * 300,
        "\u0301" * 5_000,
        "1,000" * 1_000,
        "中" * 3_000,
        "\ud800" * 100,
        "I'm a " * 500,
    ],
)
def test_huge_and_hostile_texts_take_no_time(hear: Hear, lexicon: Lexicon, text: str) -> None:
    hear("warm")
    began = time.perf_counter()
    judge(hear(text), lexicon)
    assert time.perf_counter() - began < LONG_AT_MOST


def test_what_is_too_long_is_read_up_to_a_point(hear: Hear) -> None:
    assert hear("x" * (LONGEST - 10) + " woman").criteria.chosen == {"gender": ("woman",)}
    assert hear("x" * LONGEST + " woman").criteria.chosen == {}


@pytest.mark.parametrize("facet", ["concern", "approach", "language", "access", "times", "format"])
def test_the_words_of_a_chip_are_understood(hear: Hear, lexicon: Lexicon, facet: str) -> None:
    """A term's own label, said alone, asks for that term: nearly always, for some labels are several things' names."""
    terms = [term for term in lexicon.terms(facet).values() if not term.retired]
    said = [term for term in terms if term.slug in hear(term.label).criteria.chosen.get(facet, ())]
    missing = [term.label for term in terms if term not in said]
    assert len(said) / len(terms) >= 0.9, missing


def test_nothing_is_kept_from_one_text_to_the_next(hear: Hear) -> None:
    first = hear("a woman near Leeds")
    hear("a man in York who plays glockenspiel")
    assert hear("a woman near Leeds") == first


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a woman who plays the glockenspiel", ("plays the glockenspiel",)),
        ("a woman near Leeds", ()),
        ("glockenspiel, trombone", ("glockenspiel", "trombone")),
        ("glockenspiel woman trombone", ("glockenspiel", "trombone")),
        ("please help me", ()),
        ("glockenspiel. glockenspiel", ("glockenspiel",)),
        ("", ()),
        ("12 34", ()),
    ],
)
def test_what_is_left_over_is_quoted(hear: Hear, text: str, left: tuple[str, ...]) -> None:
    assert hear(text).not_understood == left
