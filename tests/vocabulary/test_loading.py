"""Loading the vocabulary: idempotent, all or nothing, and no slug is ever lost."""

from pathlib import Path

import pytest

from app.plumbing.changes import VOCABULARY, read_counters
from app.plumbing.database import Database
from app.vocabulary.actions import load
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.queries import read_lexicon
from app.vocabulary.seeds import BadVocabulary, read_scheme
from config import ROOT

SEEDS = ROOT / "seeds" / "vocabulary"
HEAD = 'scheme = "colour"\nlabel = "Colour"\nmeaning = "A colour."\n'
RED = '[[term]]\nslug = "red"\nlabel = "Red"\nmeaning = "Like blood."\nsynonyms = ["crimson"]\n'
BLUE = '[[term]]\nslug = "blue"\nlabel = "Blue"\nmeaning = "Like the sky."\n'


def write(folder: Path, text: str) -> Path:
    (folder / "colour.toml").write_text(text, encoding="utf-8")
    return folder


def lexicon_after(database: Database, folder: Path) -> Lexicon:
    with database.writing() as session:
        load(session, folder)
    with database.reading() as session:
        return read_lexicon(session)


def test_loading_again_changes_nothing(database: Database) -> None:
    with database.writing() as session:
        loaded = load(session, SEEDS)
    assert (loaded.changed, loaded.retired) == (0, 0)


def test_a_change_raises_the_counter_once(database: Database, tmp_path: Path) -> None:
    with database.reading() as session:
        before = read_counters(session)[VOCABULARY]
    lexicon_after(database, write(tmp_path, HEAD + RED))
    with database.reading() as session:
        assert read_counters(session)[VOCABULARY] == before + 1


def test_a_term_that_left_its_file_is_retired_and_kept(database: Database, tmp_path: Path) -> None:
    lexicon_after(database, write(tmp_path, HEAD + RED + BLUE))
    lexicon = lexicon_after(database, write(tmp_path, HEAD + RED))
    blue = lexicon.term("colour", "blue")
    assert blue is not None
    assert blue.retired


def test_a_retired_term_comes_back_with_its_file(database: Database, tmp_path: Path) -> None:
    for text in (HEAD + RED + BLUE, HEAD + RED, HEAD + RED + BLUE):
        lexicon = lexicon_after(database, write(tmp_path, text))
    blue = lexicon.term("colour", "blue")
    assert blue is not None
    assert not blue.retired


def test_a_forward_leads_to_the_other_term(database: Database, tmp_path: Path) -> None:
    lexicon = lexicon_after(database, write(tmp_path, HEAD + RED + BLUE + 'forward_to = "red"\n'))
    assert lexicon.label("colour", "blue") == "Red"


def test_a_term_is_found_by_any_of_its_names(database: Database, tmp_path: Path) -> None:
    lexicon = lexicon_after(database, write(tmp_path, HEAD + RED))
    named = [lexicon.named("colour", name) for name in ("red", "RED", " Crimson ")]
    assert named == [lexicon.term("colour", "red")] * 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + RED + RED, "twice"),
        (HEAD + RED.replace("red", "Not A Slug"), "not a slug"),
        (HEAD + RED.replace('label = "Red"\n', ""), "no label"),
        (HEAD + RED + 'parent = "green"\n', "green"),
        (HEAD + RED + BLUE + 'synonyms = ["Crimson"]\n', "leads to both"),
        (HEAD + RED + "odd = 1\n", "odd"),
        (HEAD, "term"),
        ("not toml at all [", "cannot be read"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadVocabulary, match=says):
        read_scheme(write(tmp_path, text) / "colour.toml")


def test_a_bad_file_changes_nothing(database: Database, tmp_path: Path) -> None:
    write(tmp_path, HEAD + RED)
    (tmp_path / "shape.toml").write_text("broken [")
    with pytest.raises(BadVocabulary), database.writing() as session:
        load(session, tmp_path)
    with database.reading() as session:
        assert "colour" not in read_lexicon(session).schemes
