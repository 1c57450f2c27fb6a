"""A steward keeps a file with a check, opens it through a page that writes it down, and in time it is gone (UPL-08)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.credentials.evidence.models import Evidence
from app.credentials.models import RegisterCheck
from app.plumbing.auditing import latest_lines, verify
from app.plumbing.database import Database
from tests.moderation.conftest import State
from tests.pictures import CANARY, encoded, quarters
from tests.signed_in import Person, practitioner, steward

DESK = "/steward/registers"
FOUND = {"outcome": "found", "method": "document-seen"}
PDF = b"%PDF-1.7\n" + CANARY
START = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def send(person: Person, entry: UUID, content: bytes = PDF, *, expect: int = 303, **fields: str) -> str:
    page = person.get(f"{DESK}/{entry}")
    assert [f.get("enctype") for f in page.every("form", method="post")] == ["multipart/form-data"]
    file = FileStorage(BytesIO(content), "../../my passport.pdf")
    boundary, body = encode_multipart({"csrf_token": person.token, "file": file} | FOUND | fields)
    answer = person.client.post(
        f"{DESK}/{entry}",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        environ_overrides=person.surroundings,
    )
    assert answer.status_code == expect
    return answer.get_data(as_text=True)


def kept(database: Database) -> list[Evidence]:
    with database.reading() as session:
        return list(session.scalars(select(Evidence)))


def acts(database: Database) -> list[tuple[str, str | None, UUID | None]]:
    with database.reading() as session:
        verify(session)
        return [(row.act, row.subject_id, row.actor) for row in reversed(latest_lines(session, None, 100))]


def files(app: Flask) -> list[Path]:
    return [path for path in (app.config["INSTANCE_DIR"] / "files").rglob("*") if path.is_file()]


def opened(person: Person, path: str) -> Any:
    return person.client.get(path, environ_overrides=person.surroundings)


def test_a_file_is_kept_with_a_check_and_opened_again(
    app: Flask, database: Database, sam: Person, state: State
) -> None:
    entry = state()
    send(sam, entry)
    [evidence] = kept(database)
    assert (evidence.registration_id, evidence.decided_at) == (entry, START)
    assert CANARY not in files(app)[0].read_bytes()
    page = sam.get(f"{DESK}/{entry}")
    assert "deleted on 3 December 2026" in page.text
    answer = opened(sam, page.link("PDF file of 3 November 2026"))
    assert answer.get_data() == PDF
    assert acts(database)[-2:] == [
        ("evidence.kept", str(entry), sam.account.id),
        ("evidence.opened", str(entry), sam.account.id),
    ]


@pytest.mark.parametrize(
    ("content", "mimetype", "name"),
    [
        (PDF, "application/pdf", "evidence.pdf"),
        (encoded(quarters(), "PNG"), "image/png", "evidence.png"),
        (encoded(quarters(), "JPEG"), "image/jpeg", "evidence.jpg"),
    ],
)
def test_it_is_a_download_that_no_browser_takes_for_a_page_of_ours(
    sam: Person, state: State, content: bytes, mimetype: str, name: str
) -> None:
    entry = state()
    send(sam, entry, content)
    headers = opened(sam, sam.get(f"{DESK}/{entry}").link("file of")).headers
    assert headers["Content-Type"] == mimetype
    assert headers["Content-Disposition"] == f"attachment; filename={name}"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_every_opening_leaves_a_line_before_anything_is_handed_out(
    database: Database, sam: Person, state: State
) -> None:
    entry = state()
    send(sam, entry)
    path = sam.get(f"{DESK}/{entry}").link("file of")
    for times in (1, 2, 3):
        opened(sam, path)
        assert [act for act, _subject, _actor in acts(database)].count("evidence.opened") == times


def test_to_open_it_asks_again_who_it_is(
    app: Flask, database: Database, state: State, clock: time_machine.Traveller
) -> None:
    entry, sam = state(), steward(app)
    send(sam, entry)
    path = sam.get(f"{DESK}/{entry}").link("file of")
    clock.shift(timedelta(seconds=301))
    answer = opened(sam, path)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/account/confirm")
    assert "evidence.opened" not in [act for act, _subject, _actor in acts(database)]


def test_nobody_else_reaches_it(app: Flask, database: Database, sam: Person, state: State) -> None:
    entry = state()
    send(sam, entry)
    path = sam.get(f"{DESK}/{entry}").link("file of")
    weak = steward(app, "weak@example.org", strong=False)
    answers = [opened(person, path) for person in (Person(app), practitioner(app), weak)]
    assert [answer.status_code for answer in answers] == [303, 404, 303]
    assert not [answer for answer in answers if CANARY in answer.get_data()]
    assert "evidence.opened" not in [act for act, _subject, _actor in acts(database)]


def test_a_file_of_another_entry_is_not_there(database: Database, sam: Person, state: State) -> None:
    entry, other = state(), state("Eve Example", number="654321")
    send(sam, entry)
    evidence_id = kept(database)[0].id
    for path in (f"{DESK}/{other}/evidence/{evidence_id}", f"{DESK}/{entry}/evidence/{uuid4()}"):
        sam.get(path, expect=404)
    assert "evidence.opened" not in [act for act, _subject, _actor in acts(database)]


def test_thirty_days_after_the_decision_it_is_gone(
    app: Flask, database: Database, sam: Person, state: State, clock: time_machine.Traveller
) -> None:
    entry = state()
    send(sam, entry)
    path = sam.get(f"{DESK}/{entry}").link("file of")
    clock.move_to(START + timedelta(days=30, seconds=-1))
    app.test_cli_runner().invoke(args=["rounds"])
    assert len(files(app)) == 1
    clock.move_to(START + timedelta(days=30))
    assert app.test_cli_runner().invoke(args=["rounds"]).exit_code == 0
    assert (kept(database), files(app)) == ([], [])
    again = steward(app, "late@example.org")
    again.get(path, expect=404)
    assert "file of" not in again.get(f"{DESK}/{entry}").text
    assert acts(database)[-1][0] == "evidence.deleted"


def test_a_check_needs_no_file(database: Database, sam: Person, state: State) -> None:
    sam.submit(sam.get(f"{DESK}/{state()}"), "Record", **FOUND)
    assert kept(database) == []


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"<html>" + CANARY, 400, "choose a PDF, or a JPEG, PNG or WebP picture"),
        (PDF.ljust(5 * 1024 * 1024 + 1, b"\0"), 413, "larger than 5 MB"),
    ],
)
def test_another_file_is_refused_in_words_and_nothing_else_is_lost(
    app: Flask, database: Database, sam: Person, state: State, content: bytes, status: int, sentence: str
) -> None:
    back = send(sam, state(), content, expect=status, note="As named on the register.")
    assert sentence in back and "As named on the register." in back
    with database.reading() as session:
        assert session.scalars(select(RegisterCheck)).all() == []
    assert (kept(database), files(app)) == ([], [])


def test_on_ones_own_entry_nothing_is_kept(app: Flask, database: Database, sam: Person, state: State) -> None:
    entry = state(owner=sam.account.id)
    sam.get(f"{DESK}/{entry}")
    sam.post(f"{DESK}/{entry}", FOUND | {"file": (BytesIO(PDF), "mine.pdf")}, expect=403)
    assert (kept(database), files(app)) == ([], [])
