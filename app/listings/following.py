"""Following the changes of the directory beside the requests, so that none of them waits for it."""

import threading
import time

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.listings.live import CHECK_EVERY
from app.listings.requests import live
from app.plumbing.database import UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.requests import database


def start(app: Flask) -> threading.Thread:
    """Follow from now on, in a thread of this process that ends with it."""
    thread = threading.Thread(target=_follow, args=(app,), name="following", daemon=True)
    thread.start()
    return thread


def _follow(app: Flask) -> None:
    with app.app_context():
        while True:
            try:
                with database().reading() as session:
                    live().follow(session, _give_way)
            except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
                # Requests go on with what they know, and look themselves when this stays away.
                log("following_failed", 30, exc_info=error)
            time.sleep(CHECK_EVERY)


def _give_way() -> None:
    time.sleep(0)
