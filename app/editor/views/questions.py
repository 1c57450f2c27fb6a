"""Asking and answering, about the record, its offers and its places."""

from uuid import UUID

from flask import make_response, redirect, render_template
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.editor.asking import Answered, Page, answered, asked_page
from app.editor.looking import look_beside
from app.editor.views import editor


@editor.get("/practitioner/listing/<key>")
@for_practitioners
def question(key: str) -> Response:
    """One question about the listing."""
    return _shown(asked_page("record", key))


@editor.post("/practitioner/listing/<key>")
@for_practitioners
def answer(key: str) -> Response:
    """Its answer."""
    return _taken(answered("record", key))


@editor.get("/practitioner/offers/<uuid:offer_id>/<key>")
@for_practitioners
def offer_question(offer_id: UUID, key: str) -> Response:
    """One question about a way to be seen."""
    return _shown(asked_page("offer", key, offer_id))


@editor.post("/practitioner/offers/<uuid:offer_id>/<key>")
@for_practitioners
def offer_answer(offer_id: UUID, key: str) -> Response:
    """Its answer."""
    return _taken(answered("offer", key, offer_id))


@editor.get("/practitioner/places/add")
@for_practitioners
def new_place() -> Response:
    """Where one more place is."""
    return _shown(asked_page("premises", "where"))


@editor.post("/practitioner/places/add")
@for_practitioners
def add_place() -> Response:
    """One more place."""
    return _taken(answered("premises", "where"))


@editor.get("/practitioner/places/<uuid:premises_id>/<key>")
@for_practitioners
def premises_question(premises_id: UUID, key: str) -> Response:
    """One question about a place."""
    return _shown(asked_page("premises", key, premises_id))


@editor.post("/practitioner/places/<uuid:premises_id>/<key>")
@for_practitioners
def premises_answer(premises_id: UUID, key: str) -> Response:
    """Its answer."""
    return _taken(answered("premises", key, premises_id))


def _taken(outcome: Page | Answered) -> Response:
    if isinstance(outcome, Page):
        return _shown(outcome)
    return redirect(outcome.onward, 303)


def _shown(page: Page) -> Response:
    # Whoever wrote something that cannot be taken reads that first; the look stands beside it all the same.
    return make_response(render_template(page.question.template, page=page, look=look_beside(page)), page.status)
