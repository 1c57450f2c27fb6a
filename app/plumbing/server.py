"""What the application promises the machine it runs on: the database, liveness, which hosts may ask."""

from flask import Flask, abort, current_app, request
from sqlalchemy import text
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import host_is_trusted

from app.plumbing.database import Database
from app.plumbing.requests import database_session


def init_app(app: Flask) -> None:
    app.extensions["attune.database"] = Database(app.config["DATABASE_URL"])
    # A form is never this large; uploads come with their own limit.
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    app.config["MAX_FORM_PARTS"] = 100
    app.before_request(_refuse_unknown_host)


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


def livez() -> tuple[str, int]:
    """Whether this process answers; asks nobody else."""
    return "ok\n", 200


def readyz() -> tuple[str, int]:
    """Whether this process can serve: the database answers."""
    database_session().execute(text("select 1"))
    return "ok\n", 200
