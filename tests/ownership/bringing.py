"""Taking a listing away and bringing it back, as a browser does, and what the page says of it."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.signed_in import Person
from tests.visit import Page, police, text_of

BRING = "/practitioner/import"


def taken(person: Person) -> bytes:
    return person.client.get("/practitioner/export", environ_overrides=person.surroundings).get_data()


def listing_in(archive: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ZipFile(BytesIO(archive)).read("listing.json"))
    return found


def stated(archive: bytes) -> dict[str, Any]:
    """What of a listing is the person's own to state: without ids, and places by where they are."""
    listing = listing_in(archive)
    where = {place["id"]: place["answers"]["where"] for place in listing["places"]}
    offers = [offer["answers"] for offer in listing["offers"]]
    for answers in offers:
        answers["how"]["premises"] = where.get(answers["how"]["premises"])
    places = sorted((place["answers"] for place in listing["places"]), key=json.dumps)
    return {
        "answers": listing["answers"],
        "places": places,
        "offers": offers,
        "alt": [p["alt"] for p in listing["photos"]],
    }


def send(person: Person, content: bytes, *, expect: int = 200) -> Page:
    """As a browser sends it; not by the client's own way, which leaves a large file open."""
    person.get(BRING)
    fields = {"csrf_token": person.token, "file": FileStorage(BytesIO(content), "attune.zip")}
    boundary, body = encode_multipart(fields)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = person.client.post(BRING, data=body, content_type=kind, environ_overrides=person.surroundings)
    return person.get(BRING) if answer.status_code == 303 else checked(person, answer, expect)


def checked(person: Person, answer: Any, expect: int) -> Page:
    page = Page(answer)
    assert page.status == expect, page.body[:2000]
    police(page, seeker=False)
    return page


def bring(person: Person, content: bytes, **fields: str) -> Page:
    return person.submit(send(person, content), "Bring all of this back", **fields)


def as_json(listing: dict[str, Any]) -> bytes:
    return json.dumps(listing).encode()


def changes(page: Page) -> list[str]:
    return [text_of(a.find("h3")) for a in page.every("article")]  # type: ignore[arg-type]


def left_out(page: Page) -> list[str]:
    sections = [s for s in page.every("section") if s.get("aria-labelledby") == "left-title"]
    return [text_of(li) for s in sections for li in s.iter("li")]
