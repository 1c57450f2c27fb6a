"""Files that strangers make: one clear sentence, nothing changed, little memory, no crash (UPL-04, API-09)."""

import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ownership.archives import MOST_BYTES, ArchiveRefused, Brought, read_archive
from tests.editor.conftest import record_of
from tests.ownership.bringing import send
from tests.pictures import encoded, quarters
from tests.signed_in import practitioner

PHOTO = {"id": "p1", "state": "public", "alt": None}


def listing(**more: Any) -> dict[str, Any]:
    answers = {"who": {"name": "Ada Example", "kind": "individual"}}
    return {
        "format": "attune-listing-1",
        "answers": answers,
        "consents": [],
        "places": [],
        "offers": [],
        "photos": [],
    } | more


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
        archive.comment = comment
    return held.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


LISTING = as_json(listing())
NESTED = b"[" * 10_000 + b"]" * 10_000


def lying(size: int) -> bytes:
    """An archive whose listing says that it is this small."""
    content = packed(("listing.json", b" " * 3_000_000))
    real = struct.pack("<L", 3_000_000)
    assert content.count(real) == 2
    return content.replace(real, struct.pack("<L", size))


def locked() -> bytes:
    """As if it were encrypted."""
    content = bytearray(packed(("listing.json", LISTING)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "another file": lambda: b"%PDF-1.7 hello",
    "an archive of nothing": lambda: packed(("readme.txt", b"hello")),
    "a bomb": lambda: packed(("listing.json", b" " * 400_000_000)),
    "a bomb that lies": lambda: lying(1000),
    "an archive in an archive": lambda: packed(("listing.json", packed(("listing.json", LISTING)))),
    "thousands of files": lambda: packed(*((f"photos/{n}.webp", b"") for n in range(5000))),
    "two of one name": lambda: packed(("a/listing.json", LISTING), ("listing.json", LISTING)),
    "only a path out of it": lambda: packed(("../listing.json", LISTING)),
    "an absolute path": lambda: packed(("/etc/x/listing.json", LISTING)),
    "a path for another system": lambda: packed(("..\\listing.json", LISTING)),
    "a comment that hides an end": lambda: packed(("listing.json", LISTING), comment=b"PK\x05\x06" + b"\0" * 18),
    "another packing": lambda: packed(("listing.json", LISTING), method=zipfile.ZIP_LZMA),
    "locked": locked,
    "cut off": lambda: packed(("listing.json", LISTING))[:-30],
    "huge JSON": lambda: as_json(listing(note="x" * 2_200_000)),
    "nested": lambda: NESTED,
    "nested where a listing is": lambda: b'{"format": "attune-listing-1", "answers": ' + NESTED + b"}",
    "nested where nobody looks": lambda: LISTING[:-1] + b', "more": ' + NESTED + b"}",
    "not a number": lambda: LISTING[:-1] + b', "consents": NaN}',
    "half a character": lambda: LISTING.replace(b"Ada", b"\\ud800"),
    "NUL": lambda: LISTING.replace(b"Ada", b"\\u0000"),
    "bytes that are no text": lambda: LISTING.replace(b"Ada", b"\xff\xfe"),
    "another version": lambda: as_json(listing(format="attune-listing-2")),
    "a list": lambda: b"[]",
    "a long number": lambda: as_json(listing()).replace(b'"Ada Example"', b"9" * 5000),
    "a name that is a list": lambda: as_json(listing(answers={"who": {"name": ["Ada"], "kind": "individual"}})),
    "a tick that is a dictionary": lambda: as_json(listing(answers={"approach": [{"a": 1}]})),
    "an amount without end": lambda: as_json(listing()).replace(
        b'"offers": []',
        b'"offers": [{"id": "1", "answers": {"reduced": {"reduced_total": 1e400, "reduced_open": null,'
        b' "reduced_limit_sessions": null, "reduced_next_review": null}}}]',
    ),
    "a day there is not": lambda: as_json(
        listing(answers={"registers": [{"body": "bacp", "number": "1", "expires_on": "2027-02-30"}]})
    ),
    "offers beyond measure": lambda: as_json(listing(offers=[{"id": "1", "answers": {}}] * 5000)),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_one_sentence_and_nothing_is_changed(app: Flask, what: str) -> None:
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Before", kind="individual")
    page = send(ada, HOSTILE[what](), expect=_status(what))
    assert len(page.every("p", class_="form-error")) == 1
    assert "Bring all of this back" not in page.text
    assert record_of(app, ada, lambda r: r.name) == "Ada Before"


def _status(what: str) -> int:
    return 413 if what in ("a bomb", "huge JSON") else 400


@pytest.mark.parametrize("what", ["a bomb", "a bomb that lies", "thousands of files", "huge JSON", "nested"])
def test_little_memory_is_needed_to_refuse(what: str, app: Flask) -> None:
    content = HOSTILE[what]()
    with app.test_request_context():
        tracemalloc.start()
        with pytest.raises(ArchiveRefused):
            read_archive(content)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 12_000_000


def test_more_than_we_take_is_not_even_read(app: Flask) -> None:
    send(practitioner(app), b"x" * (MOST_BYTES + 100_000), expect=413)


@pytest.mark.parametrize("folder", ["", "attune-2026-11-28/"])
def test_an_archive_that_was_packed_anew_is_read(app: Flask, folder: str) -> None:
    content = packed((f"{folder}listing.json", LISTING), ("__MACOSX/listing.json", b"junk"), ("../../etc/passwd", b"x"))
    with app.test_request_context():
        assert read_archive(content).listing["answers"]["who"]["name"] == "Ada Example"


@pytest.mark.parametrize(
    "picture", [b"<svg onload=alert(1)>", b"GIF89a", b"", encoded(quarters())[:200], packed(("a", b"b"))]
)
def test_a_file_in_place_of_a_photo_is_left_out(app: Flask, picture: bytes) -> None:
    archive = packed(("listing.json", as_json(listing(photos=[PHOTO]))), ("photos/p1.webp", picture))
    ada = practitioner(app)
    page = send(ada, archive)
    assert "The photo was left out. That is not a picture we can use." in page.text or "picture" in page.text
    ada.submit(page, "Bring all of this back")
    assert record_of(app, ada, lambda r: (r.name, r.photos)) == ("Ada Example", [])


@pytest.mark.parametrize(
    "name", ["مريم العلي", "山田 花子", "Ἀδα", "<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}"]
)
def test_any_script_is_a_text(app: Flask, name: str) -> None:
    answers = {"who": {"name": name, "kind": "individual"}, "words": {"headline": name, "about": name}}
    ada = practitioner(app)
    page = send(ada, as_json(listing(answers=answers)))
    assert name in page.text
    ada.submit(page, "Bring all of this back")
    assert record_of(app, ada, lambda r: (r.name, r.about)) == (name, name)


def _read(app: Flask, content: bytes) -> Brought | None:
    with app.test_request_context():
        try:
            return read_archive(content)
        except ArchiveRefused:
            return None


GOOD = packed(("listing.json", LISTING), ("history.csv", b"at,by\r\n"))


@settings(max_examples=1500, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8), st.data())
def test_a_damaged_archive_is_read_or_refused(app: Flask, changes: list[tuple[int, int]], data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for place, byte in changes:
        content[place] = byte
    _read(app, bytes(content[: data.draw(st.sampled_from([len(GOOD), len(GOOD) // 2]))]))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(sorted(listing())), ANY_JSON)
def test_any_json_is_read_or_refused(app: Flask, member: str, value: Any) -> None:
    _read(app, as_json(listing() | {member: value}))
