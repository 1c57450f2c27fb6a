"""What has to be done now and then although nobody asks: folders add to it, every worker of the server goes round.

Each task is a short transaction that may be done twice or by two at once. Where it says how many rows it was about,
that number is logged and nothing else of them (DATA-02).
"""

import threading
import time
from collections.abc import Callable
from functools import partial

from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.plumbing.commands import speaking_plainly
from app.plumbing.database import UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.requests import database

Task = Callable[[Session], object]
EVERY = 600.0  # seconds
_TASKS = "attune.rounds"


def init_app(app: Flask) -> None:
    app.extensions[_TASKS] = []
    app.cli.command("rounds")(with_appcontext(speaking_plainly()(go_round)))


def add(app: Flask, task: Task) -> None:
    """Have this done on every round from now on."""
    app.extensions[_TASKS].append(task)


def go_round() -> None:
    """Do now what is done every ten minutes: forget what has run out, remind, pass on."""
    for task in current_app.extensions[_TASKS]:
        with database().writing() as session:
            done = task(session)
        if isinstance(done, int) and done:
            log("round", task=_name(task), number=done)
    database().forget_log()


def start(app: Flask) -> threading.Thread:
    """Go round from now on, in a thread of this process that ends with it."""
    thread = threading.Thread(target=_keep_going, args=(app,), name="rounds", daemon=True)
    thread.start()
    return thread


def _name(task: Task) -> str:
    function = task.func if isinstance(task, partial) else task
    named = function.__module__ if "<" in function.__qualname__ else f"{function.__module__}.{function.__qualname__}"
    return named.removeprefix("app.")


def _keep_going(app: Flask) -> None:
    with app.app_context():
        while True:
            try:
                go_round()
            except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
                log("round_failed", 30, exc_info=error)
            time.sleep(EVERY)
