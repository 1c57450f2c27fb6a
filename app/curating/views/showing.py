"""What anybody may read: a list, and its feed."""

from uuid import UUID

from flask import Response, render_template

from app.access.permissions import public
from app.curating.feed import feed_of
from app.curating.showing import collection_page
from app.curating.views import curating


@curating.get("/collections/<uuid:collection_id>")
@public
def public_collection(collection_id: UUID) -> str:
    """A list with the cards of who is on it."""
    return render_template("curating/shown.html", page=collection_page(collection_id))


@curating.get("/collections/<uuid:collection_id>/feed.atom")
@public
def feed(collection_id: UUID) -> Response:
    """Who is new on it, for a program that asks again and again."""
    return feed_of(collection_id)
