"""Writing a first message, to one practitioner or to some of a shortlist."""

from dataclasses import replace
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.enquiries.composing import NotSent, composing, sent_or_problem
from app.enquiries.views import enquiries
from app.finder.keeping import asked

# A message is at most some thousand letters in any script (FORM-05).
LONGEST = 32 * 1024
MOST_FIELDS = 100


@enquiries.get("/message/<uuid:listing_id>")
@public
def write(listing_id: UUID) -> str:
    """The form, for one practitioner."""
    return render_template("enquiries/write.html", page=composing([listing_id]))


@enquiries.post("/message/to")
@public
def write_to_kept() -> str:
    """The form, for those of a shortlist; sent by POST so that no address names them. Nothing is changed."""
    request.max_content_length = LONGEST
    kept = asked(request.form.getlist("kept"), None, "").ids
    return render_template("enquiries/write.html", page=composing(kept))


@enquiries.post("/message")
@public
def send() -> Response | tuple[str, int]:
    """Send it; the private page follows."""
    request.max_content_length, request.max_form_parts = LONGEST, MOST_FIELDS
    page = composing(asked(request.form.getlist("offered"), None, "").ids, request.form)
    try:
        return redirect(url_for("enquiries.follow", key=sent_or_problem(page)), 303)
    except NotSent as problem:
        return render_template("enquiries/write.html", page=replace(page, problem=str(problem), work=problem.work)), 400
