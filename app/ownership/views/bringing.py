"""Bringing a listing back."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.ownership.archives import MOST_BYTES
from app.ownership.returning import Returning, file_sent, put_away, returning_page, used
from app.ownership.views import ownership
from app.plumbing.server import takes_upload


@ownership.get("/practitioner/import")
@for_practitioners
def bring() -> str:
    """The form for a file, and what the one that was brought would change."""
    return render_template("ownership/bring.html", page=returning_page())


@ownership.post("/practitioner/import")
@takes_upload(MOST_BYTES)
@for_practitioners
def bring_file() -> Response:
    """A file."""
    return _shown(file_sent()) or redirect(url_for("ownership.bring"), 303)


@ownership.post("/practitioner/import/use")
@for_practitioners
def use() -> Response:
    """Bring it back."""
    return _shown(used()) or redirect(url_for("editor.overview"), 303)


@ownership.post("/practitioner/import/put-away")
@for_practitioners
def not_wanted() -> Response:
    """Forget what was brought."""
    put_away()
    return redirect(url_for("ownership.bring"), 303)


def _shown(again: Returning | None) -> Response | None:
    return None if again is None else make_response(render_template("ownership/bring.html", page=again), again.status)
