"""Nobody but this machine is talked to while tests run (PRIV-12): what is tried is refused, and fails the test.

By an audit hook, which sees every connection that Python makes, whoever makes it and whatever was patched since.
"""

import sys
from ipaddress import ip_address
from typing import Any

_HERE = {None, "", "localhost"}
tried: list[str] = []


def is_here(host: object) -> bool:
    """Whether a host is this machine: anything else would be looked up or travel."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in _HERE:
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


def watch() -> None:
    """From now on, for as long as this process lives."""
    sys.addaudithook(_refuse_elsewhere)


def _refuse_elsewhere(event: str, given: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        # A path, or nothing at all, is a socket of this machine.
        host = given[1][0] if isinstance(given[1], tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = given[0]
    else:
        return
    if not is_here(host):
        tried.append(f"{event} {host}")
        raise RuntimeError(f"a test tried to talk to {host}")
