"""The corpus: sentences from many kinds of voices, with what a thoughtful person would expect of each."""

from collections import Counter

from app.criteria.grammar import serialise
from tests.understanding.conftest import Hear
from tests.understanding.corpus import FOLDER, MACROS, Example, examples

RIGHT = 0.95
OTHER_LANGUAGES = ("spanish", "french", "polish", "arabic", "urdu")


def known_misses(name: str = "known_misses") -> dict[str, str]:
    """The sentences known to be missed, with the reason."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" => ") for line in lines if line.strip() and not line.startswith("#")]
    return {said: reason for said, _arrow, reason in rows}


def missed(hear: Hear, some: list[Example]) -> dict[str, str]:
    """Each sentence that is not exactly right, with what is missing and what is too much."""
    found = {}
    for example in some:
        got = frozenset(serialise(hear(example.said).criteria))
        if got != example.pairs:
            found[example.said] = f"missing {sorted(example.pairs - got)}, too much {sorted(got - example.pairs)}"
    return found


def of_corpus() -> list[Example]:
    return [example for example in examples() if example.file not in ("held_out", "known_misses")]


def test_nearly_every_sentence_is_exactly_right(hear: Hear) -> None:
    some = of_corpus()
    misses = missed(hear, some)
    told = "\n".join(f"{said}: {why}" for said, why in misses.items())
    assert 1 - len(misses) / len(some) >= RIGHT, told


def test_the_misses_are_exactly_the_ones_listed(hear: Hear) -> None:
    misses = missed(hear, [*of_corpus(), *examples("held_out")])
    assert misses.keys() == known_misses().keys(), misses


def test_every_listed_miss_has_a_reason() -> None:
    assert [said for said, reason in known_misses().items() if len(reason) < 10] == []


def test_the_corpus_is_large_and_of_many_voices() -> None:
    counted = Counter(example.file for example in of_corpus())
    assert counted.total() >= 400
    assert len(counted) >= 12
    assert [language for language in OTHER_LANGUAGES if counted[language] < 15] == []


def test_no_sentence_stands_there_twice() -> None:
    counted = Counter(example.said for example in [*of_corpus(), *examples("held_out")])
    assert [said for said, times in counted.items() if times > 1] == []


def test_expectations_name_terms_that_exist(hear: Hear, lexicon) -> None:  # type: ignore[no-untyped-def]
    from app.listings.facets import BY_KEY

    named = {pair for example in [*of_corpus(), *examples("held_out")] for pair in example.pairs}
    wrong = []
    for key, value in named:
        facet, slug = value.split(":", 1) if ":" in value else (key, value)
        if (facet in BY_KEY and lexicon.term(facet, slug) is None) or (facet not in BY_KEY and slug != value):
            wrong.append((key, value))
    assert wrong == []


def test_macros_are_what_they_say() -> None:
    assert {pair.split("=")[0] for pair in MACROS["SHORT"].split()} == {"fee_help"}
