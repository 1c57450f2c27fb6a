"""Stating an entry and checking it: one holder a number, nobody checks their own, every act in the trail (T5)."""

import threading
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from app.credentials.actions import (
    CheckRefused,
    Finding,
    OwnRecord,
    RegistrationRefused,
    clear_evidence,
    record_check,
    state_registration,
    withdraw_registration,
)
from app.credentials.models import RegisterCheck, Registration
from app.credentials.queries import entries_of, entry_of
from app.plumbing import clock
from app.plumbing.auditing import latest_lines, verify
from app.plumbing.database import Database
from tests.records import practitioner, save

STEWARD, OWNER = UUID(int=1), UUID(int=2)
FOUND = Finding("found", "public-register")


@pytest.fixture
def ada(database: Database) -> UUID:
    return save(database, practitioner())[0]


def stated(database: Database, record_id: UUID, body: str = "bacp", number: str = "123456", **more: date) -> UUID:
    with database.writing() as session:
        return state_registration(session, record_id, body, number, actor=OWNER, **more)


def check(database: Database, registration_id: UUID, finding: Finding = FOUND) -> RegisterCheck:
    with database.writing() as session:
        return record_check(session, registration_id, finding, steward=STEWARD, owner=OWNER)


def status(database: Database, registration_id: UUID) -> str:
    with database.reading() as session:
        entry = entry_of(session, registration_id, clock.today())
    assert entry is not None
    return entry.standing.status


def acts(database: Database) -> list[str]:
    with database.reading() as session:
        verify(session)
        return [row.act for row in reversed(latest_lines(session, None, 100))]


def test_an_entry_is_stated_until_it_is_checked(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    assert status(database, entry) == "stated"
    made = check(database, entry)
    assert (made.checked_by, made.method, status(database, entry)) == (STEWARD, "public-register", "checked")
    assert acts(database) == ["registration.stated", "registration.checked"]


def test_the_trail_holds_no_number(database: Database, ada: UUID) -> None:
    check(database, stated(database, ada, number="7654321"), Finding("found", "public-register", note="Ada Lovelace"))
    with database.reading() as session:
        lines = str(latest_lines(session, None, 10))
    assert "7654321" not in lines
    assert "Lovelace" not in lines


@pytest.mark.parametrize("again", ["123456", " 123-456 ", "１２３４５６", "12345\u200b6", "l23456"])
def test_a_number_somebody_has_is_refused_and_nothing_is_said_of_them(
    database: Database, ada: UUID, again: str
) -> None:
    stated(database, ada)
    [bea] = save(database, practitioner("Bea Example"))
    with pytest.raises(RegistrationRefused) as refusal:
        stated(database, bea, number=again)
    words = str(refusal.value).lower()
    assert not any(word in words for word in ("ada", "already", "another", "somebody", "taken", "exists"))
    assert acts(database) == ["registration.stated"]


def test_the_same_number_in_another_register_is_another_entry(database: Database, ada: UUID) -> None:
    stated(database, ada, "bacp")
    [bea] = save(database, practitioner("Bea Example"))
    assert stated(database, bea, "bps")


def test_of_eight_who_claim_a_number_at_once_one_has_it(database: Database) -> None:
    ids = save(database, *(practitioner(f"Person {n}") for n in range(8)))
    refused: list[BaseException] = []

    def claim(record_id: UUID) -> None:
        try:
            stated(database, record_id)
        except RegistrationRefused as refusal:
            refused.append(refusal)

    claimants = [threading.Thread(target=claim, args=(id,)) for id in ids]
    for claimant in claimants:
        claimant.start()
    for claimant in claimants:
        claimant.join()
    assert len(refused) == 7
    assert acts(database) == ["registration.stated"]


def test_a_doubtful_number_is_taken_and_an_impossible_one_is_not(database: Database, ada: UUID) -> None:
    assert stated(database, ada, "bacp", "B-12")
    with pytest.raises(RegistrationRefused, match="seven digits"):
        stated(database, ada, "gmc", "B-12")


@pytest.mark.parametrize("number", ["", "   ", "—", "\0", "1" * 41, "ﷺ" * 9])
def test_what_cannot_be_a_number_is_one_sentence(database: Database, ada: UUID, number: str) -> None:
    with pytest.raises(RegistrationRefused):
        stated(database, ada, "us-ca", number)


def test_nobody_checks_their_own_record(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    with pytest.raises(OwnRecord), database.writing() as session:
        record_check(session, entry, FOUND, steward=OWNER, owner=OWNER)
    assert status(database, entry) == "stated"


def test_a_registration_that_is_gone_cannot_be_checked(database: Database) -> None:
    with pytest.raises(CheckRefused, match="no longer there"):
        check(database, uuid4())


@pytest.mark.parametrize(
    "finding",
    [
        Finding("perhaps", "public-register"),
        Finding("found", "hearsay"),
        Finding("found", "public-register", ends_on=date(2020, 1, 1)),
    ],
)
def test_a_finding_without_sense_is_refused(database: Database, ada: UUID, finding: Finding) -> None:
    entry = stated(database, ada)
    with pytest.raises(CheckRefused):
        check(database, entry, finding)
    assert status(database, entry) == "stated"


def test_a_check_runs_out_after_a_year_by_itself(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        check(database, entry)
    with time_machine.travel("2027-11-23 12:00Z", tick=False):
        assert status(database, entry) == "checked"
    with time_machine.travel("2027-11-24 00:00Z", tick=False):
        assert status(database, entry) == "lapsed"


def test_a_check_runs_out_with_the_entry(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        check(database, entry, Finding("found", "public-register", ends_on=date(2026, 12, 31)))
    with time_machine.travel("2027-01-01 00:00Z", tick=False):
        assert status(database, entry) == "lapsed"


def test_what_the_register_shows_corrects_what_was_stated(database: Database, ada: UUID) -> None:
    entry = stated(database, ada, expires_on=clock.today() - timedelta(days=3))
    assert status(database, entry) == "lapsed"
    check(database, entry)
    assert status(database, entry) == "checked"


def test_another_number_is_another_entry_and_has_no_check(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    check(database, entry)
    with database.writing() as session:
        withdraw_registration(session, entry, actor=OWNER)
        withdraw_registration(session, entry, actor=OWNER)
        state_registration(session, ada, "bacp", "654321", actor=OWNER)
    with database.reading() as session:
        [there] = entries_of(session, ada, clock.today())
        assert session.scalars(select(RegisterCheck)).all() == []
    assert there.standing.status == "stated"
    assert acts(database)[-2:] == ["registration.withdrawn", "registration.stated"]


def test_evidence_is_forgotten_after_thirty_days_and_the_check_is_not(database: Database, ada: UUID) -> None:
    entry = stated(database, ada)
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        check(database, entry, Finding("found", "document-seen", evidence="shelf 3", note="As named."))
    for day, cleared in ((date(2026, 12, 1), 0), (date(2026, 12, 2), 1), (date(2026, 12, 3), 0)):
        with database.writing() as session:
            assert clear_evidence(session, day) == cleared
    with database.reading() as session:
        kept = session.scalars(select(RegisterCheck)).one()
    assert (kept.evidence, kept.note, kept.checked_by, kept.method) == (None, "As named.", STEWARD, "document-seen")
    assert acts(database)[-1] == "evidence.cleared"


def test_registrations_go_with_their_record(database: Database, ada: UUID) -> None:
    from app.practitioners.models import Record

    check(database, stated(database, ada))
    with database.writing() as session:
        session.delete(session.get_one(Record, ada))
    with database.reading() as session:
        assert session.scalars(select(Registration)).all() == []
