"""The audit trail: one line an act, with the act or not at all, and nothing of it changed unseen (DATA-07)."""

import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.plumbing.audit import digest, note
from app.plumbing.auditing import Broken, Head, head_of, latest_lines, lines_about, read_head, verify
from app.plumbing.changes import LISTINGS, raise_counter
from app.plumbing.database import Database
from tests.plumbing.test_commands import over, refused, run

STEWARD = UUID(int=7)


def act(session: Session, name: str = "register.checked", **more: object) -> None:
    note(session, actor=STEWARD, act=name, subject_type="registration", subject_id=UUID(int=1), details=more)  # type: ignore[arg-type]


def write(database: Database, *names: str) -> None:
    for name in names:
        with database.writing() as session:
            act(session, name)


def whole(database: Database, *exported: Head) -> Head:
    with database.reading() as session:
        return verify(session, exported)


def acts(database: Database) -> list[str]:
    with database.reading() as session:
        return [row.act for row in reversed(latest_lines(session, None, 100))]


def past_the_guards(database: Database, *statements: str) -> None:
    """What somebody with the database's own password can do."""
    guards = {"audit_line": ("audit_line_no_update", "audit_line_no_delete"), "audit_head": ("audit_head_goes_on",)}
    with database.writing() as session:
        for table, names in guards.items():
            if database.is_sqlite:
                for name in names:
                    session.execute(text(f"drop trigger {name}"))
            else:
                session.execute(text(f"alter table {table} disable trigger user"))
        for statement in statements:
            session.execute(text(statement))


def test_an_act_leaves_a_line(database: Database) -> None:
    with database.writing() as session:
        act(session, outcome="found", again=True, fields=["name", "photo"])
    with database.reading() as session:
        [line] = latest_lines(session, None, 10)
    assert (line.sequence, line.actor, line.act, line.subject_id) == (1, STEWARD, "register.checked", str(UUID(int=1)))
    assert line.details == '{"again":true,"fields":["name","photo"],"outcome":"found"}'
    assert whole(database).sequence == 1


def test_an_act_that_fails_leaves_none(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        act(session)
        session.flush()
        raise ZeroDivisionError
    assert whole(database).sequence == 0


def test_an_act_undone_in_a_savepoint_leaves_none_and_the_others_stay(database: Database) -> None:
    with database.writing() as session:
        act(session, "before")
        savepoint = session.begin_nested()
        with session.begin_nested():
            act(session, "inside.inside")
        act(session, "inside")
        savepoint.rollback()
        with session.begin_nested():
            act(session, "kept")
    assert acts(database) == ["before", "kept"]
    assert whole(database).sequence == 2


def test_a_session_that_was_given_up_leaves_nothing_to_the_next(database: Database) -> None:
    with database.sessions() as session:
        act(session, "given.up")
        session.close()
        act(session, "done")
        session.commit()
    assert acts(database) == ["done"]


@pytest.mark.parametrize(
    "words",
    ["Somebody wrote this.", "ada@example.org", "", "x" * 101, "two\nlines", 1.5, {"deep": 1}, ["fine", "not fine"]],
)
def test_what_somebody_wrote_cannot_be_in_it(database: Database, words: object) -> None:
    with database.writing() as session, pytest.raises(ValueError, match="audit trail takes"):
        act(session, reason=words)


def test_what_is_in_it_is_short(database: Database) -> None:
    with database.writing() as session, pytest.raises(ValueError, match="at most"):
        act(session, fields=["x" * 90] * 12)


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_line set act = 'other' where sequence = 2",
        "delete from audit_line where sequence = 3",
        "update audit_head set sequence = 1",
        "update audit_head set hash = hash",
        "delete from audit_head",
    ],
)
def test_the_database_refuses_to_change_it(database: Database, statement: str) -> None:
    write(database, "one", "two", "three")
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text(statement))
    assert whole(database).sequence == 3


def test_postgresql_refuses_to_empty_it(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text("truncate audit_line"))


SWAPPED = (
    "update audit_line set sequence = 99 where sequence = 2",
    "update audit_line set sequence = 2 where sequence = 3",
    "update audit_line set sequence = 3 where sequence = 99",
)
REPLACED = "update audit_line set previous = (select hash from audit_line l where l.sequence = 3) where sequence = 3"


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (["update audit_line set act = 'other' where sequence = 2"], "Line 2 was changed"),
        (["update audit_line set details = '[]' where sequence = 4"], "Line 4 was changed"),
        (["update audit_line set actor = null where sequence = 1"], "Line 1 was changed"),
        (["delete from audit_line where sequence = 3"], "Line 3 is missing"),
        (["delete from audit_line where sequence = 1"], "Line 1 is missing"),
        (SWAPPED, "Line 2 was changed"),
        ([REPLACED], "Line 3 was changed"),
        (["delete from audit_line where sequence > 2"], "ends with line 2, but its head is line 4"),
        (["delete from audit_line"], "ends with line 0, but its head is line 4"),
        (["update audit_head set sequence = 3"], "ends with line 4, but its head is line 3"),
        (["update audit_head set hash = (select hash from audit_line where sequence = 3)"], "Line 4 is not the one"),
    ],
)
def test_tampering_past_the_guards_is_found(database: Database, statements: list[str], sentence: str) -> None:
    write(database, "one", "two", "three", "four")
    past_the_guards(database, *statements)
    with pytest.raises(Broken, match=sentence):
        whole(database)


