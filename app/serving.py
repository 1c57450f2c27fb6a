"""Gunicorn's settings. The index is built once, before the workers are forked, and shared by them."""

import gc

# What is loaded until the server is ready stays for good: looking through it for rubbish would cost a second of every
# start, and people wait for the one after a crash.
gc.disable()

from gevent import monkey, sleep  # noqa: E402

monkey.patch_all()

import sys  # noqa: E402 (what follows must see the patched modules)
from typing import Any  # noqa: E402

from app.plumbing.database import UnusableDatabase  # noqa: E402
from config import Config, ConfigError  # noqa: E402

try:
    _config = Config.from_environment()
except ConfigError as error:
    raise SystemExit(f"Attune cannot start: {error}") from None

bind = f"{_config.host}:{_config.port}"
workers = _config.workers
worker_class = "gevent"
preload_app = True
# A search is at most a few thousand characters; what is longer never reaches the application.
limit_request_line = 8190
limit_request_fields = 64
graceful_timeout = 30
keepalive = 5
# Gunicorn would log addresses with their queries; the application logs requests without them.
accesslog = None
errorlog = "-"
# Its warnings quote the request line of what it refuses, and a request line can be a search.
loglevel = "error"


def when_ready(_server: Any) -> None:
    """Say where to look."""
    sys.stderr.write(f"Attune is ready on http://{bind}\n")


def on_starting(server: Any) -> None:
    """Refuse to serve from a database of another version, then build what the workers share."""
    from app.listings.warming import warm
    from app.understanding.requests import warm as warm_words

    try:
        warm(server.app.wsgi())
        warm_words(server.app.wsgi())
    except (UnusableDatabase, ValueError) as error:
        raise SystemExit(f"Attune cannot start: {error}") from None
    # Nor later: that would copy the memory which workers share.
    gc.freeze()
    gc.enable()


def post_request(_worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """Let the others have their turn: who asks again at once would otherwise be answered before all who wait."""
    sleep(0)


def post_fork(server: Any, _worker: Any) -> None:
    """What each worker does beside its requests: follow the directory, see to it that mail is sent, go round, and keep
    what it counts."""
    from app.listings import following
    from app.listings.counts import keeping
    from app.plumbing import mail_work, rounds
    from app.unmet.demand import actions as demand

    for beside in (following, mail_work, rounds, keeping, demand):
        beside.start(server.app.wsgi())


def worker_exit(server: Any, _worker: Any) -> None:
    """A worker that ends in peace has counted for something."""
    from app.listings.counts import keeping
    from app.unmet.demand import actions as demand

    for counted in (keeping, demand):
        counted.hand_over(server.app.wsgi())
