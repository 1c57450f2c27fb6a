"""PRIV-12: whom a server talks to of its own accord while people use it: its mail server and its database."""

import _socket
import socket
from pathlib import Path

import pytest

from app.plumbing.database import Database
from tests import outside
from tests.benchmarks.memory import children
from tests.kills.site import Site, asked
from tests.kills.town import Town
from tests.kills.writers import Writers
from tests.plumbing.mail_servers import Inbox, mail_is_taken

# Python reads this before anything else of a process, the server's workers and its mail worker included.
_CUSTOMIZE = """
import os, sys

def note(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        whom = given[0] if event.startswith("socket.get") else given[1]
        with open(os.environ["CONNECTIONS"], "a") as file:
            file.write(f"{event} {whom}\\n")

sys.addaudithook(note)
"""
PAGES = (
    "/",
    "/find?near=LS6&pay=20",
    "/find?near=Nowhere-at-all",
    "/urgent-help",
    "/api/v1/listings?near=Leeds",
    "/say",
)
_LOOPBACK = ("0100007F:", "00000000000000000000000001000000:", "0000000000000000FFFF00000100007F:")


def far_ends(pid: int) -> set[str]:
    """The other ends of the connections of a process, as the kernel has them; what only listens has none."""
    try:
        links = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()
    found = set()
    for name in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" in links and not fields[2].endswith(":0000"):
                found.add(fields[2])
    return found


def test_a_server_talks_to_its_mail_server_and_its_database_alone(database: Database, own_instance: Path) -> None:
    log = own_instance / "connections"
    log.touch()
    (own_instance / "sitecustomize.py").write_text(_CUSTOMIZE)
    town = Town(database, 60)
    url = database.url.render_as_string(hide_password=False)
    with mail_is_taken(Inbox()) as inbox:
        settings = {"DATABASE_URL": url, "MAIL_URL": f"smtp://127.0.0.1:{inbox.port}"}
        site = Site(own_instance, settings | {"PYTHONPATH": str(own_instance), "CONNECTIONS": str(log)})
        try:
            somebody, ends = town.next(), set()
            site.wait(somebody)
            with Writers(site.port, town.next, pause=0.2) as ledger:
                for path in PAGES:
                    asked(site.port, "GET", path)
                    ends |= {end for pid in children(site.pid) for end in far_ends(pid)}
                inbox.told.get(timeout=60)
        finally:
            site.end()
    assert ledger.acknowledged and ledger.refused == []
    assert [end for end in ends if not end.startswith(_LOOPBACK)] == []
    noted = set(log.read_text().splitlines())
    assert f"socket.connect ('127.0.0.1', {inbox.port})" in noted
    assert {line.rpartition(" ")[2] for line in noted if line.startswith("socket.get")} <= {"127.0.0.1"}
    assert {line for line in noted if "socket.connect" in line} == {f"socket.connect ('127.0.0.1', {inbox.port})"}


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "0.0.0.0"])
def test_a_test_that_talks_to_somebody_else_is_stopped_and_noted(host: str) -> None:
    """By the interpreter's own socket: what guards Python's is not in the way."""
    visitor = _socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    with pytest.raises(RuntimeError, match="tried to talk"):
        visitor.connect((host, 9))
    visitor.close()
    assert outside.tried.pop() == f"socket.connect {host}"


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="tried to talk"):
        socket.getaddrinfo("elsewhere.example", 80)
    assert outside.tried.pop() == "socket.getaddrinfo elsewhere.example"
