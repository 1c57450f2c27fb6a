"""Acronyms that are words, misspellings, the longest phrase, and tokens."""

import pytest

from app.understanding.phrases import phrase_index
from app.understanding.spelling import corrected
from app.understanding.tables import BadTables, read_tables
from app.understanding.tokens import COMMA, JOINED, LONGEST, STOP, clean, tokenise
from app.understanding.understanding import SEEDS
from app.vocabulary.lexicon import Lexicon
from tests.understanding.conftest import Asked, Hear

ACRONYMS = [
    ("ACT", "act"),
    ("PE", "prolonged-exposure"),
    ("CAT", "cognitive-analytic-therapy"),
    ("NET", "narrative-exposure-therapy"),
    ("SE", "somatic-experiencing"),
    ("ART", "accelerated-resolution-therapy"),
]


@pytest.mark.parametrize(("acronym", "slug"), ACRONYMS)
def test_in_capitals_an_acronym_is_one(asked: Asked, acronym: str, slug: str) -> None:
    assert asked(f"I would like {acronym} please") == f"approach={slug}"


@pytest.mark.parametrize("acronym", [acronym for acronym, _slug in ACRONYMS])
def test_in_small_letters_it_is_a_word(asked: Asked, acronym: str) -> None:
    assert asked(f"I would like {acronym.lower()} please") == ""


@pytest.mark.parametrize(("acronym", "slug"), [pair for pair in ACRONYMS if pair[0] != "ART"])
def test_beside_a_word_of_therapy_it_is_one(asked: Asked, acronym: str, slug: str) -> None:
    assert asked(f"{acronym.lower()} therapist") == f"approach={slug}"


@pytest.mark.parametrize("acronym", [acronym for acronym, _slug in ACRONYMS])
def test_shouting_makes_no_acronym(asked: Asked, acronym: str) -> None:
    assert asked(f"I WOULD LIKE {acronym} PLEASE") == ""


def test_art_therapy_is_what_it_says(asked: Asked) -> None:
    assert asked("art therapy") == "approach=art-therapy"


def test_eft_means_either_until_a_couple_is_spoken_of(asked: Asked) -> None:
    assert asked("EFT") == "approach=eft-for-couples&approach=emotional-freedom-techniques"
    assert asked("eft") == "approach=eft-for-couples&approach=emotional-freedom-techniques"
    assert asked("EFT with my husband") == "approach=eft-for-couples"
    assert asked("EFT tapping with my husband") == "approach=emotional-freedom-techniques"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("anxeity", "concern=anxiety"),
        ("depresion", "concern=depression"),
        ("bereavment", "concern=bereavement"),
        ("hypnotherpy", "approach=hypnotherapy"),
        ("mindfullness", "approach=mindful-awareness"),
        ("punjaby", "language=pa"),
        ("evneings", "times=evening"),
        ("saturdys", "times=saturday"),
        ("wheelchiar", "access=step-free"),
    ],
)
def test_one_slip_in_a_long_word_is_put_right(asked: Asked, wrong: str, right: str) -> None:
    assert asked(wrong) == right


