"""Before a program is answered it is counted; every answer says what is left, and one too many is told when to come
again."""

import threading
import time
from datetime import datetime

from flask import Flask, Response, abort, current_app, request

from app.access.holding import FOR_PROGRAMS, key_holder
from app.access.limits.actions import count, note_use
from app.access.limits.rules import Allowance, Limits
from app.access.queries import Holder
from app.plumbing import clock
from app.plumbing.database import UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.networks import network, unnamed
from app.plumbing.requests import database

_SAID = "RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, ETag"
_ALLOWANCE = "attune.allowance"
_FULL = "attune.api_use.full"
# A flood from everywhere must not fill the memory.
_MOST_FULL = 10_000
# Somebody writes for long, such as an import: the next requests do not wait for that either.
_RESTS_FOR = 10.0


class Full:
    """Who has used up what they may, in the memory of one process: until their time comes they cost no statement.

    And until when nobody is counted, because the database was busy.
    """

    def __init__(self) -> None:
        self._until: dict[bytes, Allowance] = {}
        self._lock = threading.Lock()
        self.resting_until = float("-inf")

    def of(self, who: bytes, now: datetime) -> Allowance | None:
        found = self._until.get(who)
        return found if found is not None and found.minute.until > now else None

    def put(self, who: bytes, found: Allowance) -> None:
        with self._lock:
            if len(self._until) >= _MOST_FULL:
                self._until.clear()
            self._until[who] = found


def init_app(app: Flask) -> None:
    app.extensions[_FULL] = Full()
    app.before_request(_hold_up)
    app.after_request(_say_what_is_left)


def _hold_up() -> None:
    if not request.path.startswith(FOR_PROGRAMS) or request.method == "OPTIONS":
        return
    now, holder = clock.now(), key_holder()
    found = _counted(holder, now)
    if found is None:
        return
    request.environ[_ALLOWANCE] = found
    if found.refused:
        # Said as whatever else goes wrong at this address is.
        abort(429)


def _counted(holder: Holder | None, now: datetime) -> Allowance | None:
    """What is left; None where nobody could be counted."""
    who, limits = _who(holder, now), _limits(holder)
    full: Full = current_app.extensions[_FULL]
    if (found := full.of(who, now)) is not None:
        return found
    if time.monotonic() < full.resting_until:
        return None
    try:
        with database().counting() as session:
            found = count(session, who, limits, now)
            if holder is not None and holder.last_used_on != now.date():
                note_use(session, holder.id, now)
    except UnusableDatabase as error:
        log("not_counted", 30, exc_info=error)
        full.resting_until = time.monotonic() + _RESTS_FOR
        return None
    if found.refused:
        full.put(who, found)
    return found


def _who(holder: Holder | None, now: datetime) -> bytes:
    if holder is not None:
        return holder.id.bytes
    return unnamed(current_app.config["SECRET_KEY"], network(request.remote_addr), now.date())


def _limits(holder: Holder | None) -> Limits:
    config = current_app.config
    if holder is None:
        return Limits(config["API_PER_MINUTE"], config["API_PER_DAY"])
    return Limits(config["API_KEY_PER_MINUTE"], holder.daily_limit or config["API_KEY_PER_DAY"])


def _say_what_is_left(response: Response) -> Response:
    found: Allowance | None = request.environ.get(_ALLOWANCE)
    if found is not None:
        response.headers.update(found.headers(clock.now()))
        if "Access-Control-Allow-Origin" in response.headers:
            response.headers["Access-Control-Expose-Headers"] = _SAID
    return response
