"""A snapshot after changes is, in every answer, the snapshot built anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search import Document, OfferDocument, Question, build
from tests.search import plain
from tests.search.directories import SCHEMA, changes, directories, questions
from tests.search.test_answers import assert_same


def person(document_id: str, language: str, offers: int = 1) -> Document:
    several = [OfferDocument(f"{document_id}/{n}", {"format": ["video"]}, {}, None) for n in range(offers)]
    return Document(document_id, 1, {"language": [language]}, ["word"], several)


@settings(deadline=None, max_examples=100)
@given(directories(), st.lists(changes(), max_size=4), st.lists(questions, min_size=1, max_size=3))
def test_changes_give_the_answers_of_a_fresh_build(
    documents: list[Document], steps: list[tuple[list[Document], list[str]]], asked: list[Question]
) -> None:
    snapshot, present = build(SCHEMA, documents), {document.id: document for document in documents}
    for changed, removed in steps:
        snapshot = snapshot.with_changes(changed, removed)
        present = {key: document for key, document in present.items() if key not in removed}
        present |= {document.id: document for document in changed}
        for question in asked:
            assert_same(snapshot.answer(question), plain.answer(SCHEMA, list(present.values()), question))


@settings(deadline=None)
@given(directories(), changes(), changes(), questions)
def test_a_snapshot_stays_as_it_was(
    documents: list[Document],
    one: tuple[list[Document], list[str]],
    other: tuple[list[Document], list[str]],
    question: Question,
) -> None:
    snapshot = build(SCHEMA, documents).with_changes(documents)
    first = snapshot.with_changes(*one)
    after_first = first.answer(question)
    snapshot.with_changes(*other)
    assert_same(snapshot.answer(question), plain.answer(SCHEMA, documents, question))
    assert first.answer(question) == after_first


@settings(deadline=None)
@given(directories(), changes())
def test_values_are_those_of_a_fresh_build(documents: list[Document], step: tuple[list[Document], list[str]]) -> None:
    changed, removed = step
    present = {d.id: d for d in documents if d.id not in removed} | {d.id: d for d in changed}
    snapshot, fresh = build(SCHEMA, documents).with_changes(changed, removed), build(SCHEMA, present.values())
    facets = SCHEMA.person_facets + SCHEMA.offer_facets
    assert [snapshot.values(facet) for facet in facets] == [fresh.values(facet) for facet in facets]


def test_the_size_is_of_living_documents() -> None:
    snapshot = build(SCHEMA, [person("a", "pa"), person("b", "pa")])
    assert snapshot.with_changes([person("a", "ur"), person("c", "ur")], ["b"]).size == 2


def test_a_fresh_build_wastes_nothing() -> None:
    assert build(SCHEMA, [person("a", "pa")]).wasted == 0


def test_an_empty_snapshot_wastes_nothing() -> None:
    assert build(SCHEMA, []).wasted == 0


def test_replaced_rows_are_wasted() -> None:
    assert build(SCHEMA, [person("a", "pa")]).with_changes([person("a", "ur")]).wasted == 0.5


def test_a_removed_document_can_come_back() -> None:
    snapshot = build(SCHEMA, [person("a", "pa")]).with_changes([], ["a"]).with_changes([person("a", "ur")])
    assert snapshot.values("language") == {"ur": 1}


def test_values_of_an_offer_facet_count_persons() -> None:
    assert build(SCHEMA, [person("a", "pa", offers=3)]).values("format") == {"video": 1}


def test_many_changes_one_by_one_keep_every_column_in_step() -> None:
    snapshot = build(SCHEMA, [person(str(n), "pa", n % 3) for n in range(200)])
    for n in range(200):
        snapshot = snapshot.with_changes([person(str(n), "ur", (n + 1) % 4)])
    documents = [person(str(n), "ur", (n + 1) % 4) for n in range(200)]
    question = Question(count=("language", "format"), size=300)
    assert_same(snapshot.answer(question), plain.answer(SCHEMA, documents, question))
