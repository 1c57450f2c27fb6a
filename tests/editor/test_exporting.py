"""Everything about oneself in one archive, and nothing about anybody else (DATA-04)."""

import json
from io import BytesIO
from zipfile import ZipFile

from flask import Flask

from tests.editor.conftest import add_offer, record_of, say
from tests.signed_in import Person, practitioner


def archive(person: Person) -> ZipFile:
    answer = person.client.get("/practitioner/export", environ_overrides=person.surroundings)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    return ZipFile(BytesIO(answer.get_data()))


def test_the_archive_holds_every_answer(app: Flask, ready: Person) -> None:
    say(ready, "words", headline="A canary in the headline", about="A canary in the text")
    listing = json.loads(archive(ready).read("listing.json"))
    assert listing["id"] == str(record_of(app, ready, lambda r: r.id))
    assert listing["answers"]["words"] == {"headline": "A canary in the headline", "about": "A canary in the text"}
    assert listing["answers"]["language"] == [["pa", "clinical"]]
    assert [offer["answers"]["how"]["format"] for offer in listing["offers"]] == ["video"]


def test_it_says_who_signed_in_and_what_was_done(ready: Person) -> None:
    held = archive(ready)
    assert json.loads(held.read("rows.json"))["account"][0]["email"] == "ada@example.org"
    assert "listing.begun" in held.read("history.csv").decode()


def test_it_holds_nothing_of_anybody_else(app: Flask, ready: Person) -> None:
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), name="Eve Canary", kind="individual")
    add_offer(eve)
    held = archive(ready)
    everything = b"".join(held.read(name) for name in held.namelist())
    assert b"Eve Canary" not in everything and b"eve@example.org" not in everything
