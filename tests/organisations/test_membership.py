"""Who acts for an organisation: the markers hold it, at every request."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from app.access.permissions import for_editors, for_editors_again, for_members, for_owners_again
from app.access.visitors import organisation_id
from app.organisations.models import Member, Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from tests.signed_in import Person, member, practitioner

SECOND = "/account/second-factor"


@pytest.fixture
def doors(app: Flask) -> None:
    """One route behind each marker, which answers for whom it acts."""
    for marker in (for_members, for_editors, for_editors_again, for_owners_again):

        @marker
        def view() -> str:
            return str(organisation_id())

        name = next(key for key, value in globals().items() if value is marker)
        app.add_url_rule(f"/{name.replace('_', '-')}", name, view)


def answer(person: Person, path: str) -> str | int:
    got = person.client.get(path, environ_overrides=person.surroundings)
    return got.location.split("?")[0] if got.status_code == 303 else got.status_code


def all_answers(person: Person) -> list[str | int]:
    return [
        answer(person, path) for path in ("/for-members", "/for-editors", "/for-editors-again", "/for-owners-again")
    ]


def set_status(database: Database, status: str) -> None:
    with database.writing() as session:
        session.execute(update(Organisation).values(status=status))


@pytest.mark.usefixtures("doors")
@pytest.mark.parametrize(
    ("role", "answers"),
    [
        ("owner", [200, 200, 200, 200]),
        ("editor", [200, 200, 200, 404]),
        ("navigator", [200, 404, 404, 404]),
    ],
)
def test_a_role_opens_what_it_names(app: Flask, role: str, answers: list[int]) -> None:
    assert all_answers(member(app, role=role)) == answers


@pytest.mark.usefixtures("doors")
@pytest.mark.parametrize(("role", "last"), [("owner", SECOND), ("editor", 404)])
def test_who_speaks_for_an_organisation_has_two_factors(app: Flask, role: str, last: str | int) -> None:
    assert all_answers(member(app, role=role, strong=False)) == [200, SECOND, SECOND, last]


@pytest.mark.usefixtures("doors")
def test_nobody_acts_for_an_organisation_they_are_not_in(app: Flask) -> None:
    member(app)
    assert all_answers(practitioner(app)) == [404] * 4
    assert all_answers(Person(app)) == ["/account/sign-in"] * 4


@pytest.mark.usefixtures("doors")
def test_a_practitioner_who_owns_an_organisation_keeps_their_own_area(app: Flask) -> None:
    ada = member(app)
    assert answer(ada, "/practitioner") == "/practitioner/listing/who"
    assert answer(ada, "/for-owners-again") == 200


@pytest.mark.usefixtures("doors")
@pytest.mark.parametrize("status", ["imported", "in_review", "refused", "suspended"])
def test_only_an_approved_organisation_acts(app: Flask, database: Database, status: str) -> None:
    """At the very next request of a browser that was let in a moment ago."""
    ada = member(app)
    assert all_answers(ada) == [200] * 4
    set_status(database, status)
    assert all_answers(ada) == [404] * 4


def test_a_member_goes_with_their_account_and_the_organisation_stays(app: Flask, database: Database) -> None:
    ada = member(app)
    with database.writing() as session:
        session.delete(ada.account)
    with database.reading() as session:
        assert session.query(Member).count() == 0
        assert session.query(Organisation).count() == 1


@pytest.mark.usefixtures("doors")
def test_a_view_learns_for_whom_it_acts(app: Flask, database: Database) -> None:
    with database.writing() as session:
        session.add(Organisation(name="Another", status="approved", created_at=clock.now()))
    ada = member(app)
    with database.reading() as session:
        mine = session.query(Member).one().organisation_id
    got = ada.client.get("/for-members", environ_overrides=ada.surroundings).text
    assert UUID(got) == mine
