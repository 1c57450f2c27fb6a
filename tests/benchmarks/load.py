"""A closed loop on loopback: so many connections, each asks again as soon as it was answered.

`python -m tests.benchmarks.load PORT --connections 8 --seconds 30` in a process of its own; one JSON line at the end.
Connections are kept alive and opened anew when the server closes them.
"""

import argparse
import json
import selectors
import socket
import time
from dataclasses import dataclass, field
from itertools import cycle

from tests.benchmarks.addresses import addresses
from tests.benchmarks.results import percentiles

HOST = "127.0.0.1"
MOST_SECONDS = 60


@dataclass
class Tally:
    """What came back: milliseconds of the good answers, and how many were not good."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    bytes: int = 0


class Connection:
    """One visitor."""

    def __init__(self, port: int, host_header: str, paths: "cycle[str]") -> None:
        self.port, self.host_header, self.paths = port, host_header, paths
        self.socket = self._opened()

    def _opened(self) -> socket.socket:
        opened = socket.create_connection((HOST, self.port))
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def ask(self) -> None:
        """Send the next request whole; it is small."""
        request = f"GET {next(self.paths)} HTTP/1.1\r\nHost: {self.host_header}\r\nAccept: text/html\r\n\r\n"
        self.answer = bytearray()
        self.started = time.perf_counter()
        self.socket.sendall(request.encode())

    def read(self) -> bool:
        """Take in what has come; whether the answer is complete. ConnectionError when it never will be."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionResetError("closed in the middle of an answer")
        self.answer += piece
        return complete(self.answer)

    def reopen(self) -> socket.socket:
        """Another connection in place of this one; the old socket is closed."""
        self.socket.close()
        self.socket = self._opened()
        return self.socket


def complete(answer: bytes | bytearray) -> bool:
    """Whether an HTTP/1.1 answer has come to its end."""
    head, separator, body = bytes(answer).partition(b"\r\n\r\n")
    if not separator:
        return False
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(fields.get(b"content-length", b"0"))


def run(port: int, host_header: str, connections: int, seconds: float, seed: int) -> Tally:
    """Ask for so many seconds."""
    paths = cycle(addresses(500, seed))
    tally = Tally()
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = Connection(port, host_header, paths)
            connection.ask()
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for key, _events in selector.select(timeout=1):
                _serve(selector, key.data, tally)
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return tally


def _serve(selector: selectors.BaseSelector, connection: Connection, tally: Tally) -> None:
    try:
        if not connection.read():
            return
        if connection.answer.startswith(b"HTTP/1.1 200 "):
            tally.times.append((time.perf_counter() - connection.started) * 1000)
            tally.bytes += len(connection.answer)
        else:
            tally.errors += 1
        connection.ask()
    except ConnectionError:
        # The server may close an idle connection; one closed in the middle of an answer is an error.
        tally.errors += 1
        selector.unregister(connection.socket)
        selector.register(connection.reopen(), selectors.EVENT_READ, connection)
        connection.ask()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--host", default=HOST, help="the Host header")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not 0 < given.seconds <= MOST_SECONDS:
        parser.error(f"between 0 and {MOST_SECONDS} seconds")
    tally = run(given.port, given.host, given.connections, given.seconds, given.seed)
    p50, p95, p99 = percentiles(tally.times or [float("inf")])
    found = {"pages_a_second": len(tally.times) / given.seconds, "p50": p50, "p95": p95, "p99": p99}
    print(json.dumps({**found, "errors": tally.errors, "pages": len(tally.times), "bytes": tally.bytes}))


if __name__ == "__main__":
    main()
