"""Errors: every one becomes a page that still helps, or a problem document (RFC 9457); never a traceback."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template, request
from markupsafe import escape
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.plumbing.database import UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.words import gettext as _

PROBLEM_JSON = "application/problem+json"
Answered = Callable[[int, str], Response]
_HELP = '<p><a href="/urgent-help">Urgent help</a> <a href="/leave" rel="noreferrer">Leave now</a></p>'


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DBAPIError, _no_database)
    app.register_error_handler(PoolTimeout, _no_database)
    app.register_error_handler(UnusableDatabase, _no_database)
    app.register_error_handler(Exception, _unforeseen)


def answer_at(app: Flask, beginning: str, answered: Answered) -> None:
    """What went wrong at addresses that begin so is said in their own way."""
    app.extensions.setdefault("attune.answers", {})[beginning] = answered


def problem(status: int, detail: str, **members: object) -> Response:
    """A problem document; `members` are its extension members."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }
    response = make_response(body, status)
    response.mimetype = PROBLEM_JSON
    if request.method in ("GET", "HEAD") and "Authorization" not in request.headers:
        # Also where no view of the API was reached: a page elsewhere must be able to read what was wrong.
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _http_error(error: HTTPException) -> Response:
    if error.response is not None and error.code is None:
        return make_response(error.response)
    status = error.code or 500
    if 300 <= status < 400:
        return make_response(error.get_response())
    response = _answer(status, _sentence(status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _no_database(error: Exception) -> Response:
    log("database_unusable", 40, exc_info=error)
    response = _answer(503, _sentence(503))
    response.headers["Retry-After"] = "5"
    return response


def _unforeseen(error: Exception) -> Response:
    log("unforeseen_error", 40, exc_info=error)
    return _answer(500, _sentence(500))


def _answer(status: int, sentence: str) -> Response:
    if request.path.startswith(("/api/", "/hsds/", "/oruk/")):
        return problem(status, sentence)
    for beginning, answered in current_app.extensions.get("attune.answers", {}).items():
        if request.path.startswith(beginning):
            return answered(status, sentence)
    try:
        page = render_template("errors/error.html", status=status, sentence=sentence)
    except Exception as error:
        # A page about an error must not fail for what caused it, such as a host no address can be built for.
        log("error_page_failed", 40, exc_info=error)
        page = f"<!doctype html><title>{status}</title><h1>{status}</h1><p>{escape(sentence)}</p>" + _HELP
    return make_response(page, status)


def _sentence(status: int) -> str:
    sentences = {
        400: _("We could not understand that request."),
        401: _("This needs an API key that has not been revoked."),
        403: _("You may not see this page."),
        404: _("There is no page at this address."),
        405: _("This address does not take that kind of request."),
        410: _("This listing has been removed, or is not shown for now."),
        413: _("That was more than we can take at once."),
        414: _("That address is too long. Please choose fewer things at once."),
        415: _("We cannot read that kind of content."),
        429: _("That was a lot of requests at once. Please wait a moment and try again."),
        503: _("The directory is resting for a moment. Please try again shortly."),
    }
    return sentences.get(status, _("Something went wrong on our side. It is not your fault, and nothing was kept."))
