"""Route × role × ownership from the URL map: every route there is, and nobody beyond its marker (AUTH-16)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from app.access.guard import _CARRIES_ITS_OWN_PROOF, _CHANGES_NOTHING
from app.access.limits.models import ApiUse
from app.access.permissions import Permission
from app.accounts.models import SignedInSession
from app.models import TABLES
from app.plumbing import clock
from app.plumbing.database import Database
from tests.editor.conftest import add_offer
from tests.seekers import Furnished
from tests.signed_in import Person, member, practitioner, steward

SIGN_IN, CONFIRM, SECOND = "/account/sign-in", "/account/confirm", "/account/second-factor"
# (marker, who asks) -> where they are led, or what they are answered; who is not named here is let through.
LED: dict[tuple[Permission, str], str | int] = {
    (Permission.API_KEY, "nobody"): 401,
    (Permission.API_KEY, "practitioner"): 401,
    (Permission.API_KEY, "steward"): 401,
    (Permission.API_KEY, "steward without a second factor"): 401,
    (Permission.SIGNED_IN, "nobody"): SIGN_IN,
    (Permission.PRACTITIONER, "nobody"): SIGN_IN,
    (Permission.PRACTITIONER, "steward"): 404,
    (Permission.PRACTITIONER, "steward without a second factor"): 404,
    **{
        (permission, who): SIGN_IN if who == "nobody" else 404
        for permission in (Permission.MEMBER, Permission.EDITOR, Permission.OWNER)
        for who in ("nobody", "practitioner", "steward", "steward without a second factor")
    },
    (Permission.EDITOR, "navigator"): 404,
    (Permission.OWNER, "navigator"): 404,
    (Permission.OWNER, "editor"): 404,
    (Permission.OWNER, "owner without a second factor"): SECOND,
    (Permission.API_KEY, "navigator"): 401,
    (Permission.API_KEY, "editor"): 401,
    (Permission.API_KEY, "owner"): 401,
    (Permission.API_KEY, "owner without a second factor"): 401,
    (Permission.STEWARD, "navigator"): 404,
    (Permission.STEWARD, "editor"): 404,
    (Permission.STEWARD, "owner"): 404,
    (Permission.STEWARD, "owner without a second factor"): 404,
    (Permission.STEWARD, "nobody"): SIGN_IN,
    (Permission.STEWARD, "practitioner"): 404,
    (Permission.STEWARD, "steward without a second factor"): SECOND,
}
MEMBERS = ("navigator", "editor", "owner", "owner without a second factor")
EVERYBODY = ("nobody", "practitioner", "steward", "steward without a second factor", *MEMBERS)


@pytest.fixture
def people(app: Flask) -> dict[str, Person]:
    weak = steward(app, "weak@example.org", strong=False)
    signed_in = {"practitioner": practitioner(app), "steward": steward(app), EVERYBODY[3]: weak}
    for number, who in enumerate(MEMBERS):
        strong = "without" not in who
        signed_in[who] = member(app, f"member{number}@example.org", role=who.split()[0], strong=strong)
    return {"nobody": Person(app, "nobody@example.org"), **signed_in}


def routes(app: Flask) -> Iterator[tuple[Rule, Any, str]]:
    """Every route with its view and an address of things that are not there."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: uuid4() if name.endswith("_id") else "nothing" for name in rule.arguments}
        yield rule, app.view_functions[rule.endpoint], adapter.build(rule.endpoint, values)


def ask(person: Person, method: str, path: str, **sent: Any) -> Any:
    return person.client.open(path, method=method, environ_overrides=person.surroundings, **sent)


def answered(answer: Any) -> str | int:
    """Where an answer leads within the account pages that the guard knows; else its status."""
    led = (answer.location or "").split("?")[0]
    return led if answer.status_code == 303 and led in (SIGN_IN, CONFIRM, SECOND) else int(answer.status_code)


def test_every_route_lets_in_whom_its_marker_names(app: Flask, people: dict[str, Person]) -> None:
    wrong = []
    for rule, view, path in routes(app):
        for who in EVERYBODY:
            if "GET" not in (rule.methods or ()):
                continue
            got, wanted = answered(ask(people[who], "GET", path)), LED.get((view.permission, who))
            # The page of the second step is for those who showed a first, and leads anybody else back to that.
            kept_out = (401, 403, 500) if view.permission is Permission.PUBLIC else (SIGN_IN, CONFIRM, 401, 403, 500)
            let_through = got not in kept_out
            if got != wanted if wanted is not None else not let_through:
                wrong.append((rule.rule, who, got, wanted))
    assert wrong == []


