"""Files go with their rows: there before one commits, gone after it has gone (UPL-05), and never under a name of a
client's (UPL-04)."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from app.plumbing.database import Database
from app.plumbing.files import KINDS, Files, Kind, sweep
from app.practitioners.photos.models import Photo
from tests.pictures import CANARY
from tests.records import NOW, practitioner, save

LATER = NOW + timedelta(days=1)


@pytest.fixture
def stored(app: Flask) -> Files:
    found: Files = app.extensions["attune.files"]
    return found


@pytest.fixture
def database_with_files(app: Flask) -> Database:
    found: Database = app.extensions["attune.database"]
    return found


@pytest.fixture
def ada(database_with_files: Database) -> UUID:
    [record_id] = save(database_with_files, practitioner())
    return record_id


def photo(record_id: UUID, stored: Files) -> Photo:
    names = {size: stored.write("photo", size.encode()) for size in ("large", "small")}
    return Photo(record_id=record_id, created_at=NOW, **names)


def there(stored: Files, kind: Kind = "photo") -> list[Path]:
    return sorted((stored.folder / kind).glob("*"))


def aged(stored: Files, moment: datetime = NOW) -> None:
    for kind in KINDS:
        for path in there(stored, kind):
            os.utime(path, (moment.timestamp(), moment.timestamp()))


@given(content=st.binary(), kind=st.sampled_from(KINDS))
def test_what_is_kept_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: Kind) -> None:
    kept = Files(tmp_path_factory.getbasetemp() / "kept", "a secret")
    name = kept.write(kind, content)
    assert kept.read(kind, name) == content


def test_names_are_random_and_files_are_ours_alone(stored: Files) -> None:
    names = {stored.write("photo", b"the same") for _ in range(20)}
    assert len(names) == 20
    assert {len(name) * 4 for name in names} == {128}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in there(stored)}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (stored.folder, stored.folder / "photo")}
    assert (modes, folders) == ({0o600}, {0o700})


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "..", "", ".", "a" * 31, "A" * 32, f"{'a' * 32}\n", "%2e%2e"]
)
def test_a_name_that_is_not_ours_reaches_nothing(stored: Files, name: str) -> None:
    stored.write("photo", b"something")
    outside = stored.folder / "secret"
    outside.write_bytes(CANARY)
    stored.delete("photo", name)
    assert stored.read("photo", name) is None
    assert outside.exists()


def test_evidence_cannot_be_read_from_the_disk(stored: Files) -> None:
    name = stored.write("evidence", CANARY)
    assert CANARY not in (stored.folder / "evidence" / name).read_bytes()


def test_evidence_is_bound_to_its_name_and_to_the_key(stored: Files) -> None:
    one, other = stored.write("evidence", b"one"), stored.write("evidence", b"other")
    (stored.folder / "evidence" / one).replace(stored.folder / "evidence" / other)
    assert stored.read("evidence", other) is None
    name = stored.write("evidence", b"one")
    assert Files(stored.folder, "another secret").read("evidence", name) is None


def test_a_file_that_cannot_be_written_leaves_nothing(stored: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        stored.write("photo", b"something")
    assert there(stored) == []


def test_files_go_with_their_row(database_with_files: Database, stored: Files, ada: UUID) -> None:
    with database_with_files.writing() as session:
        session.add(row := photo(ada, stored))
    with database_with_files.writing() as session:
        session.delete(session.get_one(Photo, row.id))
        session.flush()
        assert len(there(stored)) == 2
    assert there(stored) == []


def test_a_file_goes_when_its_row_gets_another(database_with_files: Database, stored: Files, ada: UUID) -> None:
    with database_with_files.writing() as session:
        session.add(row := photo(ada, stored))
    with database_with_files.writing() as session:
        session.get_one(Photo, row.id).small = newer = stored.write("photo", b"newer")
    assert {path.name for path in there(stored)} == {row.large, newer}


def test_what_was_not_deleted_after_all_keeps_its_files(
    database_with_files: Database, stored: Files, ada: UUID
) -> None:
    with database_with_files.writing() as session:
        session.add(row := photo(ada, stored))
    with pytest.raises(ZeroDivisionError), database_with_files.writing() as session:
        session.delete(session.get_one(Photo, row.id))
        session.flush()
        raise ZeroDivisionError
    with database_with_files.writing() as session:
        undone = session.begin_nested()
        session.delete(session.get_one(Photo, row.id))
        session.flush()
        undone.rollback()
    assert len(there(stored)) == 2


def test_a_savepoint_that_ends_removes_nothing_yet(database_with_files: Database, stored: Files, ada: UUID) -> None:
    with database_with_files.writing() as session:
        session.add(row := photo(ada, stored))
    with pytest.raises(ZeroDivisionError), database_with_files.writing() as session:
        with session.begin_nested():
            session.delete(session.get_one(Photo, row.id))
        assert len(there(stored)) == 2
        raise ZeroDivisionError
    assert len(there(stored)) == 2


def test_the_sweep_takes_what_nobody_names(database_with_files: Database, stored: Files, ada: UUID) -> None:
    with database_with_files.writing() as session:
        session.add(row := photo(ada, stored))
    with pytest.raises(ZeroDivisionError), database_with_files.writing() as session:
        session.add(photo(ada, stored))
        raise ZeroDivisionError
    (stored.folder / "photo" / f"{'0' * 32}.part").write_bytes(b"half")
    aged(stored)
    with database_with_files.reading() as session:
        assert sweep(session, stored, LATER) == 3
    assert {path.name for path in there(stored)} == {row.large, row.small}


def test_the_sweep_leaves_what_is_being_written(database_with_files: Database, stored: Files) -> None:
    stored.write("photo", b"its row is about to come")
    aged(stored)
    with database_with_files.reading() as session:
        assert sweep(session, stored, NOW + timedelta(minutes=59)) == 0
        assert sweep(session, stored, NOW + timedelta(minutes=61)) == 1


def test_the_command_sweeps(app: Flask, database_with_files: Database, stored: Files, ada: UUID) -> None:
    with database_with_files.writing() as session:
        session.add(photo(ada, stored))
    with database_with_files.writing() as session:
        # Past the mapped objects: nobody told the files.
        session.execute(delete(Photo))
    aged(stored, datetime.fromtimestamp(0, NOW.tzinfo))
    result = app.test_cli_runner().invoke(args=["files", "sweep"])
    assert "2 files belonged to nobody" in result.output
    assert there(stored) == []
