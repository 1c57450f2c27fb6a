"""How first messages are answered in the whole directory."""

from flask import render_template

from app.access.permissions import for_stewards
from app.moderation.replies import replies_page
from app.moderation.views import moderation


@moderation.get("/steward/replies")
@for_stewards
def replies() -> str:
    """By fee and by channel, a quarter at a time."""
    return render_template("moderation/replies.html", page=replies_page())
