"""Files that cannot be imported: one sentence, and nothing changed."""

import os
from pathlib import Path

import pytest

from app.exchange.decoding import MOST_BYTES, ImportRefused
from tests.exchange.conftest import DATA, Imports

SAMHSA = (DATA / "samhsa.csv").read_bytes()
JSON = (DATA / "findtreatment.json").read_bytes()


@pytest.mark.parametrize(
    ("format_name", "content", "says"),
    [
        ("csv", b"", "is empty"),
        ("csv", b" \r\n\r\n", "is empty"),
        ("csv", b"title,town\nOpen Door,Leeds\n", "lacks “name”"),
        ("csv", b"name,name\nA,B\n", "has the column “name” more than once"),
        ("csv", b"name,town\nOpen \xff\xfe Door,Leeds\n", "is not UTF-8 text, as line 2 shows"),
        ("csv", b"name\nOpen\0Door\n", "NUL bytes"),
        ("csv", b'name,about\nOpen Door,"never closed\n', "cut off: a quotation mark in line 2 is never closed"),
        ("csv", b"name,about\nOpen Door,fine\nOther", "cut off: its last line, 3, has only 1 of 2 columns"),
        ("csv", b"name\n" + b"x" * 200_000 + b"\n", "line 2 that is too long"),
        ("csv", b"name" + b"," * 5_000 + b"\n", "that cannot be a directory"),
        ("samhsa", b"name,town\nOpen Door,Leeds\n", "is not a samhsa file: it lacks “name1”, “name2”"),
        ("samhsa", SAMHSA[:-30], "cut off"),
        ("nhs", b"\x81\x8d\x8f", "is not UTF-8 or CP1252 text"),
        ("findtreatment", JSON[:-30], "not whole, well-formed JSON"),
        ("findtreatment", b"[" * 100_000, "not whole, well-formed JSON"),
        ("findtreatment", b'{"rows": {"a": 1}}', "does not hold a list of records called “rows”"),
        ("findtreatment", b'{"rows": ["a", 1]}', "does not hold a list of records called “rows”"),
        ("findtreatment", b'{"rows": [{"services": [1]}]}', "whose “services” are not a list of codes"),
        ("findtreatment", b'{"rows": [{"name1": "A"}]}', "is not a findtreatment file: it lacks"),
        ("toothpaste", b"name\nOpen Door\n", "There is no import format “toothpaste”"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(
    imports: Imports, tmp_path: Path, format_name: str, content: bytes, says: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        imports.apply(format_name, path)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert imports.published() == {}


def test_a_folder_is_refused(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="is a folder"):
        imports.plan("csv", tmp_path)


def test_a_file_that_is_not_there_is_refused(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="There is no file"):
        imports.plan("csv", tmp_path / "nowhere.csv")


def test_a_huge_file_is_refused_unread(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"name\n")
        os.truncate(file.fileno(), MOST_BYTES + 1)
    with pytest.raises(ImportRefused, match="at most 64 can be imported at once"):
        imports.plan("csv", path)


def test_a_pipe_is_refused(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(ImportRefused, match="is not an ordinary file"):
        imports.plan("csv", path)


def test_a_row_in_the_middle_that_is_too_short_is_told(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"name,headline\nShort\nLong,a,b\nOpen Door,here\n")
    plan = imports.plan("csv", path)
    assert [(row.line, row.reason) for row in plan.skipped] == [
        (2, "has only 1 of 2 columns"),
        (3, "has 3 values for 2 columns"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(imports: Imports, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file"
    path.write_bytes("name\theadline\r\nمركز\tمرحبا\r\n".encode(encoding))
    assert [service.record.name for service in imports.plan("csv", path).creates] == ["مركز"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_may_end_in_any_way(imports: Imports, tmp_path: Path, end: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(f"name,town{end}Open Door,Leeds{end}".encode())
    assert [service.record.name for service in imports.plan("csv", path).creates] == ["Open Door"]


def test_an_error_while_writing_leaves_nothing_behind(imports: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("app.exchange.actions.publish", fail)
    with pytest.raises(OSError, match="disk is full"):
        imports.apply("samhsa", DATA / "samhsa.csv")
    monkeypatch.undo()
    assert imports.plan("samhsa", DATA / "samhsa.csv").new_organisations != []
