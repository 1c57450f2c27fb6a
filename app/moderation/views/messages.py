"""Messages that are kept apart."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.enquiries.apart.pages import chosen
from app.moderation.messages import decide, messages_for_page, messages_page
from app.moderation.views import moderation
from app.plumbing.requests import database


@moderation.get("/steward/messages")
@for_stewards
def messages() -> str:
    """For whom they are kept."""
    return render_template("moderation/messages.html", lines=messages_page())


@moderation.get("/steward/messages/<uuid:practitioner_id>")
@for_stewards
def messages_for(practitioner_id: UUID) -> str:
    """How many for one of them, and how alike."""
    page = messages_for_page(practitioner_id)
    return render_template("moderation/messages-for.html", page=page, done=request.args.get("done"))


@moderation.post("/steward/messages/<uuid:practitioner_id>")
@for_stewards_again
def decide_messages(practitioner_id: UUID) -> Response:
    """Let groups through, or put them away."""
    given, what = request.form.get("decide"), chosen(request.form)
    done = "nothing"
    if what is not None and given in ("let-through", "put-away"):
        with database().writing() as session:
            done = given if decide(session, practitioner_id, what, through=given == "let-through") else done
    return redirect(url_for("moderation.messages_for", practitioner_id=practitioner_id, done=done), 303)
