"""Where a steward arrives."""

from flask import render_template

from app.access.permissions import for_stewards
from app.moderation.desks import desks
from app.moderation.views import moderation


@moderation.get("/steward")
@for_stewards
def desk() -> str:
    """What waits on each desk."""
    return render_template("moderation/desk.html", desks=desks())
