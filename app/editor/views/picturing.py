"""The photo of a listing."""

from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.editor.picturing import own_photo, photo_described, photo_page, photo_sent, photo_taken_off
from app.editor.views import editor
from app.plumbing.pictures import MOST_BYTES
from app.plumbing.server import takes_upload


@editor.get("/practitioner/photo")
@for_practitioners
def photo() -> str:
    """The photo that is seen, the one that waits, and the form for another."""
    return render_template("editor/photo.html", page=photo_page())


@editor.post("/practitioner/photo")
@takes_upload(MOST_BYTES)
@for_practitioners
def send_photo() -> Response:
    """Another photo."""
    again = photo_sent()
    if again is not None:
        return make_response(render_template("editor/photo.html", page=again), again.status)
    return redirect(url_for("editor.photo"), 303)


@editor.get("/practitioner/photo/<uuid:photo_id>/<size>")
@for_practitioners
def show_photo(photo_id: UUID, size: str) -> Response:
    """One's own photo, also before anybody else may see it."""
    return own_photo(photo_id, size)


@editor.post("/practitioner/photo/<uuid:photo_id>/description")
@for_practitioners
def describe_photo(photo_id: UUID) -> Response:
    """What a photo shows, in words."""
    photo_described(photo_id, request.form.get("alt", ""))
    return redirect(url_for("editor.photo"), 303)


@editor.post("/practitioner/photo/<uuid:photo_id>/remove")
@for_practitioners
def remove_photo(photo_id: UUID) -> Response:
    """No photo any more."""
    photo_taken_off(photo_id)
    return redirect(url_for("editor.photo"), 303)
