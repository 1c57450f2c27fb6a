"""No path of any length shows what was not published, was paused or withheld, was not consented to or has aged (T5,
PRIV-08).

A machine of states does to a listing whatever its practitioner, a steward and the calendar may do, in any order, and
holds each surface to a model that is a few plain fields.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.accounts.models import Account
from app.accounts.people.actions import Decision, decide, follow_bounces
from app.listings.listing import AUDIENCES, Listing
from app.listings.publishing import watch
from app.listings.source import every_listing, listing_by_id
from app.listings.sweeping import sweep
from app.plumbing import bounces
from app.plumbing.database import Database
from app.practitioners import actions
from app.practitioners.models import Practitioner
from app.practitioners.parts import PARTS, digest
from app.practitioners.queries import listing_of, open_reviews
from app.practitioners.rules import Stated
from app.practitioners.withholding.actions import put_back, withhold
from tests.databases import Templates

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
COMPLETE = Stated("draft", "Ada", "individual", frozenset({"profession", "language", "concern"}), 1, 0)
NAMES = st.sampled_from(["Ada", "Grace", "Hedy"])
RHYTHM = 30


class Life(RuleBasedStateMachine):
    """`shown` is the model: the name that is public, or None; the rest is what may be seen beside it."""

    databases: Iterator[Database]
    app_context: Callable[[], AbstractContextManager[object]]

    def __init__(self) -> None:
        super().__init__()
        self.database = next(self.databases)
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        with self.database.writing() as session:
            ada = Account(email="ada@example.org", role="practitioner", created_at=START)
            self.steward = Account(email="sam@example.org", role="steward", created_at=START)
            self.steward.password_hash = "set"
            session.add_all([ada, self.steward])
            session.flush()
            self.account_id: UUID = ada.id
            record = actions.begin(session, ada.id, {"name": "Ada", "kind": "individual"})
            record.rhythm_days = RHYTHM
            actions.add_offer(session, record).format = "video"
            self.record_id = record.id
        self.status, self.name, self.proposed = "draft", "Ada", None
        self.withheld = False
        self.suspended = self.lost = False
        self.consents: set[str] = set()
        self.room: tuple[str, datetime] | None = None
        self.signs = [datetime.min.replace(tzinfo=UTC)]

    def teardown(self) -> None:
        self.clock.stop()

    def _do(self, act: Any) -> Any:
        with self.database.writing() as session:
            record = listing_of(session, self.account_id, to_change=True)
            assert record is not None
            return act(session, record)

    def _state(self, key: str, answer: Any, of: str = "record") -> bool:
        def act(session: Any, record: Practitioner) -> bool:
            subject = record if of == "record" else record.offers[0]
            stands = actions.standing(record, subject, PARTS[key], open_reviews(session, record.id))
            return actions.state(session, record, subject, PARTS[key], answer, digest(stands))

        waits: bool = self._do(act)
        return waits

    @rule(name=NAMES)
    def says_a_name(self, name: str) -> None:
        waits = self._state("who", {"name": name, "kind": "individual"})
        if self.status in ("published", "paused"):
            self.proposed = name if name != self.name else None
        else:
            self.name = name
        assert waits == (self.proposed is not None)

    @rule(audiences=st.sets(st.sampled_from(AUDIENCES)))
    def says_a_gender_for(self, audiences: set[str]) -> None:
        self._state("gender", ["woman"])
        self._state("consent", {"gender:woman": {"audiences": sorted(audiences), "own_words": None}})
        self.consents = set(audiences)

    @rule()
    def takes_the_gender_back(self) -> None:
        self._state("gender", [])
        self.consents = set()

    @rule(room=st.sampled_from(["now", "waitlist", "closed"]))
    def says_whether_there_is_room(self, room: str) -> None:
        self._state("when", {"times": [], "availability": room}, of="offer")
        self._signed(room)

    @rule()
    def confirms(self) -> None:
        self._do(lambda session, record: actions.confirm(session, record, {}))
        self._signed(self.room[0] if self.room else None)

    def _signed(self, room: str | None) -> None:
        now = self._now()
        self.room = None if room is None else (room, now)
        self.signs.append(now)

    @precondition(lambda self: self.status == "draft")
    @rule()
    def sends(self) -> None:
        self._do(lambda session, record: actions.submit(session, record, COMPLETE))
        self.status = "in_review"

    @precondition(lambda self: self.status == "in_review")
    @rule()
    def takes_back(self) -> None:
        self._do(actions.take_back)
        self.status = "draft"

    @rule(accepted=st.booleans())
    def a_steward_decides(self, accepted: bool) -> None:
        def act(session: Any, record: Practitioner) -> str | None:
            review = next(iter(open_reviews(session, record.id).values()), None)
            if review is not None and accepted:
                actions.accept(session, record, review, self.steward.id)
            elif review is not None:
                actions.give_back(session, record, review, self.steward.id, "Please look again.")
            return None if review is None else review.part

        part = self._do(act)
        if part == "listing":
            self.status = "published" if accepted else "draft"
            self.signs += [self._now()] if accepted else []
        elif part == "who":
            self.name, self.proposed = (self.proposed if accepted else self.name), None

    @precondition(lambda self: self.status == "published")
    @rule()
    def pauses(self) -> None:
        self._do(actions.pause)
        self.status = "paused"

    @precondition(lambda self: self.status == "paused")
    @rule()
    def resumes(self) -> None:
        self._do(actions.resume)
        self.status = "published"

    @rule()
    def stewards_withhold_or_put_back(self) -> None:
        def act(session: Any, record: Practitioner) -> None:
            if self.withheld:
                put_back(session, record, self.steward.id)
            else:
                withhold(session, record, self.steward.id, "Please say who you are.")

        self._do(act)
        self.withheld = not self.withheld

    @precondition(lambda self: not self.suspended)
    @rule()
    def is_suspended(self) -> None:
        self._decide("suspend", "harm")
        self.suspended = True

    @precondition(lambda self: self.suspended)
    @rule()
    def is_suspended_no_more(self) -> None:
        self._decide("lift-suspension", "settled")
        self.suspended = False

    def _decide(self, act: str, reason: str) -> None:
        with self.app_context(), self.database.writing() as session:
            assert decide(session, Decision(act, self.account_id, self.steward.id, reason))

    @rule(lost=st.booleans())
    def mail_comes_back_or_arrives(self, lost: bool) -> None:
        with self.database.writing() as session:
            (bounces.returned if lost else bounces.forget)(session, "ada@example.org")
            follow_bounces(session)
        self.lost = lost

    @rule(days=st.integers(1, 45))
    def days_pass(self, days: int) -> None:
        self.now.shift(timedelta(days=days))
        sweep(self.database)

    def _now(self) -> datetime:
        return datetime.now(UTC)

    def _age(self, since: datetime) -> int:
        return (self._now().date() - since.date()).days

    @property
    def is_shown(self) -> bool:
        if self.suspended or self.withheld:
            return False
        return self.status == "published" and self._age(max(self.signs)) <= 3 * RHYTHM

    @invariant()
    def every_surface_shows_what_it_may(self) -> None:
        with self.database.reading() as session:
            for audience in AUDIENCES:
                one = listing_by_id(session, self.record_id, audience)
                listed = list(every_listing(session, audience))
                assert isinstance(one, Listing) == self.is_shown
                assert [listing.name for listing in listed] == ([self.name] if self.is_shown else [])
                if isinstance(one, Listing):
                    self._hold(one, audience)

    def _hold(self, one: Listing, audience: str) -> None:
        assert one.name == self.name
        assert one.receives_messages != self.lost
        assert one.slugs("gender") == (("woman",) if audience in self.consents else ())
        offer, room = one.offers[0], self.room
        if room is None or self._age(room[1]) > 2 * RHYTHM:
            assert offer.availability == "unknown"
        else:
            assert offer.availability == room[0]
            assert offer.availability_unconfirmed == (self._age(room[1]) > RHYTHM)


@pytest.fixture
def watched(templates: Templates) -> Iterator[Iterator[Database]]:
    """One fresh database after another, each publishing what is flushed."""
    opened: list[Database] = []

    def fresh() -> Iterator[Database]:
        while True:
            database = Database(templates.copy("vocabulary"))
            watch(database.sessions)
            opened.append(database)
            yield database

    yield fresh()
    for database in opened:
        database.dispose()
        templates.drop(database.url.render_as_string(hide_password=False))


def test_no_path_shows_what_may_not_be_seen(app: Flask, templates: Templates, watched: Iterator[Database]) -> None:
    """10,000 steps on SQLite, a tenth of them on PostgreSQL, where each life costs a database."""
    Life.databases = watched
    # Letters need to know where the site is.
    Life.app_context = staticmethod(app.test_request_context)
    lives = 200 if templates.backend == "sqlite" else 20
    run_state_machine_as_test(Life, settings=settings(max_examples=lives, stateful_step_count=50, deadline=None))
