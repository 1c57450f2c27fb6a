"""How a body of JSON is answered at every address of ours that may be asked again."""

from typing import Any

from flask import Response, jsonify, request


def document(body: Any) -> Response:
    """A body with the mark by which whoever has it already is told so."""
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
