"""A look at what is being typed. Sent by POST so that none of it is in an address; nothing is saved."""

from uuid import UUID

from flask import render_template

from app.access.permissions import for_practitioners
from app.editor.looking import Look, look_at
from app.editor.views import editor


@editor.post("/practitioner/listing/<key>/preview")
@for_practitioners
def look_at_record(key: str) -> str:
    """An answer about the listing, as it would look."""
    return _shown(look_at("record", key))


@editor.post("/practitioner/offers/<uuid:offer_id>/<key>/preview")
@for_practitioners
def look_at_offer(offer_id: UUID, key: str) -> str:
    """An answer about a way to be seen, as it would look."""
    return _shown(look_at("offer", key, offer_id))


@editor.post("/practitioner/places/add/preview")
@for_practitioners
def look_at_new_place() -> str:
    """One more place, as it would look."""
    return _shown(look_at("premises", "where"))


@editor.post("/practitioner/places/<uuid:premises_id>/<key>/preview")
@for_practitioners
def look_at_premises(premises_id: UUID, key: str) -> str:
    """An answer about a place, as it would look."""
    return _shown(look_at("premises", key, premises_id))


def _shown(look: Look) -> str:
    return render_template("editor/look.html", look=look)
