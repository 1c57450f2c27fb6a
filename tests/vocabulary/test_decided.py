"""A load of the seeds leaves alone what stewards decided, and says so in one line."""

from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from app.listings.live import LiveDirectory
from app.moderation.vocabulary import actions
from app.moderation.vocabulary.actions import Wording
from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from app.vocabulary.actions import Loaded, load
from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.queries import read_lexicon
from app.vocabulary.seeds import BadVocabulary, read_scheme
from tests.listings.test_live import follow
from tests.records import practitioner, save
from tests.vocabulary.test_loading import BLUE, HEAD, RED, write

STEWARD = UUID(int=1)
GREEN = '[[term]]\nslug = "green"\nlabel = "Green"\nmeaning = "Like grass."\n'


@pytest.fixture
def seeds(database: Database, tmp_path: Path) -> Path:
    loaded(database, write(tmp_path, HEAD + RED + BLUE))
    return tmp_path


def loaded(database: Database, folder: Path) -> Loaded:
    with database.writing() as session:
        return load(session, folder)


def lexicon_of(database: Database) -> Lexicon:
    with database.reading() as session:
        return read_lexicon(session)


def term(database: Database, slug: str) -> Word:
    return lexicon_of(database).terms("colour")[slug]


def decide(app: Flask, database: Database, act: str, *args: object) -> None:
    with app.test_request_context(), database.writing() as session:
        getattr(actions, act)(session, "colour", *args, STEWARD)


def wording(label: str, *synonyms: str, **others: str) -> Wording:
    return Wording(label, "As stewards say.", synonyms, others)


def test_what_stewards_added_is_not_retired(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "add", "teal", wording("Teal", "duck blue"), None, None)
    did = loaded(database, seeds)
    assert (did.changed, did.retired, did.left) == (0, 0, ("colour:teal",))
    assert (term(database, "teal").retired, term(database, "teal").synonyms) == (False, ("duck blue",))


def test_a_term_that_comes_to_be_in_the_seeds_too_keeps_the_stewards_words(
    app: Flask, database: Database, seeds: Path
) -> None:
    decide(app, database, "add", "green", wording("Verdant"), None, None)
    write(seeds, HEAD + RED + BLUE + GREEN + 'synonyms = ["grassy"]\n')
    assert loaded(database, seeds).left == ("colour:green",)
    assert (term(database, "green").label, term(database, "green").synonyms) == ("Verdant", ("grassy",))


def test_a_label_and_a_meaning_of_the_stewards_stay(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "relabel", "red", wording("Scarlet", "crimson"))
    assert loaded(database, seeds).left == ("colour:red",)
    word = term(database, "red")
    assert (word.label, word.meaning, word.synonyms) == ("Scarlet", "As stewards say.", ("Red", "crimson"))


def test_a_synonym_that_was_dropped_stays_away(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "relabel", "red", wording("Red", "ruby"))
    write(seeds, HEAD + RED.replace('"crimson"', '"crimson", "cherry"') + BLUE)
    loaded(database, seeds)
    assert term(database, "red").synonyms == ("cherry", "ruby")
    assert lexicon_of(database).named("colour", "crimson") is None


def test_a_label_in_another_language_stays(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "relabel", "red", wording("Red", "crimson", de="Rot"))
    decide(app, database, "relabel", "red", wording("Red", "crimson", de="Scharlach"))
    write(seeds, HEAD + RED + 'translations.de = {label = "Blutrot", meaning = "Wie Blut."}\n' + BLUE)
    assert "colour:red" in loaded(database, seeds).left
    word = term(database, "red")
    assert (word.label_in("de"), word.synonyms) == ("Scharlach", ("Rot", "crimson"))


def test_what_was_merged_retired_or_brought_back_stays_so(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "retire", "blue", "red")
    assert loaded(database, seeds).left == ("colour:blue",)
    assert lexicon_of(database).live("colour", "blue") == "red"
    write(seeds, HEAD + RED)
    loaded(database, seeds)
    decide(app, database, "bring_back", "blue")
    assert loaded(database, seeds).left == ("colour:blue",)
    assert lexicon_of(database).live("colour", "blue") == "blue"


def test_a_forward_of_the_seeds_makes_no_ring_with_one_of_the_stewards(
    app: Flask, database: Database, seeds: Path
) -> None:
    decide(app, database, "retire", "blue", "red")
    write(seeds, HEAD + RED + 'forward_to = "blue"\n' + BLUE)
    assert loaded(database, seeds).left == ("colour:blue", "colour:red")
    assert {lexicon_of(database).live("colour", slug) for slug in ("red", "blue")} == {"red"}


def test_seeds_that_go_round_in_a_ring_are_refused(tmp_path: Path) -> None:
    write(tmp_path, HEAD + RED + 'forward_to = "blue"\n' + BLUE + 'forward_to = "red"\n')
    with pytest.raises(BadVocabulary, match="forwarded to itself"):
        read_scheme(tmp_path / "colour.toml")


def test_loading_twice_changes_nothing_the_second_time(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "relabel", "red", wording("Scarlet", "ruby", de="Rot"))
    decide(app, database, "add", "teal", wording("Teal"), None, "blue")
    decide(app, database, "retire", "teal", "blue")
    first, second = loaded(database, seeds), loaded(database, seeds)
    assert (first.changed, second.changed, second.retired, second.left) == (0, 0, 0, first.left)


def test_the_command_says_what_it_left(app: Flask, database: Database) -> None:
    with app.test_request_context(), database.writing() as session:
        actions.retire(session, "concern", "panic", "anxiety", STEWARD)
    said = app.test_cli_runner().invoke(args=["vocabulary", "load"]).output
    assert said.splitlines()[-1] == "Left as stewards decided: concern:panic."


def test_what_the_seeds_retire_or_forward_is_published_too(app: Flask, tmp_path: Path) -> None:
    """A release that merges two terms is as good as a steward who does."""
    database: Database = app.extensions["attune.database"]
    head = HEAD.replace('"colour"', '"concern"', 1)
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "concern.toml").write_text(head + RED + BLUE + GREEN)
    loaded(database, folder)
    save(database, practitioner(facts=[NewFact("concern", "red"), NewFact("concern", "green")]))
    (folder / "concern.toml").write_text(head + RED + 'forward_to = "blue"\n' + BLUE)
    loaded(database, folder)
    assert dict(follow(LiveDirectory(), database).snapshot.values("concern")) == {"blue": 1}


def test_a_merged_term_names_the_one_that_stands_for_it(app: Flask, database: Database, seeds: Path) -> None:
    decide(app, database, "retire", "red", "blue")
    lexicon = lexicon_of(database)
    assert [lexicon.named("colour", name) for name in ("red", "crimson")] == [lexicon.terms("colour")["blue"]] * 2
