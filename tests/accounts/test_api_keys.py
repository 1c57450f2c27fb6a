"""Keys for programs, by their owner's hand: made and shown once, named, listed, revoked (API-08)."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import update

from app.access.actions import MOST_KEYS
from app.accounts.models import Account
from app.plumbing import clock
from app.plumbing.database import Database
from tests.signed_in import Person, letters, practitioner

KEY = re.compile(r"attune_[0-9a-f]{10}_[\w-]{43}")


def made(person: Person, name: str = "Our map", *scopes: str) -> str:
    page = person.submit(person.get("/account/api-keys/new"), name=name, scopes=list(scopes))
    return KEY.findall(page.body)[0]


def ask(app: Flask, path: str, key: str) -> Any:
    return app.test_client().get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"})


def test_a_key_is_shown_once_and_listed_by_its_beginning(app: Flask) -> None:
    ada = practitioner(app)
    key = made(ada, "Our map", "export")
    page = ada.get("/account/api-keys")
    assert KEY.search(page.body) is None
    assert f"Our map {key[:17]}_…" in page.text
    assert "not used since" in page.text
    assert letters(app)[-1].subject == "A key was made in your account"
    assert key not in letters(app)[-1].body


def test_a_key_opens_what_was_ticked_and_nothing_else(app: Flask) -> None:
    key = made(practitioner(app), "Our map", "depth")
    assert ask(app, "/listings?page=11&facets=none", key).status_code == 200
    refused = ask(app, "/export.ndjson", key)
    assert (refused.status_code, refused.get_json()["scope"]) == (403, "export")
    assert refused.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="export"'
    assert ask(app, "/export.ndjson", made(practitioner(app, "eve@example.org"), "All", "export")).status_code == 200


def test_without_its_scope_a_key_looks_no_deeper_than_anybody(app: Flask) -> None:
    assert ask(app, "/listings?page=11&facets=none", made(practitioner(app), "Plain")).status_code == 400


def test_a_revoked_key_opens_nothing_from_that_moment_on(app: Flask) -> None:
    ada = practitioner(app)
    key = made(ada, "Our map", "export")
    page = ada.submit(ada.get("/account/api-keys"), "Revoke")
    assert "That key opens nothing any more." in page.text
    assert "Revoked on" in page.text
    assert ask(app, "/export.ndjson", key).status_code == 401


def test_keys_of_a_suspended_account_open_nothing(app: Flask, database: Database) -> None:
    key = made(practitioner(app), "Our map", "export")
    with database.writing() as session:
        session.execute(update(Account).values(suspended_at=clock.now()))
    assert ask(app, "/export.ndjson", key).status_code == 401


def test_keys_go_with_their_account(app: Flask, database: Database) -> None:
    ada = practitioner(app)
    key = made(ada, "Our map", "export")
    with database.writing() as session:
        session.delete(session.get_one(Account, ada.account.id))
    assert ask(app, "/export.ndjson", key).status_code == 401


def test_nobody_revokes_the_key_of_another(app: Flask) -> None:
    ada, eve = practitioner(app), practitioner(app, "eve@example.org")
    key = made(ada, "Our map", "export")
    address = re.findall(r"/account/api-keys/[\w-]+/revoke", ada.get("/account/api-keys").body)[0]
    eve.get("/account/api-keys")
    eve.post(address, expect=404)
    assert ask(app, "/export.ndjson", key).status_code == 200


def test_a_bad_name_is_one_sentence_and_what_was_ticked_stays(app: Flask) -> None:
    ada = practitioner(app)
    made(ada, "Our map")
    form = ada.get("/account/api-keys/new")
    page = ada.submit(form, name="Our map", scopes=["depth"], expect=400)
    assert "There is a key named “Our map” already." in page.text
    assert [box.get("value") for box in page.every("input", type="checkbox") if box.get("checked") is not None] == [
        "depth"
    ]
    assert "Give it a name" in ada.submit(form, name=" ", expect=400).text


def test_an_account_has_so_many_keys_and_a_revoked_one_makes_room_on_another_day(app: Flask) -> None:
    """A key has a day's requests of its own: whoever revokes one has no more of them today."""
    ada = practitioner(app)
    for number in range(MOST_KEYS):
        made(ada, f"Key {number}")
    page = ada.submit(ada.get("/account/api-keys/new"), name="One more", expect=400)
    assert "Revoke one that you no longer use first." in page.text
    ada.submit(ada.get("/account/api-keys"), "Key 3")
    page = ada.submit(ada.get("/account/api-keys/new"), name="Key 3", expect=400)
    assert "Please make another tomorrow." in page.text
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        ada.be_signed_in()
        made(ada, "Key 3")


def test_making_a_key_asks_again_who_it_is(app: Flask) -> None:
    ada = practitioner(app)
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=True):
        assert ada.get("/account/api-keys/new").h1 != "Make an API key"
