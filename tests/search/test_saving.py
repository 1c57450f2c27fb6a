"""A snapshot comes back from its file as it was, and a file that is not whole is refused."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search import Document, Question, Schema, build
from app.search.saving import UnusableSnapshot, load, save
from tests.search import plain
from tests.search.directories import SCHEMA, changes, directories, questions
from tests.search.test_answers import assert_same

ABOUT = {"counter": 7, "database": "of the tests"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(directories(), st.lists(changes(), max_size=3), questions)
def test_what_is_saved_answers_as_before(
    tmp_path: Path, documents: list[Document], steps: list[tuple[list[Document], list[str]]], question: Question
) -> None:
    snapshot, present = build(SCHEMA, documents), {document.id: document for document in documents}
    for changed, removed in steps:
        snapshot = snapshot.with_changes(changed, removed)
        present = {key: document for key, document in present.items() if key not in removed}
        present |= {document.id: document for document in changed}
    save(snapshot, tmp_path / "index", ABOUT)
    loaded, about = load(SCHEMA, tmp_path / "index")
    assert about == ABOUT
    assert_same(loaded.answer(question), plain.answer(SCHEMA, list(present.values()), question))


@settings(deadline=None, max_examples=60)
@given(directories(), changes(), questions)
def test_compacting_changes_no_answer(
    documents: list[Document], step: tuple[list[Document], list[str]], question: Question
) -> None:
    snapshot = build(SCHEMA, documents).with_changes(*step)
    compacted = snapshot.compacted()
    assert compacted.wasted == 0
    assert_same(compacted.answer(question), snapshot.answer(question))


def test_a_loaded_snapshot_goes_on_changing(tmp_path: Path) -> None:
    save(build(SCHEMA, [_person("a")]), tmp_path / "index", ABOUT)
    loaded, _about = load(SCHEMA, tmp_path / "index")
    assert loaded.with_changes([_person("b")], ["a"]).size == 1


@pytest.mark.parametrize("at", [0, 20, 60, 300, -1])
def test_a_changed_byte_is_noticed(tmp_path: Path, at: int) -> None:
    file = tmp_path / "index"
    save(build(SCHEMA, [_person("a")]), file, ABOUT)
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    with pytest.raises(UnusableSnapshot):
        load(SCHEMA, file)


@pytest.mark.parametrize("kept", [0, 10, 56, 200])
def test_a_file_cut_off_is_noticed(tmp_path: Path, kept: int) -> None:
    file = tmp_path / "index"
    save(build(SCHEMA, [_person("a")]), file, ABOUT)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(UnusableSnapshot):
        load(SCHEMA, file)


def test_another_schema_is_noticed(tmp_path: Path) -> None:
    save(build(SCHEMA, []), tmp_path / "index", ABOUT)
    with pytest.raises(UnusableSnapshot):
        load(Schema(("language",), ()), tmp_path / "index")


def test_saving_leaves_nothing_else_behind(tmp_path: Path) -> None:
    save(build(SCHEMA, [_person("a")]), tmp_path / "index", ABOUT)
    save(build(SCHEMA, [_person("b")]), tmp_path / "index", ABOUT)
    assert [file.name for file in tmp_path.iterdir()] == ["index"]


def _person(document_id: str) -> Document:
    return Document(document_id, 1, {SCHEMA.person_facets[0]: ["x"]}, ["word"], [])
