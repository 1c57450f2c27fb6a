"""The product's own server with its workers and its mail worker, to be killed: all at once, or one of them."""

import http.client
import os
import random
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from tests.benchmarks.memory import children
from tests.benchmarks.serving import HOST, free_port, started

ALL, WORKER, MAIL = "all of it", "one worker", "the mail worker"
_WORKERS = 2
_PATIENCE = 60.0


class Site:
    """A server over an instance folder."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.port = free_port()
        self._folder, self._settings = folder, settings
        self._process = self._begun()

    def _begun(self) -> "subprocess.Popen[str]":
        with (self._folder / "server.log").open("a") as log:
            return started(self._folder, self.port, _WORKERS, self._settings, stderr=log, start_new_session=True)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self, what: str, dice: random.Random) -> None:
        """With SIGKILL; where all of it is, it is started again as whoever sees to services does."""
        if what == ALL:
            self.end()
            self._process = self._begun()
            return
        found = [pid for pid in children(self._process.pid) if _sends_mail(pid) is (what == MAIL)]
        # A worker that has just been killed may not have been replaced yet.
        if found:
            with suppress(ProcessLookupError):
                os.kill(dice.choice(found), signal.SIGKILL)

    def end(self) -> None:
        """Kill all of it for good."""
        # Its workers, and theirs, are of its group.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def is_back_for(self, somebody: UUID) -> bool:
        """Whether the form of a first message is shown."""
        try:
            return asked(self.port, "GET", f"/message/{somebody}") == 200
        except (OSError, http.client.HTTPException):
            return False

    def spent(self) -> float:
        """Seconds of a processor that it has taken since it was started, whatever else the machine did meanwhile."""
        ticks = 0
        for pid in (self._process.pid, *children(self._process.pid)):
            with suppress(OSError):
                after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(after_name[11]) + int(after_name[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def wait(self, somebody: UUID) -> None:
        last = time.monotonic() + _PATIENCE
        while not self.is_back_for(somebody):
            assert time.monotonic() < last, "the server did not come back"
            time.sleep(0.02)


def asked(port: int, method: str, path: str, body: str | None = None) -> int:
    """The status of an answer that came whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Host": HOST, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _sends_mail(pid: int) -> bool:
    try:
        return b"mail_work" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
