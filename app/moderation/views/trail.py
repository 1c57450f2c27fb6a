"""The trail of who did what."""

from flask import render_template, request

from app.access.permissions import for_stewards
from app.moderation.trail import trail_page
from app.moderation.views import moderation


@moderation.get("/steward/audit")
@for_stewards
def audit() -> str:
    """The trail, newest first, or what it says about one subject; and whether it is whole."""
    page = trail_page(request.args.get("before", type=int), request.args.get("about"))
    return render_template("moderation/audit.html", page=page)