def test_a_line_that_was_hashed_anew_does_not_fit_the_next(database: Database) -> None:
    write(database, "one", "two", "three")
    with database.reading() as session:
        first = {name: value for name, value in latest_lines(session, 2, 1)[0]._mapping.items() if name != "hash"}
    forged = digest(**first | {"act": "other"})
    past_the_guards(database, "update audit_line set act = 'other' where sequence = 1")
    with database.writing() as session:
        session.execute(text("update audit_line set hash = :hash where sequence = 1"), {"hash": forged})
    with pytest.raises(Broken, match="Line 2 does not follow from line 1"):
        whole(database)


def test_a_trail_cut_off_with_its_head_is_found_by_an_exported_head(database: Database) -> None:
    write(database, "one", "two")
    with database.reading() as session:
        early = head_of(session)
    write(database, "three")
    late = whole(database, early)
    statements = (
        "delete from audit_line where sequence = 3",
        "update audit_head set sequence = 2, hash = (select hash from audit_line where sequence = 2)",
    )
    past_the_guards(database, *statements)
    assert whole(database, early) == early
    with pytest.raises(Broken, match="ends with line 2, but line 3 was there"):
        whole(database, early, late)


def test_a_trail_written_anew_is_found_by_an_exported_head(database: Database) -> None:
    write(database, "one", "two")
    other = Head(1, bytes(31) + b"\1")
    with pytest.raises(Broken, match="Line 1 is not the one that was there"):
        whole(database, other)


def test_the_latest_lines_can_be_walked_alone(database: Database) -> None:
    write(database, "one", "two", "three", "four")
    past_the_guards(database, "update audit_line set act = 'other' where sequence = 1")
    with database.reading() as session:
        assert verify(session, latest=2).sequence == 4
        with pytest.raises(Broken, match="Line 1 was changed"):
            verify(session, latest=4)


def test_eight_writers_keep_the_chain_whole(database: Database) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                with database.writing() as session:
                    # Some touch what others touch before their line, some after it: no ring of waiting comes of it.
                    if (number + step) % 2:
                        raise_counter(session, LISTINGS)
                    act(session, f"act.{number}.{step}")
                    if not (number + step) % 2:
                        raise_counter(session, LISTINGS)
                    if step == 5:
                        act(session, "another")
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert whole(database).sequence == 88
    assert len(set(acts(database))) == 81


def test_the_lines_about_one_subject(database: Database) -> None:
    with database.writing() as session:
        for number in (1, 2, 1):
            note(session, actor=None, act="published", subject_type="record", subject_id=UUID(int=number))
    with database.reading() as session:
        assert [row.sequence for row in lines_about(session, str(UUID(int=1)))] == [3, 1]


@pytest.mark.parametrize("written", ["", "12", "12:zz", "12:00", "-1:" + "0" * 64, "x:" + "0" * 64])
def test_what_is_no_head_is_one_sentence(written: str) -> None:
    with pytest.raises(ValueError, match="not the head of a trail"):
        read_head(written)


def test_the_command_says_how_many_lines_and_the_head(
    make_app: Callable[..., Flask], database: Database, tmp_path: Path
) -> None:
    app = over(make_app, database)
    write(database, "one", "two")
    head = run(app, "audit", "head").output.strip()
    heads = tmp_path / "heads.txt"
    heads.write_text(f"{head}\n\n", encoding="utf-8")
    said = run(app, "audit", "verify", "--head", head, "--heads", str(heads))
    assert said.exit_code == 0
    assert f"2 lines. Its head is {head}" in said.output


def test_the_command_names_the_first_bad_line(make_app: Callable[..., Flask], database: Database) -> None:
    app = over(make_app, database)
    write(database, "one", "two", "three")
    past_the_guards(database, "update audit_line set act = 'other' where sequence >= 2")
    assert refused(run(app, "audit", "verify")) == "Error: Line 2 was changed after it was written."


def test_the_command_knows_no_other_trail(make_app: Callable[..., Flask], database: Database) -> None:
    app = over(make_app, database)
    elsewhere = str(Head(1, uuid4().bytes * 2))
    assert "was there when exported" in refused(run(app, "audit", "verify", "--head", elsewhere))


def test_a_long_walk_says_how_far_it_is(make_app: Callable[..., Flask], database: Database) -> None:
    with database.writing() as session:
        for _ in range(2000):
            act(session)
    said = run(over(make_app, database), "audit", "verify")
    assert "Walking the trail: 1,000 of 2,000" in said.output
    assert "2,000 lines" in said.output