@pytest.mark.parametrize(
    "word", ["wont", "angre", "friend", "council", "martin", "xxxxxxx", "anxiety", "depressssion", "a" * 500]
)
def test_short_known_and_far_words_are_left_alone(lexicon: Lexicon, word: str) -> None:
    assert corrected(word, phrase_index(lexicon, read_tables(SEEDS))) is None


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Saturday mornings", "times=saturday"),
        ("mornings", "times=weekday-morning"),
        ("no phone calls", "contact_mode=email&contact_mode=text&contact_mode=form"),
        ("phone calls", "contact_mode=phone"),
        ("over the phone", "format=phone"),
        ("complex trauma", "concern=complex-trauma"),
        ("internal family systems", "approach=ifs"),
        ("the body keeps the score", "approach=trauma-informed-body-based"),
        ("psychiatrist", "profession=psychiatrist"),
        ("as soon as possible", "sort=soonest"),
        ("no waiting list", "availability=now"),
        ("i can wait", "availability=now&availability=waitlist"),
        ("panic attack", "concern=panic"),
        ("cheapest", "sort=cost"),
    ],
)
def test_the_longest_phrase_wins(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


@pytest.mark.parametrize(
    "name",
    [
        "van der Kolk",
        "Porges",
        "polyvagal theory",
        "Gabor Maté",
        "Peter Levine",
        "Pat Ogden",
        "Dan Siegel",
        "Bruce Perry",
        "Allan Schore",
    ],
)
def test_an_author_leads_to_one_approach(hear: Hear, name: str) -> None:
    assert len(hear(f"someone who works like {name}").criteria.chosen["approach"]) == 1


# --- tokens -------------------------------------------------------------------------------------------------


def test_tokens_know_their_words_numbers_and_breaks() -> None:
    tokens = tokenise("Don’t, £25.50! LS6 25quid")
    assert [token.word for token in tokens] == ["dont", "£", "25.50", "ls6", "25", "quid"]
    assert [token.parted for token in tokens] == [STOP, COMMA, JOINED, STOP, JOINED, JOINED]
    assert [token.number for token in tokens] == [None, None, 25.5, None, 25.0, None]


def test_capitals_are_seen() -> None:
    assert [(t.caps, t.title) for t in tokenise("ACT Leeds me")] == [(True, True), (False, True), (False, False)]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("a b", JOINED),
        ("a-b", JOINED),
        ("a, b", COMMA),
        ("a (b", COMMA),
        ("a - b", COMMA),
        ("a — b", COMMA),
        ("a. b", STOP),
        ("a; b", STOP),
        ("a\nb", STOP),
        ("a؟ b", STOP),
        ("a، b", COMMA),
        ("a/b", JOINED),
        ("St. Albans", COMMA),
    ],
)
def test_breaks(text: str, parted: int) -> None:
    assert tokenise(text)[1].parted == parted


@pytest.mark.parametrize(
    ("text", "number"), [("٢٥", 25), ("۲۵", 25), ("२५", 25), ("1,000", 1000), ("12.5", 12.5), ("12,5", 12.5)]
)
def test_digits_of_every_script_count(text: str, number: float) -> None:
    assert [token.number for token in tokenise(text)] == [number]


def test_cleaning_takes_control_characters_and_what_is_too_much() -> None:
    assert clean("a\x00b\u202ec\ud800d") == "a b c d"
    assert len(clean("x" * 100_000)) == LONGEST
    assert clean(" \n ") == ""


# --- tables -------------------------------------------------------------------------------------------------


def test_every_phrase_of_the_grammar_means_a_term_that_exists(lexicon: Lexicon) -> None:
    single = {"sort", "near", "reduced_open", "without", "religion", ""}
    wrong = []
    for words, meanings in read_tables(SEEDS).phrases.items():
        for meaning in meanings:
            key, _colon, slug = meaning.partition(":")
            if meaning != "short" and key not in single and lexicon.term(key, slug) is None:
                wrong.append((words, meaning))
    assert wrong == []


def test_communities_of_words_exist(lexicon: Lexicon) -> None:
    tables = read_tables(SEEDS)
    assert [slug for slug in tables.community_of.values() if lexicon.term("community", slug) is None] == []
    assert [key for key in tables.community_of if lexicon.term(*key.split(":")) is None] == []


@pytest.mark.parametrize("content", ["no = [", "nonsense = []"])
def test_a_file_that_breaks_a_rule_is_named(tmp_path, content: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "xx.toml").write_text(content)
    with pytest.raises(BadTables, match=r"xx\.toml"):
        read_tables(tmp_path)


def test_no_files_are_no_grammar(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadTables, match="no files"):
        read_tables(tmp_path)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("act therapy near Leeds", "approach=act&near=Leeds"),
        ("therapy ACT", "approach=act"),
        ("I act, therapy near Leeds", "near=Leeds"),
        ("I AM SO ANXIOUS AND I NEED TO ACT", "concern=anxiety"),
        ("cat lovers, CAT near Leeds", "approach=cognitive-analytic-therapy&near=Leeds"),
        ("net near Leeds", "near=Leeds"),
        ("£300 income a month, anxiety", "concern=anxiety"),
        ("300 income, anxiety", "concern=anxiety"),
    ],
)
def test_words_that_may_be_more_than_one_thing(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query
