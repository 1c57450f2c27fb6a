"""How a body of JSON is read and answered at addresses of the API."""

from typing import Any

from flask import Response, abort, jsonify, request
from werkzeug.datastructures import MultiDict

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def sent_json() -> Any:
    """The JSON that was sent; None for what is none, or is nested so deep that nobody means it."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def sent_form() -> MultiDict[str, str]:
    """The fields of a form that was sent, none where nothing was; 415 for what is no form and so would be overheard."""
    if request.mimetype not in _FORMS and (request.mimetype or request.get_data()):
        abort(415)
    return request.form


def document(body: Any) -> Response:
    """A body with the mark by which whoever has it already is told so."""
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
