"""Following the changes of the directory beside the requests, so that none of them waits for it."""

import threading
import time
from collections.abc import Callable
from datetime import date

from flask import Flask
from gevent import get_hub
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.listings.live import CHECK_EVERY, Turns
from app.listings.requests import live
from app.listings.sweeping import sweep
from app.plumbing import clock
from app.plumbing.database import UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.requests import database
from app.search import Snapshot

_TRY_AGAIN_AFTER = 600.0


def start(app: Flask) -> threading.Thread:
    """Follow from now on, in a thread of this process that ends with it."""
    thread = threading.Thread(target=_follow, args=(app,), name="following", daemon=True)
    thread.start()
    return thread


def _follow(app: Flask) -> None:
    turns, daily = _BesideRequests(), Daily()
    with app.app_context():
        while True:
            daily.sweep()
            try:
                with database().reading() as session:
                    live().follow(session, turns)
            except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
                # Requests go on with what they know, and look themselves when this stays away.
                log("following_failed", 30, exc_info=error)
            time.sleep(CHECK_EVERY)


class _BesideRequests(Turns):
    def give_way(self) -> None:
        time.sleep(0)

    def beside(self, work: Callable[[], Snapshot]) -> Snapshot:
        # In a thread of the system: here threads are greenlets, and a long step would hold up all of them.
        done: Snapshot = get_hub().threadpool.apply(work)
        return done


class Daily:
    """Once a day, soon after midnight in UTC, what time has changed is published as it is now."""

    def __init__(self) -> None:
        self._done: date | None = None
        self._not_before = float("-inf")

    def sweep(self) -> None:
        if self._done == clock.today() or time.monotonic() < self._not_before:
            return
        try:
            sweep(database(), lambda _done, _total: time.sleep(0))
            self._done = clock.today()
        except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
            # A database that cannot be written to now is tried again, not asked all the time.
            log("sweep_failed", 30, exc_info=error)
            self._not_before = time.monotonic() + _TRY_AGAIN_AFTER
