"""More and fewer offers and places."""

from uuid import UUID

from flask import redirect
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.editor import changing
from app.editor.views import editor
from app.practitioners.reduced_places.actions import release_place, take_place


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


@editor.post("/practitioner/offers/<uuid:offer_id>/place-taken")
@for_practitioners
def place_taken(offer_id: UUID) -> Response:
    """One reduced place is taken."""
    return redirect(changing.done(changing.counting(offer_id, take_place)), 303)


@editor.post("/practitioner/offers/<uuid:offer_id>/place-free")
@for_practitioners
def place_free(offer_id: UUID) -> Response:
    """One reduced place is free again."""
    return redirect(changing.done(changing.counting(offer_id, release_place)), 303)


@editor.post("/practitioner/places/<uuid:premises_id>/remove")
@for_practitioners
def remove_place(premises_id: UUID) -> Response:
    """One place less."""
    return redirect(changing.done(changing.removing_place(premises_id)), 303)
