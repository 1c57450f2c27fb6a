"""PRIV-05: after a thousand requests from fifty addresses, over a proxy and without one, no address is in any file or
column."""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

from app.accounts.models import Account
from app.accounts.passwords import hash_password
from tests.signed_in import PASSWORD
from tests.silence.at_rest import Place, found, in_folder, in_tables
from tests.silence.conftest import PRACTICE, Instance
from tests.silence.serving import Server, serving
from tests.silence.test_canaries import patiently, signs_in

NUMBERS = range(2, 52)
PEERS = [f"127.0.0.{number}" for number in NUMBERS]
# What a proxy says of whom it asks for.
PROXIED = [f"198.51.100.{number}" for number in NUMBERS[::2]] + [f"2001:db8::{number:x}" for number in NUMBERS[1::2]]
SEARCHES = ("/listings/ada", "/find?near=Leeds", "/api/v1/listings?near=Leeds")
PAGES = ("/livez", "/leave", "/nobody", "/listings/nobody", "/readyz", "/api/v1/nothing")
EACH = 20
# Each counted as one who failed, by their address.
GUESSERS = PEERS[::10]
_FOUR = re.compile(rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_SIX = re.compile(rb"2001:0?db8:[0-9a-f:]+", re.IGNORECASE)
_OWN = re.compile(rb"Attune is ready on http://127\.0\.0\.1:\d+\n")


def asks_often(server: Server, peer: str, proxied: str) -> int:
    """Twenty requests of one person: pages, searches, an attempt to sign in; how many were answered."""
    through = {"X-Forwarded-For": proxied}
    pages = [*SEARCHES, *(PAGES[number % len(PAGES)] for number in range(EACH - len(SEARCHES) - 2))]
    answers = [server.ask("GET", page, at=peer, **(through if i % 2 else {})) for i, page in enumerate(pages)]
    answers.append(server.ask("GET", "/api/v1/facets", at=peer, Forwarded=f"for={proxied}"))
    if peer in GUESSERS:
        signs_in(server, PRACTICE, "nothing that fits", at=peer, **through)
    answers.append(server.ask("POST", "/account/sign-in", at=peer, **through))
    return len([answer for answer in answers if answer.status < 500])


def asks_much(server: Server, here: Instance) -> None:
    """What writes rows: a message, and signing in."""
    at = {"at": PEERS[0], "X-Forwarded-For": PROXIED[0]}
    form = server.ask("GET", f"/message/{here.listing}", **at)
    fields = {"offered": here.listing, "to": here.listing, "need": "concern:anxiety", "answer_by": "page"}
    patiently(server, "/message", fields | {"token": form.field("token"), "website": ""}, 303, **at)
    assert signs_in(server, PRACTICE, PASSWORD, **at).status == 303


def addresses(places: Iterable[Place]) -> dict[str, set[bytes]]:
    """What reads like an address of the network, by where it stands."""
    here: dict[str, set[bytes]] = {}
    for place, content in places:
        plain = _OWN.sub(b"", content)
        four = {text for text in _FOUR.findall(plain) if _is_address(text.decode())}
        if alike := four | set(_SIX.findall(plain)):
            here[place] = alike
    return here


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def test_no_address_is_kept_of_a_thousand_requests(instance: Instance) -> None:
    database = instance.database()
    with database.writing() as session:
        session.query(Account).one().password_hash = hash_password(PASSWORD)
    before = addresses(in_folder(instance.folder))
    with serving(instance.folder, TRUSTED_PROXIES="1", BASE_URL="http://find.example.org") as server:
        with ThreadPoolExecutor(4) as people:
            answered = sum(people.map(lambda pair: asks_often(server, *pair), zip(PEERS, PROXIED, strict=True)))
        asks_much(server, instance)
        assert answered == len(PEERS) * EACH == 1_000
        kept = [*in_folder(instance.folder), *in_tables(database)]
        assert addresses(kept) == before == {}
        assert found((PEERS[5], PROXIED[5], PROXIED[30]), kept) == {}
        # Nor packed, as a database might keep one.
        packed = {ip_address(text).packed for text in (*PEERS, *PROXIED)}
        assert [place for place, content in in_tables(database) if any(form in content for form in packed)] == []
        server.end()
    database.dispose()
    assert addresses(in_folder(instance.folder)) == {}


def test_an_address_would_be_found() -> None:
    kept = [
        ("log", b"from 198.51.100.7: GET"),
        ("column", b"2001:DB8::7"),
        ("version", b"3.51.3"),
        ("no", b"999.1.1.1"),
    ]
    assert addresses(kept) == {"log": {b"198.51.100.7"}, "column": {b"2001:DB8::7"}}
