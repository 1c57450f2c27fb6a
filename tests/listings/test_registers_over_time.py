"""Whatever is done, in whatever order and however long after: nobody is shown on a register longer than a check holds,
or the entry lasts, or than anybody said they are (T5)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import time_machine
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.credentials.actions import Finding, record_check, state_registration, withdraw_registration
from app.listings.documents import decode
from app.listings.indexing import index_document
from app.listings.listing import AUDIENCES
from app.listings.models import PublishedListing
from app.listings.publishing import watch
from app.listings.sweeping import sweep
from app.plumbing import clock
from app.plumbing.auditing import verify
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.databases import Templates
from tests.records import practitioner, save

STEWARD, OWNER = UUID(int=1), UUID(int=2)
START = datetime(2026, 11, 23, 12, tzinfo=UTC)

# Only the register is looked at here: nothing else of the listing ages.
NEVER_RESTS = 10_000


class Entry(RuleBasedStateMachine):
    """One listing with one entry at a time; the days are told apart from the code that is tested."""

    templates: Templates
    steps = 0

    @initialize()
    def begin(self) -> None:
        self.url = self.templates.copy("bare")
        self.database = Database(self.url)
        watch(self.database.sessions)
        self.time = time_machine.travel(START, tick=False)
        self.traveller = self.time.start()
        [self.record] = save(self.database, practitioner(rhythm_days=NEVER_RESTS))
        self.entry: UUID | None = None
        self.found_until: date | None = None
        self.acts = 0

    @precondition(lambda self: self.entry is None)
    @rule(days=st.none() | st.integers(-30, 800))
    def state(self, days: int | None) -> None:
        self.ends = None if days is None else clock.today() + timedelta(days=days)
        with self.database.writing() as session:
            self.entry = state_registration(session, self.record, "bacp", "123456", actor=OWNER, expires_on=self.ends)
        self.found_until, self.acts = None, self.acts + 1

    @precondition(lambda self: self.entry is not None)
    @rule(outcome=st.sampled_from(["found", "found", "not_found", "lapsed"]), days=st.none() | st.integers(0, 800))
    def check(self, outcome: str, days: int | None) -> None:
        # No two checks are made at one instant.
        self.traveller.shift(timedelta(microseconds=1))
        today = clock.today()
        ends = None if days is None else today + timedelta(days=days)
        assert self.entry is not None
        with self.database.writing() as session:
            finding = Finding(outcome, "public-register", ends_on=ends)
            record_check(session, self.entry, finding, steward=STEWARD, owner=OWNER)
        self.acts += 1
        self.found_until = None
        if outcome == "found":
            if self.ends is not None and self.ends < today:
                self.ends = None
            self.ends = ends or self.ends
            year = (
                today.replace(year=today.year + 1)
                if (today.month, today.day) != (2, 29)
                else date(today.year + 1, 2, 28)
            )
            self.found_until = min(day for day in (year, ends, self.ends) if day is not None)

    @precondition(lambda self: self.entry is not None)
    @rule()
    def withdraw(self) -> None:
        assert self.entry is not None
        with self.database.writing() as session:
            withdraw_registration(session, self.entry, actor=OWNER)
        self.entry, self.found_until, self.acts = None, None, self.acts + 1

    @rule(status=st.sampled_from(["published", "paused"]))
    def turn(self, status: str) -> None:
        with self.database.writing() as session:
            session.get_one(Record, self.record).status = status

    @rule(days=st.integers(1, 500))
    def wait(self, days: int) -> None:
        self.traveller.shift(timedelta(days=days))
        sweep(self.database)

    @invariant()
    def nobody_is_said_to_be_on_a_register_who_is_not(self) -> None:
        Entry.steps += 1
        with self.database.reading() as session:
            row = session.get_one(PublishedListing, self.record)
            status = session.get_one(Record, self.record).status
            assert (row.document is not None) == (status == "published")
            verify(session)
        if row.document is None:
            return
        projection = decode(row.document)
        is_on = self.found_until is not None and clock.today() <= self.found_until
        for audience in AUDIENCES:
            entries = projection.for_audience(audience).registers
            assert [entry.status == "checked" for entry in entries] == ([] if self.entry is None else [is_on])
        document: Any = index_document(projection)
        assert set(document.values["register"]) == ({"bacp"} if is_on else set())

    def teardown(self) -> None:
        if hasattr(self, "database"):
            with self.database.reading() as session:
                assert verify(session).sequence == self.acts
            self.time.stop()
            self.database.dispose()
            self.templates.drop(self.url)


def test_an_entry_over_time(tmp_path: Path) -> None:
    """10,000 steps, each looked at on every surface: a minute and a half of one processor."""
    Entry.templates, Entry.steps = Templates(tmp_path, "sqlite", {"bare": lambda _database: None}), 0
    run_state_machine_as_test(Entry, settings=settings(max_examples=240, stateful_step_count=50, deadline=None))
    assert Entry.steps >= 10_000
