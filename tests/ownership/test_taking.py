"""The archive holds all that is one's own and nothing of anybody else (DATA-04)."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import LargeBinary

from app.editor.holdings import NOT_HANDED_OUT, NOT_THEIRS, OF_OTHERS
from app.plumbing.database import Base, Database
from app.plumbing.files import Files
from tests.ownership.canaries import Canaries
from tests.ownership.conftest import signed_in
from tests.signed_in import practitioner, steward


@pytest.fixture
def taken(app: Flask, wren: Canaries, rook: Canaries) -> bytes:
    """Everything in wren's archive, one after the other."""
    answer = signed_in(app, wren).client.get("/practitioner/export")
    assert answer.status_code == 200
    held = ZipFile(BytesIO(answer.get_data()))
    return b"\n".join(held.read(name) for name in held.namelist())


def handed_out(name: str) -> bool:
    table, column = name.split(".")
    raw = isinstance(Base.metadata.tables[table].columns[column].type, LargeBinary)
    return table not in OF_OTHERS and name not in NOT_HANDED_OUT and not raw


def test_a_word_in_every_column_of_ones_own_is_in_it(wren: Canaries, taken: bytes) -> None:
    files = ("photo.large", "evidence.file")
    own = {name: word for name, word in wren.words.items() if handed_out(name) or name in files}
    assert len(own) > 40
    assert {name: word for name, word in own.items() if word.encode() not in taken} == {}


def test_what_opens_something_is_not(wren: Canaries, taken: bytes) -> None:
    kept_back = [name for name in wren.words if not handed_out(name) and name not in ("photo.large", "evidence.file")]
    assert [name for name in kept_back if wren.words[name].encode() in taken] == []


def test_nothing_of_anybody_else_is_in_it(rook: Canaries, taken: bytes) -> None:
    assert [name for name, word in rook.words.items() if word.encode() in taken] == []


def test_the_lists_of_what_is_kept_back_name_what_there_is() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    assert {*NOT_HANDED_OUT, *NOT_THEIRS} - columns == set()
    assert set(OF_OTHERS) - set(Base.metadata.tables) == set()


@pytest.mark.parametrize("made", [practitioner, steward])
def test_whoever_has_no_listing_takes_their_account(app: Flask, made: Any) -> None:
    answer = made(app).client.get("/practitioner/export")
    assert ZipFile(BytesIO(answer.get_data())).namelist() == ["rows.json"]


def test_a_name_that_is_a_formula_is_a_text_in_the_tables(app: Flask, database: Database, stored: Files) -> None:
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="=1+1", kind="individual")
    held = ZipFile(BytesIO(ada.client.get("/practitioner/export").get_data()))
    assert "'=1+1" in held.read("answers.csv").decode()
