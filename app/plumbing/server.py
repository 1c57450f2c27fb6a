"""What the application promises the machine it runs on: the database, liveness, which hosts may ask."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from sqlalchemy import text
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import host_is_trusted

from app.plumbing.database import Database
from app.plumbing.requests import database_session

# What a form that brings a file may bring besides it: its other fields, and how the browser wraps them.
BESIDES_THE_FILE = 64 * 1024

_View = TypeVar("_View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    app.extensions["attune.database"] = Database(app.config["DATABASE_URL"])
    # A form is never this large; a view that takes a file says so with `takes_upload`.
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    app.config["MAX_FORM_PARTS"] = 100
    app.before_request(_refuse_unknown_host)
    app.before_request(_refuse_nul)
    app.before_request(_allow_upload)
    app.before_request(_measure_body)


def takes_upload(most: int) -> Callable[[_View], _View]:
    """Mark a view whose form brings one file of at most so many bytes; more is answered with 413 (FORM-05)."""

    def mark(view: _View) -> _View:
        view.takes_bytes = most + BESIDES_THE_FILE  # type: ignore[attr-defined]
        return view

    return mark


def _allow_upload() -> None:
    # Before anything reads the form: the token against forged requests is in it.
    most = getattr(current_app.view_functions.get(request.endpoint or ""), "takes_bytes", None)
    if most is not None:
        request.max_content_length = most


def _measure_body() -> None:
    """Read a body that does not say how long it is, as far as it may be; werkzeug would cut it off unseen (FORM-05)."""
    most = request.max_content_length
    if request.content_length is not None or "Transfer-Encoding" not in request.headers or most is None:
        return
    content = request.environ["wsgi.input"].read(most + 1)
    if len(content) > most:
        abort(413)
    request.environ |= {"wsgi.input": BytesIO(content), "CONTENT_LENGTH": str(len(content))}


def _refuse_unknown_host() -> None:
    """Nothing is built from the Host header, and an unknown one gets nothing at all (HDR-07)."""
    if request.path in ("/livez", "/readyz"):
        # Asked by the machine itself, under whatever name; they say nothing of anybody.
        return
    trusted = current_app.config["PUBLIC_HOSTS"]
    try:
        host = request.host
    except SecurityError:
        abort(400)
    if trusted and not host_is_trusted(host, trusted):
        abort(400)


def _refuse_nul() -> None:
    # In no address of ours, and PostgreSQL takes no text with one.
    if "\0" in request.path:
        abort(404)


def livez() -> tuple[str, int]:
    """Whether this process answers; asks nobody else."""
    return "ok\n", 200


def readyz() -> tuple[str, int]:
    """Whether this process can serve: the database answers."""
    database_session().execute(text("select 1"))
    return "ok\n", 200
