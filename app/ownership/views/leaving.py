"""Deleting one's account."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public, when_signed_in_again
from app.ownership.leaving import Leaving, leaving_page, left
from app.ownership.views import ownership


@ownership.get("/account/delete")
@when_signed_in_again
def leave() -> str:
    """What goes and what stays."""
    return render_template("ownership/leave.html", page=leaving_page())


@ownership.post("/account/delete")
@when_signed_in_again
def leave_now() -> Response:
    """Delete it."""
    again: Leaving | None = left()
    if again is not None:
        return make_response(render_template("ownership/leave.html", page=again), again.status)
    return redirect(url_for("ownership.gone"), 303)


@ownership.get("/account/deleted")
@public
def gone() -> str:
    """It is done."""
    return render_template("ownership/gone.html")
