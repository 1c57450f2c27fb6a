"""Whether and when the world sees a listing."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners, for_practitioners_again, when_signed_in_again
from app.editor import changing
from app.editor.exporting import exported
from app.editor.views import editor
from app.practitioners import actions


@editor.post("/practitioner/submit")
@for_practitioners
def submit() -> Response:
    """Send a draft to be looked at."""
    return redirect(changing.done(changing.submit), 303)


@editor.post("/practitioner/take-back")
@for_practitioners
def take_back() -> Response:
    """Make it a draft again."""
    return redirect(changing.done(changing.simply(actions.take_back)), 303)


@editor.post("/practitioner/pause")
@for_practitioners
def pause() -> Response:
    """Nobody sees it from now on."""
    return redirect(changing.done(changing.simply(actions.pause)), 303)


@editor.post("/practitioner/resume")
@for_practitioners
def resume() -> Response:
    """Everybody sees it again."""
    return redirect(changing.done(changing.simply(actions.resume)), 303)


@editor.get("/practitioner/export")
@when_signed_in_again
def export() -> Response:
    """Everything kept about oneself, to take away."""
    return exported()


@editor.get("/practitioner/remove")
@for_practitioners_again
def removing() -> str:
    """What removing a listing means."""
    return render_template("editor/remove.html")


@editor.post("/practitioner/remove")
@for_practitioners_again
def remove() -> Response:
    """Take it away for good."""
    return redirect(changing.done(changing.take_away), 303)
