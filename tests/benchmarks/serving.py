"""The product's own server over an instance folder, for the length of a block."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import ROOT
from tests.benchmarks.instance import SECRET
from tests.benchmarks.memory import children, proportional

HOST = "bench.example"
_SECONDS_TO_START = 300


@dataclass(frozen=True)
class Server:
    """Where it listens, which process it is, and how long it took to be ready."""

    port: int
    pid: int
    seconds_to_start: float

    def memory(self) -> int:
        """Bytes of the server and its workers, what they share counted once."""
        return sum(proportional(pid) for pid in (self.pid, *children(self.pid)))


@contextmanager
def serving(folder: Path, workers: int) -> Iterator[Server]:
    """gunicorn as `make run` starts it, in production's settings, on a free port of loopback."""
    port = free_port()
    began = time.perf_counter()
    process = started(folder, port, workers, stderr=subprocess.PIPE)
    try:
        _wait_until_ready(process, port)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=60)


def started(
    folder: Path, port: int, workers: int, settings: Mapping[str, str] | None = None, **process: Any
) -> "subprocess.Popen[str]":
    """gunicorn as `make run` starts it, in production's settings and in these; it may not be ready yet."""
    usual = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": SECRET,
        "BASE_URL": f"https://{HOST}",
        "TRUSTED_HOSTS": HOST,
        # Nothing is sent: there is nobody to send to.
        "MAIL_URL": "smtp://127.0.0.1:9",
        "INSTANCE_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WORKERS": str(workers),
        "LOG_LEVEL": "ERROR",
    }
    command = [Path(sys.executable).with_name("gunicorn"), "--config", "app/serving.py", "wsgi:app"]
    environment = {**os.environ, **usual, **(settings or {})}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: "subprocess.Popen[str]", port: int) -> None:
    request = f"GET /find HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()
    last = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < last:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.stderr.read() if process.stderr else ''}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as visitor:
                visitor.sendall(request)
                if visitor.recv(1 << 16).startswith(b"HTTP/1.1 200 "):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the server was not ready in time")
