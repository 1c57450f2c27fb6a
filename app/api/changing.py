"""`/changes`: what is asked, the signed word that says how far somebody has read, and the answer."""

import base64
import binascii
import hmac
import struct
from typing import Any
from uuid import UUID

from flask import Response, current_app, jsonify, request

from app.api.presenters import Presenter
from app.listings.changed import Change, Elsewhere, Point, beginning, changed_since
from app.listings.listing import Audience
from app.plumbing.errors import problem
from app.plumbing.keys import derived
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

USUAL, MOST = 100, 500
_POINT = struct.Struct(">qq16s")
_SIGNED = 16


class Spoilt(ValueError):
    """The word is not one of ours."""


def word_of(point: Point, secret: str) -> str:
    """The word that says how far somebody has read; nobody can make another."""
    said = _POINT.pack(point.identity, point.sequence, point.id.bytes)
    return base64.urlsafe_b64encode(said + _signature(said, secret)).decode("ascii")


def point_of(word: str, secret: str) -> Point:
    """What `word_of` said; raises Spoilt."""
    try:
        content = base64.b64decode(word, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Spoilt from None
    said, signature = content[: _POINT.size], content[_POINT.size :]
    if len(content) != _POINT.size + _SIGNED or not hmac.compare_digest(signature, _signature(said, secret)):
        raise Spoilt
    identity, sequence, id = _POINT.unpack(said)
    return Point(identity, sequence, UUID(bytes=id))


def _signature(said: bytes, secret: str) -> bytes:
    return hmac.digest(derived(secret, "cursors of changes"), said, "sha256")[:_SIGNED]


def answer(presenter: Presenter, audience: Audience) -> Response:
    """The next changes, or what is wrong with what was asked in one sentence."""
    secret, session = current_app.config["SECRET_KEY"], database_session()
    most = _most()
    if most is None:
        return problem(400, _("“limit” is a whole number from 1 to %(most)s.", most=MOST), key="limit")
    try:
        word = request.args.get("since")
        since = beginning(session) if word is None else point_of(word, secret)
        found = changed_since(session, since, most + 1, audience)
    except Spoilt:
        return problem(400, _("“since” is not a cursor that we gave out."), key="since")
    except Elsewhere:
        return problem(410, _("What this cursor counts is no more. Please read everything anew."), key="since")
    last = found[:most][-1] if found else None
    reached = since if last is None else Point(since.identity, last.sequence, last.id)
    response = jsonify(
        {
            "changes": [_change(presenter, change) for change in found[:most]],
            "cursor": word_of(reached, secret),
            "more": len(found) > most,
            "ignored": sorted(set(request.args) - {"since", "limit"}),
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _most() -> int | None:
    text = request.args.get("limit", str(USUAL))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number if 1 <= number <= MOST else None


def _change(presenter: Presenter, change: Change) -> dict[str, Any]:
    if change.listing is None:
        return {"id": change.id, "change": "removed", "listing": None}
    return {"id": change.id, "change": "listed", "listing": presenter.listing(change.listing)}
