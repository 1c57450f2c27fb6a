"""Photos as the public pages show them."""

from uuid import UUID

from flask import Response, abort

from app.listings.photos import public_photo
from app.plumbing.files import files
from app.plumbing.pictures import as_size, picture_response
from app.plumbing.requests import database_session


def photo_response(photo_id: UUID, size: str) -> Response:
    """A photo of a published listing, or 404: also from the moment on at which it is taken away."""
    known = as_size(size)
    name = None if known is None else public_photo(database_session(), photo_id, known)
    content = None if name is None else files().read("photo", name)
    if content is None:
        abort(404)
    response = picture_response(content)
    # The interface gives out its address: who shows it from there shows it no longer than we do.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
