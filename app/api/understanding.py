"""`{"say": "…"}` understood, as JSON. Nothing of it is stored or logged."""

from urllib.parse import urlencode

from flask import Response, jsonify, request

from app.api.answering import sent_json
from app.api.presenters import pairs_of
from app.criteria.grammar import serialise
from app.plumbing.errors import problem
from app.plumbing.words import gettext as _
from app.understanding.requests import understood
from app.understanding.tokens import LONGEST


def answer() -> Response:
    """What was understood, or what is wrong with the body in one sentence."""
    if not request.is_json:
        return problem(415, _("Send JSON, and say so: “Content-Type: application/json”."))
    body = sent_json()
    said = body.get("say") if isinstance(body, dict) else None
    if not isinstance(said, str):
        return problem(400, _('Send JSON such as {"say": "a woman near Leeds"}.'), key="say")
    if len(said) > LONGEST:
        return problem(400, _("At most %(number)s characters are read.", number=f"{LONGEST:,}"), key="say")
    found = understood(said)
    response = jsonify(
        {
            "query": urlencode(serialise(found.criteria)),
            "criteria": pairs_of(found.criteria),
            "understood": [{"text": text, "as": meaning} for text, meaning in found.understood],
            "not_understood": list(found.not_understood),
            "urgent": found.urgent,
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response
