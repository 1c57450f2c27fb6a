"""Several people who write first messages, one after the other, and send again what was not answered, as people do."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from app.enquiries.composing import _purpose
from app.plumbing import clock, form_tokens
from tests.benchmarks.instance import SECRET
from tests.kills.site import asked
from tests.kills.town import NEED

_TAKEN = 303


@dataclass
class Ledger:
    """What the writers know: whom each message was to, by its number; and which they were told had been sent."""

    written_to: dict[UUID, UUID] = field(default_factory=dict)
    acknowledged: set[UUID] = field(default_factory=set)
    again: int = 0
    refused: list[int] = field(default_factory=list)


class Writers:
    """So many at once, for the length of a block."""

    def __init__(self, port: int, next_person: Callable[[], UUID], several: int = 4, pause: float = 0.05) -> None:
        self.ledger = Ledger()
        self._port, self._next, self._pause = port, next_person, pause
        self._choosing, self._stop = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._write) for _writer in range(several)]

    def __enter__(self) -> Ledger:
        for thread in self._threads:
            thread.start()
        return self.ledger

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        while not self._stop.is_set():
            with self._choosing:
                person = self._next()
            number, form = _filled_in(person)
            self.ledger.written_to[number] = person
            while not self._stop.is_set() and not self._is_sent(number, form):
                self.ledger.again += 1
                time.sleep(self._pause)
            self._stop.wait(self._pause)

    def _is_sent(self, number: UUID, form: str) -> bool:
        try:
            status = asked(self._port, "POST", "/message", form)
        except (OSError, http.client.HTTPException):
            return False
        if status == _TAKEN:
            self.ledger.acknowledged.add(number)
        else:
            self.ledger.refused.append(status)
        return status == _TAKEN


def _filled_in(person: UUID) -> tuple[UUID, str]:
    """The number of a form that was opened some seconds ago, and the form as it is sent."""
    opened = clock.now() - timedelta(seconds=20)
    token = form_tokens.issue(SECRET, _purpose([str(person)]), opened)
    number = UUID(hex=token.split(".")[1])
    # Like nobody else's: what says nearly the same as many would be asked for some work first.
    words = f"{number.hex} {uuid4().hex}"
    return number, urlencode(
        {"token": token, "offered": person, "to": person, "need": NEED, "own_words": words, "answer_by": "page"}
    )
