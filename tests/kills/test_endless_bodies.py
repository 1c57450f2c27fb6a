"""FORM-05: a body that says nothing of its length and does not end is refused before it is held in memory."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.plumbing.database import Database
from tests.benchmarks.memory import children, proportional
from tests.benchmarks.serving import HOST
from tests.kills.site import Site
from tests.kills.town import Town

MIB = 1024 * 1024
SENT = 64 * MIB
_CHUNK = b"%x\r\n" % MIB + b"x" * MIB + b"\r\n"


@pytest.fixture
def site(database: Database, own_instance: Path) -> Iterator[Site]:
    town = Town(database, 2)
    found = Site(own_instance, {"DATABASE_URL": database.url.render_as_string(hide_password=False)})
    try:
        found.wait(town.next())
        yield found
    finally:
        found.end()


def held(site: Site) -> int:
    """Bytes of its processes, what they share counted once."""
    return sum(proportional(pid) for pid in (site.pid, *children(site.pid)))


def pour(site: Site, path: str, most: int) -> tuple[bytes, int]:
    """What is answered to a body that goes on and on, and the most bytes that were held meanwhile."""
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    poured, peak = 0, held(site)
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        try:
            connection.sendall(head.encode())
            while poured < most:
                connection.sendall(_CHUNK)
                poured += MIB
                peak = max(peak, held(site)) if poured % (8 * MIB) == 0 else peak
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            return connection.recv(64), peak
        except (ConnectionResetError, TimeoutError):
            return b"", peak


def test_an_endless_body_is_refused_and_not_held(site: Site) -> None:
    for path in ("/message", "/tell-me/when", "/practitioner/photo"):
        grown = []
        # Least of a few: what a server does for itself when it has just begun is none of it.
        for _time in range(3):
            before = held(site)
            answer, peak = pour(site, path, SENT)
            assert answer.split()[1] == b"413"
            grown.append(peak - before)
        assert min(grown) < 10 * MIB
