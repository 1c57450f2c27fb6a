"""What is kept apart from a practitioner, for themselves to look at."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners, for_practitioners_by_two_factors
from app.criteria.wording import reader
from app.enquiries.apart.actions import bring_back, let_through, put_away
from app.enquiries.apart.pages import apart_view, chosen
from app.enquiries.inbox import own_record
from app.enquiries.views import enquiries
from app.plumbing.requests import database, database_session


@enquiries.get("/practitioner/messages/apart")
@for_practitioners
def apart() -> str:
    """How many there are and how alike; nothing of what they say."""
    session = database_session()
    record = own_record(session) or abort(404)
    page = apart_view(session, record.id, reader())
    return render_template("enquiries/apart.html", page=page, done=request.args.get("done"))


@enquiries.post("/practitioner/messages/apart")
@for_practitioners_by_two_factors
def decide_apart() -> Response:
    """Let groups through, put them away, or look again at what was put away."""
    given, what = request.form.get("decide"), chosen(request.form)
    if given not in ("let-through", "put-away", "bring-back") or (what is None and given != "bring-back"):
        return redirect(url_for("enquiries.apart", done="nothing"), 303)
    with database().writing() as session:
        record = own_record(session) or abort(404)
        if what is None or given == "bring-back":
            number = bring_back(session, record.id)
        else:
            number = (let_through if given == "let-through" else put_away)(session, record.id, what)
    return redirect(url_for("enquiries.apart", done=given if number else "nothing"), 303)