def test_what_changes_something_is_held_as_well(app: Flask, people: dict[str, Person]) -> None:
    wrong = []
    for rule, view, path in routes(app):
        for who in EVERYBODY:
            wanted = LED.get((view.permission, who))
            if "POST" not in (rule.methods or ()) or wanted is None:
                continue
            got = answered(ask(people[who], "POST", path, data={"csrf_token": people[who].token}))
            if got != wanted:
                wrong.append((rule.rule, who, got, wanted))
    assert wrong == []


def test_dangerous_acts_ask_again_who_it_is(app: Flask, people: dict[str, Person]) -> None:
    """AUTH-15, for every route whose marker says so."""
    asked, wrong = 0, []
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=True):
        for rule, view, path in routes(app):
            if not getattr(view, "asks_again", False):
                continue
            who = {Permission.STEWARD: "steward", Permission.OWNER: "owner", Permission.EDITOR: "editor"}.get(
                view.permission, "practitioner"
            )
            for method in {"GET", "POST"} & (rule.methods or set()):
                asked += 1
                got = answered(ask(people[who], method, path, data={"csrf_token": people[who].token}))
                wrong += [] if got == CONFIRM else [(rule.rule, method, got)]
    assert (asked > 12, wrong) == (True, [])


# What browsers say, new and old, of a form that another site sent.
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"})
# A session's last use is the one thing that a look may write (see accounts/cookies.py).
_LAST_USE = SignedInSession.__table__.c.last_seen_at
# How often programs ask is counted when they do (API-05); what is counted is theirs alone.
_COUNTS = ApiUse.__table__


def contents(database: Database) -> dict[str, list[str]]:
    """Everything that is in every table."""
    with database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(*[c for c in table.c if c is not _LAST_USE]))))
            for table in TABLES
            if table is not _COUNTS
        }


def test_without_the_token_nothing_is_changed(app: Flask, database: Database, people: dict[str, Person]) -> None:
    """FORM-01: no token, or a browser that says the form was sent from another site."""
    before, wrong = contents(database), []
    for rule, view, path in routes(app):
        if "POST" not in (rule.methods or ()):
            continue
        name = f"{view.__module__}.{view.__name__}"
        for who in EVERYBODY:
            bare = ask(people[who], "POST", path, data={"name": "x"}).status_code
            for header in ELSEWHERE:
                data = {"csrf_token": people[who].token}
                elsewhere = ask(people[who], "POST", path, data=data, headers=header).status_code
                if name not in _CHANGES_NOTHING and elsewhere not in (303, 401, 403, 404):
                    wrong.append((rule.rule, who, header, elsewhere))
            if name not in (*_CHANGES_NOTHING, *_CARRIES_ITS_OWN_PROOF) and bare not in (303, 400, 403):
                wrong.append((rule.rule, who, "bare", bare))
    assert (wrong, contents(database)) == ([], before)


def test_a_look_changes_nothing(app: Flask, database: Database, people: dict[str, Person]) -> None:
    """FORM-02: not one value of one table, whoever looks, and at whatever is there."""
    there = Furnished(app).paths()
    before = contents(database)
    for path in there:
        for who in EVERYBODY:
            ask(people[who], "GET", path)
    for rule, _view, path in routes(app):
        for who in EVERYBODY:
            if "GET" in (rule.methods or ()):
                ask(people[who], "GET", path)
    assert contents(database) == before


def test_what_belongs_to_another_is_not_there(app: Flask, database: Database, people: dict[str, Person]) -> None:
    """404, not 403: whether it exists is nobody's business."""
    ada, eve = people["practitioner"], practitioner(app, "eve@example.org")
    for person, name in ((ada, "Ada"), (eve, "Eve")):
        person.submit(person.get("/practitioner"), "Save and go on", name=name, kind="individual")
    how = add_offer(ada)
    ada.submit(ada.get("/practitioner/places/add"), "Save and go on", postcode="Leeds", precision="town")
    place = ada.get("/practitioner/places").link("Where do you see people?")
    with database.reading() as session:
        browsers = select(SignedInSession.id).where(SignedInSession.account_id == ada.account.id)
        browser = f"/account/browsers/{session.scalars(browsers).first()}/sign-out"
    eve.get("/account")
    for path in (how, how.replace("/how", "/fee"), place):
        eve.get(path, expect=404)
        eve.post(path, expect=404)
    for path in (how.replace("/how", "/remove"), place.replace("/where", "/remove"), browser):
        eve.post(path, expect=404)
    assert ada.is_signed_in
    ada.get(how)
