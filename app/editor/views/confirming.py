"""Everything is still right: by a link from a mail, and signed in."""

from flask import make_response, redirect, render_template
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners, public
from app.editor.confirming import Confirming, confirmed, confirming_page
from app.editor.views import editor


@editor.get("/practitioner/confirm")
@for_practitioners
def confirm() -> str:
    """What there is to confirm."""
    return render_template("editor/confirm.html", page=confirming_page(None))


@editor.post("/practitioner/confirm")
@for_practitioners
def confirm_now() -> Response:
    """It is still right."""
    return _taken(confirmed(None))


@editor.get("/still-right/<token>")
@public
def confirm_by_link(token: str) -> str:
    """What there is to confirm, for the holder of a link; looking at it changes nothing."""
    return render_template("editor/confirm.html", page=confirming_page(token))


@editor.post("/still-right/<token>")
@public
def confirm_now_by_link(token: str) -> Response:
    """It is still right."""
    return _taken(confirmed(token))


def _taken(outcome: Confirming | str) -> Response:
    if isinstance(outcome, str):
        return redirect(outcome, 303)
    return make_response(render_template("editor/confirm.html", page=outcome), 422)
