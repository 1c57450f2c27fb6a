"""What stewards decide reaches every process, and in any order it leaves every key with one answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from threading import Thread
from typing import Any
from uuid import UUID

import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.listings.live import CHECK_EVERY
from app.moderation.vocabulary import actions
from app.moderation.vocabulary.actions import VocabularyRefused, Wording
from app.moderation.vocabulary.queries import names_of
from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from app.vocabulary.folding import fold
from app.vocabulary.models import Scheme
from app.vocabulary.queries import read_gone, read_lexicon
from app.vocabulary.rules import resolve
from tests.editor.conftest import LISTING
from tests.moderation.test_vocabulary_desk import DESK, found, look_again, retire
from tests.records import offer, practitioner, save
from tests.signed_in import Person, steward
from tests.signed_in import practitioner as signed_in_practitioner

STEWARD = UUID(int=1)
_schemes = count()


def test_another_process_follows_in_index_labels_sentences_and_choices(
    make_app: Callable[..., Flask], database: Database
) -> None:
    """Both have looked before; the second does again as it does every quarter of a second, and was not restarted."""
    assert CHECK_EVERY < 5
    url = database.url.render_as_string(hide_password=False)
    here, there = make_app(url), make_app(url)
    with time_machine.travel(datetime(2026, 11, 1, 9, tzinfo=UTC), tick=True) as moment:
        save(database, practitioner(facts=[NewFact("concern", "panic")], offers=[offer()]))
        assert found(there, "concern=panic") == ["Ada Example"]
        ada = signed_in_practitioner(there)
        ada.submit(ada.get("/practitioner"), name="Ada King", kind="individual")
        assert "Sudden terror" not in ada.get(LISTING + "concern").text
        _decide_all(here)
        moment.shift(1)
        assert found(there, "concern=panic") == found(there, "concern=stress") == ["Ada Example"]
        choices = ada.get(LISTING + "concern").text
        assert "Volcano worry" in choices and "Sudden terror" in choices
        terms = [box.get("value") for box in ada.get(LISTING + "concern").every("input", type="checkbox")]
        assert "panic" not in terms and "volcano-worry" in terms
        for words, query in (("lava dread", "volcano-worry"), ("sudden terror", "anxiety"), ("panic", "stress")):
            said = there.test_client().post("/api/v1/understanding", json={"say": f"help with {words}"}).get_json()
            assert said["query"] == f"concern={query}"


def _decide_all(app: Flask) -> None:
    sam: Person = steward(app)
    sam.submit(
        sam.get(f"{DESK}/concern/add"), "Add it", label="Volcano worry", meaning="Of volcanoes.", synonyms="lava dread"
    )
    sam.submit(sam.get(f"{DESK}/concern/terms/anxiety/words"), "Save the words", label="Sudden terror")
    retire(sam, "concern/panic", "stress")


KEYS = ("ash", "birch", "cedar", "doum")
LABELS = ("Ash", "Birch", "Cedar", "Doum", "Elm", "ash")
keys, labels = st.sampled_from(KEYS), st.sampled_from(LABELS)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), keys, labels, st.lists(labels, max_size=2)),
        st.tuples(st.just("relabel"), keys, labels, st.lists(labels, max_size=2)),
        st.tuples(st.just("retire"), keys, st.none() | keys),
        st.tuples(st.just("bring_back"), keys),
    ),
    min_size=4,
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_after_any_acts_every_key_has_one_answer(app: Flask, database: Database, acts: list[Any]) -> None:
    """Every key that ever was leads to one live term or to none, and every name to at most one live term."""
    scheme = f"tree{next(_schemes)}"
    with database.writing() as session:
        session.add(Scheme(slug=scheme, label="Trees", meaning="Trees."))
    ever: set[str] = set()
    for name, key, *rest in acts:
        if _done(app, database, scheme, name, key, rest) and name == "add":
            ever.add(key)
        with database.reading() as session:
            gone, names = read_gone(session).get(scheme, {}), names_of(session, scheme)
        assert names.keys() == ever
        ends = {key: resolve(gone, key) for key in ever}
        assert all(end is None or (end in ever and end not in gone) for end in ends.values())
        owners: dict[str, set[str]] = {}
        for key in ever:
            for said in names[key] if ends[key] is not None else ():
                owners.setdefault(fold(said), set()).add(str(ends[key]))
        assert all(len(leads) == 1 for leads in owners.values())
    with database.reading() as session:
        lexicon = read_lexicon(session)
    assert {key: lexicon.live(scheme, key) for key in ever} == {key: resolve(gone, key) for key in ever}


def _done(app: Flask, database: Database, scheme: str, name: str, key: str, rest: list[Any]) -> bool:
    try:
        with app.test_request_context(), database.writing() as session:
            if name in ("add", "relabel"):
                wording = Wording(rest[0], "A tree.", [text for text in dict.fromkeys(rest[1]) if text != rest[0]], {})
                args = (wording, None, None) if name == "add" else (wording,)
            else:
                args = tuple(rest)
            getattr(actions, name)(session, scheme, key, *args, STEWARD)
    except VocabularyRefused:
        return False
    return True


def test_two_stewards_at_once_make_no_ring(app: Flask, database: Database) -> None:
    """One merges there what the other merges back: whoever comes second is refused."""
    refused: list[str] = []

    def merge(slug: str, onward: str) -> None:
        with app.test_request_context():
            try:
                with database.writing() as session:
                    actions.retire(session, "concern", slug, onward, STEWARD)
            except VocabularyRefused as refusal:
                refused.append(str(refusal))

    threads = [Thread(target=merge, args=pair) for pair in (("panic", "anxiety"), ("anxiety", "panic"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    look_again(app)
    with database.reading() as session:
        gone = read_gone(session)["concern"]
    assert (len(refused), len(gone)) == (1, 1)
    assert None not in {resolve(gone, slug) for slug in ("panic", "anxiety")}
