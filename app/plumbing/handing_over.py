"""What a process counts in memory and hands over now and then as totals: nothing is lost while it lives."""

import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.plumbing.database import Database, UnusableDatabase
from app.plumbing.logging import log

Totals = TypeVar("Totals")


class Counted(Protocol[Totals]):
    """Totals in memory."""

    def take(self) -> Totals:
        """All of them; from now on there are none."""
        ...

    def put_back(self, taken: Totals) -> None:
        """What could not be handed over is kept for the next time."""
        ...


def every(seconds: float, app: Flask, name: str, hand_over: Callable[[Flask], None]) -> threading.Thread:
    """Hand over from now on, in a thread of this process that ends with it."""
    thread = threading.Thread(target=_keep_going, args=(seconds, app, hand_over), name=name, daemon=True)
    thread.start()
    return thread


def _keep_going(seconds: float, app: Flask, hand_over: Callable[[Flask], None]) -> None:
    while True:
        hand_over(app)
        time.sleep(seconds)


def if_it_can(flush: Callable[[], None], event: str) -> None:
    """Flush if the database can be written to; else `event` is logged, and what was counted stays for the next time."""
    try:
        flush()
    except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
        log(event, 30, exc_info=error)


def flush(database: Database, counted: Counted[Totals], add: Callable[[Session, Totals], None]) -> None:
    """Add what was counted to its rows in one transaction; on any failure it is counted still."""
    taken = counted.take()
    try:
        with database.writing() as session:
            add(session, taken)
    except BaseException:
        counted.put_back(taken)
        raise
