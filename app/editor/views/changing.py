"""More and fewer offers and places."""

from uuid import UUID

from flask import redirect
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.editor import changing
from app.editor.views import editor


@editor.post("/practitioner/offers")
@for_practitioners
def add_offer() -> Response:
    """One more way to be seen."""
    return redirect(changing.done(changing.add_offer), 303)


@editor.post("/practitioner/offers/<uuid:offer_id>/remove")
@for_practitioners
def remove_offer(offer_id: UUID) -> Response:
    """One way less."""
    return redirect(changing.done(changing.removing_offer(offer_id)), 303)


@editor.post("/practitioner/places/<uuid:premises_id>/remove")
@for_practitioners
def remove_place(premises_id: UUID) -> Response:
    """One place less."""
    return redirect(changing.done(changing.removing_place(premises_id)), 303)
