"""Logs that say what happened and never to whom: JSON lines, UTC, no query, no address, no place.

A request is logged by its endpoint, not its path; an error by its type and the line it came from, without
its message, since messages quote what people typed.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from types import TracebackType

from flask import Flask, Response, g, request

_LOG = logging.getLogger("attune")
_HOME = str(Path(__file__).resolve().parents[1])


class JsonLines(logging.Formatter):
    """One JSON object a line; `extra={"fields": {…}}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = type(record.exc_info[1]).__name__
            entry["where"] = _own_lines(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=True)


def _own_lines(trace: TracebackType | None) -> list[str]:
    """The way of an error through our own files, and the line of whoever raised it."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if frame.filename.startswith(_HOME)]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in (*own[-5:], *frames[-1:])]


def start(level: str) -> None:
    """Write what is logged in this process to stderr."""
    _LOG.setLevel(level)
    _LOG.propagate = False
    if not _LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        _LOG.addHandler(handler)


def init_app(app: Flask) -> None:
    start(app.config["LOG_LEVEL"])
    # Flask's own logger would print the path and the message of an error.
    app.logger.handlers[:] = []
    app.logger.propagate = False
    app.logger.disabled = True
    app.before_request(_start_watch)
    app.after_request(_log_request)


def log(event: str, level: int = logging.INFO, *, exc_info: BaseException | None = None, **fields: object) -> None:
    """Log an event with plain fields; never what a person typed."""
    _LOG.log(level, event, extra={"fields": fields}, exc_info=exc_info)


def _start_watch() -> None:
    g.started_at = monotonic()


def _log_request(response: Response) -> Response:
    took = round((monotonic() - g.get("started_at", monotonic())) * 1000, 1)
    log(
        "request",
        logging.DEBUG if request.endpoint == "static" else logging.INFO,
        method=request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other",
        endpoint=request.endpoint or "none",
        status=response.status_code,
        ms=took,
    )
    return response
