"""`/changes`: whoever follows them holds what the export holds, whatever happens in between and however they page."""

import json
import threading
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.access.actions import create_key
from app.listings.publishing import publish
from app.plumbing.changes import ChangeCounter
from app.plumbing.database import Database
from app.practitioners.models import IdentityFact, Record
from tests.records import identity, practitioner, save


class Follower:
    """A program that keeps a copy of the directory."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        with app.extensions["attune.database"].writing() as session:
            self.key = create_key(session, f"Follower {uuid4()}")
        self.cursor: str | None = None
        self.copy: dict[str, dict[str, Any]] = {}
        self.seen: list[tuple[str, str, str]] = []

    def ask(self, expect: int = 200, **query: object) -> Any:
        answer = self.client.get("/api/v1/changes", query_string=query, headers={"Authorization": f"Bearer {self.key}"})
        assert answer.status_code == expect, answer.text
        return answer.get_json()

    def read(self, most: int = 500) -> bool:
        """Take one page of changes; whether there are more."""
        page = self.ask(limit=most, **({"since": self.cursor} if self.cursor else {}))
        assert len(page["changes"]) <= most
        self.cursor = page["cursor"]
        for change in page["changes"]:
            self.seen.append((change["id"], change["change"], str(change["listing"])))
            if change["change"] == "removed":
                assert set(change) == {"id", "change", "listing"} and change["listing"] is None
                self.copy.pop(change["id"], None)
            else:
                self.copy[change["id"]] = change["listing"]
        return bool(page["more"])

    def catch_up(self, most: int = 500) -> None:
        while self.read(most):
            pass

    def everything(self) -> dict[str, dict[str, Any]]:
        """What the export holds."""
        lines = self.client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {self.key}"}).text
        listings = [json.loads(line) for line in lines.splitlines()[:-1]]
        return {listing["id"]: listing for listing in listings}


@pytest.fixture
def kept(app: Flask) -> Database:
    """The database as the application has it, which publishes what is written."""
    found: Database = app.extensions["attune.database"]
    return found


@pytest.fixture
def follower(app: Flask) -> Follower:
    return Follower(app)


def names(follower: Follower) -> list[str]:
    follower.catch_up()
    return sorted(listing["name"] for listing in follower.copy.values())


def change(kept: Database, id: UUID, **fields: object) -> None:
    with kept.writing() as session:
        record = session.get_one(Record, id)
        for name, value in fields.items():
            setattr(record, name, value)


def test_a_removed_listing_is_a_mark_that_says_nothing_of_why(kept: Database, follower: Follower) -> None:
    ada, _eve = save(kept, practitioner("Ada Example"), practitioner("Eve Example"))
    assert names(follower) == ["Ada Example", "Eve Example"]
    change(kept, ada, status="paused")
    assert names(follower) == ["Eve Example"]
    assert follower.seen[-1] == (str(ada), "removed", "None")
    change(kept, ada, status="published")
    assert names(follower) == ["Ada Example", "Eve Example"]


def test_withdrawn_consent_is_an_answer_without_the_fact_at_once(kept: Database, follower: Follower) -> None:
    """API-03: for the audience `api`, also where the page of the listing goes on saying it."""
    [ada] = save(kept, practitioner(identity_facts=[identity("gender", "woman", "site", "api")]))
    follower.catch_up()
    assert [term["slug"] for term in follower.copy[str(ada)]["gender"]] == ["woman"]
    with kept.writing() as session:
        [fact] = session.scalars(select(IdentityFact)).all()
        fact.audiences = ["site"]
    follower.catch_up()
    assert follower.copy[str(ada)]["gender"] == []


def test_when_nothing_has_changed_there_is_nothing(kept: Database, follower: Follower) -> None:
    save(kept, practitioner())
    follower.catch_up()
    cursor = follower.cursor
    assert (follower.read(), follower.cursor, len(follower.seen)) == (False, cursor, 1)


def test_an_export_says_where_to_go_on(kept: Database, follower: Follower) -> None:
    save(kept, practitioner("Ada Example"))
    lines = follower.client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {follower.key}"}).text
    follower.cursor = json.loads(lines.splitlines()[-1])["cursor"]
    assert names(follower) == []
    save(kept, practitioner("Eve Example"))
    assert names(follower) == ["Eve Example"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"since": "nonsense"}, "since"),
        ({"since": "A" * 64}, "since"),
        ({"since": "é"}, "since"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"limit": "1e3"}, "limit"),
        ({"limit": "²"}, "limit"),
    ],
)
def test_a_bad_value_is_a_problem_that_names_it(follower: Follower, query: dict[str, str], key: str) -> None:
    """API-04."""
    assert follower.ask(400, **query)["key"] == key


def test_a_cursor_that_was_changed_is_refused(kept: Database, follower: Follower) -> None:
    save(kept, practitioner())
    follower.catch_up()
    assert follower.cursor
    swapped = ("B" if follower.cursor[20] == "A" else "A").join((follower.cursor[:20], follower.cursor[21:]))
    assert follower.ask(400, since=swapped)["key"] == "since"


def test_a_cursor_of_a_directory_that_is_no_more_begins_anew(kept: Database, follower: Follower) -> None:
    """A backup was restored: what came after it has other numbers now."""
    save(kept, practitioner())
    save(kept, practitioner())
    follower.catch_up()
    with kept.writing() as session:
        session.get_one(ChangeCounter, "listings").value = 1
    assert follower.ask(410, since=follower.cursor)["key"] == "since"


# What may happen: somebody comes, or the one at this place does this; or somebody who follows reads so many.
_HAPPENS = st.one_of(
    st.just(("comes", 0)),
    st.tuples(st.sampled_from(["renamed", "paused", "published", "withdraws", "consents"]), st.integers(0, 3)),
    st.tuples(st.just("reads"), st.integers(1, 3)),
)


@given(st.lists(_HAPPENS, max_size=14))
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_whoever_follows_holds_what_there_is(app: Flask, kept: Database, happened: list[tuple[str, int]]) -> None:
    follower, ids, writes = _begun(app, kept), [], 0
    for what, number in happened:
        if what == "reads":
            follower.read(number)
        elif what == "comes":
            ids += save(kept, practitioner(identity_facts=[identity("gender", "woman", "site", "api")]))
        elif ids:
            _does(kept, ids[number % len(ids)], what)
        writes += what != "reads"
    follower.catch_up(2)
    assert follower.copy == follower.everything()
    assert len(follower.seen) <= writes


def _begun(app: Flask, kept: Database) -> Follower:
    """One who has read all that other examples left."""
    with kept.writing() as session:
        for record in session.scalars(select(Record)):
            record.status = "removed"
    follower = Follower(app)
    follower.catch_up()
    follower.seen.clear()
    return follower


def _does(kept: Database, id: UUID, what: str) -> None:
    if what in ("withdraws", "consents"):
        with kept.writing() as session:
            for fact in session.scalars(select(IdentityFact).where(IdentityFact.record_id == id)):
                fact.audiences = ["site", "api"] if what == "consents" else ["site"]
    else:
        change(kept, id, **({"headline": "Anew"} if what == "renamed" else {"status": what}))


def test_what_commits_late_is_not_missed(kept: Database, follower: Follower) -> None:
    """One writes and waits, another comes meanwhile, and somebody reads in between."""
    ada, eve = save(kept, practitioner("Ada Example"), practitioner("Eve Example"))
    follower.catch_up()
    other = threading.Thread(target=change, args=(kept, eve), kwargs={"headline": "Second"})
    with kept.writing() as session:
        session.get_one(Record, ada).headline = "First"
        publish(session, [ada])
        other.start()
        follower.catch_up()
        follower.seen.clear()
    follower.catch_up()
    other.join()
    follower.catch_up()
    assert {listing["headline"] for listing in follower.copy.values()} == {"First", "Second"}
    assert len(follower.seen) == 2


def test_whoever_reads_while_many_write_misses_nothing(kept: Database, follower: Follower) -> None:
    ids = save(kept, *(practitioner(f"Person {number}") for number in range(6)))
    writers = [threading.Thread(target=_writes, args=(kept, ids, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        follower.read(2)
    follower.catch_up(2)
    assert follower.copy == follower.everything()
    assert len(follower.seen) <= 6 + 3 * 8


def _writes(kept: Database, ids: list[UUID], number: int) -> None:
    for turn in range(8):
        change(kept, ids[(number + turn) % 6], headline=f"{number}, {turn}")
