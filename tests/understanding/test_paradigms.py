"""Phrases made of slots, fillers inside a phrase, conjunctions written on, and whose illness is spoken of."""

from pathlib import Path

import pytest

from app.understanding.phrases import Phrase, PhraseIndex
from app.understanding.tables import BadTables, Tables, read_tables
from app.understanding.tokens import tokenise
from tests.understanding.conftest import Asked

GRAMMAR = """
fillers = ["really"]
joined = ["w"]
child = ["son"]
[slots]
my = ["my", "our"]
kin = ["dad", "big brother"]
[phrases]
"lost {my} {kin}" = "concern:bereavement"
"lost our dad" = "concern:trauma"
"""


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    (tmp_path / "xx.toml").write_text(GRAMMAR)
    return read_tables(tmp_path)


def index(phrase: str, *fillers: str) -> PhraseIndex:
    key = tuple(phrase.split())
    known = Phrase((("concern", "sleep"),), own=True)
    return PhraseIndex({key: known}, {}, {key[0]: len(key)}, frozenset(), frozenset(), frozenset(), frozenset(fillers))


def test_a_phrase_with_slots_is_every_phrase_they_make(tables: Tables) -> None:
    made = {" ".join(key) for key in tables.phrases if key[0] == "lost"}
    assert made == {"lost my dad", "lost our dad", "lost my big brother", "lost our big brother"}


def test_a_plain_phrase_wins_over_one_that_slots_make(tables: Tables) -> None:
    assert tables.phrases["lost", "our", "dad"] == ("concern:trauma",)
    assert tables.phrases["lost", "my", "dad"] == ("concern:bereavement",)


def test_a_conjunction_may_be_written_on(tables: Tables) -> None:
    assert tables.phrases["wlost", "my", "dad"] == ("concern:bereavement",)


def test_relatives_are_marked_with_their_possessive(tables: Tables) -> None:
    assert tables.marked("son", "child")
    assert tables.marked("sons", "child")


def test_fillers_are_read(tables: Tables) -> None:
    assert tables.fillers == {"really"}


def test_a_slot_that_nobody_filled_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text('[phrases]\n"lost {kin}" = ""\n')
    with pytest.raises(BadTables, match="'kin'"):
        read_tables(tmp_path)


def test_slots_belong_to_their_file(tmp_path: Path) -> None:
    (tmp_path / "aa.toml").write_text('[slots]\nkin = ["dad"]\n')
    (tmp_path / "bb.toml").write_text('[phrases]\n"lost {kin}" = ""\n')
    with pytest.raises(BadTables, match="'kin'"):
        read_tables(tmp_path)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("cant sleep", 2),
        ("cant really sleep", 3),
        ("cant really really sleep", 4),
        ("cant, really sleep", 0),
        ("cant really, sleep", 0),
        ("cant hardly sleep", 0),
        ("really cant sleep", 0),
        ("cant really", 0),
    ],
)
def test_a_filler_may_stand_inside_a_phrase_and_no_break(text: str, length: int) -> None:
    assert index("cant sleep", "really").at(tokenise(text), 0)[0] == length


def test_a_phrase_with_a_filler_of_its_own_is_met_as_it_is() -> None:
    assert index("so low", "so").at(tokenise("so low"), 0)[0] == 2


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("I'm a carer for my mum with Parkinson's", "concern=caring-for-someone"),
        ("I'm a carer for my mum with dementia", "concern=caring-for-someone&concern=dementia"),
        ("caring for my husband who has chronic pain", "concern=caring-for-someone"),
        ("I care for my mum. I have chronic pain", "concern=caring-for-someone&concern=chronic-pain"),
        ("my husband has chronic pain", "concern=chronic-pain"),
    ],
)
def test_the_illness_of_who_is_cared_for_is_not_the_seekers(asked: Asked, text: str, query: str) -> None:
    assert sorted(asked(text).split("&")) == sorted(query.split("&"))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("my dad died", "concern=bereavement"),
        ("we lost our nan", "concern=bereavement"),
        ("my husband keeps hitting me", "concern=domestic-abuse"),
        ("my husband is violent", "concern=domestic-abuse"),
        ("my mother is controlling", "concern=coercive-control"),
        ("my wife had an affair", "concern=betrayal"),
        ("I can't really sleep", "concern=sleep"),
        ("scared to ring people", "contact_mode=email&contact_mode=text&contact_mode=form"),
        ("gay men's group", "community=lgb&community=men&session=group"),
        ("a gay male therapist", "identity=gay&gender=man"),
        ("I'm Ghanaian and I'd love a Black therapist", "community=ghanaian&prefer=identity:black"),
        ("my son's 15", "age_group=14-17&session=child"),
        ("Bath area", "near=Bath"),
        ("perdí a mi hermano", "concern=bereavement"),
        ("j'ai perdu mon frère", "concern=bereavement"),
        ("zmarła moja mama", "concern=bereavement"),
        ("ولا أستطيع النوم", "concern=sleep"),
        ("mera shohar mujhe marta hai", "concern=domestic-abuse"),
        ("a tenner a week", "pay=10"),
    ],
)
def test_paradigms(asked: Asked, text: str, query: str) -> None:
    assert sorted(asked(text).split("&")) == sorted(query.split("&"))
