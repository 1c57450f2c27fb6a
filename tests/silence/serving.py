"""The real server, as `make run` starts it, with everything it says kept; and somebody's browser, without a cookie."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from config import ROOT
from tests.signed_in import FIREFOX

# A busy machine needs its time until a server is there.
PATIENCE = 120.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    text: str

    def field(self, name: str) -> str:
        """What a hidden field of the page holds."""
        controls = re.findall(r"<input[^>]*>", self.text)
        [control] = [each for each in controls if f'name="{name}"' in each][:1]
        return re.findall(r'value="([^"]*)"', control)[0]


@dataclass
class Server:
    """A server, its instance folder, its own folder for temporary files, and what it said."""

    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, fields: Any = None, *, at: str = "", **headers: str) -> Answer:
        body = fields if isinstance(fields, bytes) else urlencode(fields or {}, doseq=True).encode()
        sent = {"User-Agent": FIREFOX} | (FORM if method == "POST" else {}) | headers
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE, source_address=(at, 0) if at else None)
        connection.request(method, path, body if method == "POST" else None, sent)
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
        connection.close()
        return found

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, fields: Any, expect: int = 303) -> Answer:
        found = self.ask("POST", path, fields)
        assert found.status == expect, f"{path}: {found.status} {found.text[:3000]}"
        return found

    def told(self, request: bytes) -> bytes:
        """What comes back of something that need not be HTTP."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            return connection.recv(65_536)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)


def until(what: str, is_so: Any, process: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + PATIENCE
    while not is_so():
        assert process.poll() is None, "the server has ended"
        assert time.monotonic() < last, what
        time.sleep(0.05)


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """Serve from `folder/instance` for the length of a block; what is said is in `folder/said`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    instance, temporary, said = (folder / name for name in ("instance", "temporary", "said"))
    for made in (temporary, said):
        made.mkdir()
    own = {
        "DATABASE_URL": f"sqlite:///{instance}/attune.sqlite3",
        "INSTANCE_DIR": str(instance),
        "PORT": str(port),
        "WORKERS": "2",
        "LOG_LEVEL": "DEBUG",
        "TMPDIR": str(temporary),
    }
    gunicorn = [str(Path(sys.executable).with_name("gunicorn")), "--config", "app/serving.py", "wsgi:app"]
    with (
        (said / "stdout").open("wb") as out,
        (said / "stderr").open("wb") as err,
        subprocess.Popen(gunicorn, cwd=ROOT, env=os.environ | own | settings, stdout=out, stderr=err) as process,
    ):
        server = Server(process, port, folder)
        try:
            until("the server does not come", lambda: b"is ready" in (said / "stderr").read_bytes(), process)
            yield server
        finally:
            process.kill()
