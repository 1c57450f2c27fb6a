"""Writing a first message, to one practitioner or to some of a shortlist."""

from dataclasses import replace
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.enquiries.composing import NobodyThere, NotSent, composing, sent_or_problem
from app.enquiries.views import enquiries
from app.finder import carrying
from app.finder.keeping import asked
from app.finder.quiet import RunOut
from app.plumbing.sealed_addresses import Spoilt

# A message is at most some thousand letters in any script (FORM-05).
LONGEST = 32 * 1024
MOST_FIELDS = 100


@enquiries.get("/message/<uuid:listing_id>")
@public
def write(listing_id: UUID) -> str:
    """The form, for one practitioner."""
    return render_template("enquiries/write.html", page=composing([listing_id]))


@enquiries.get("/message/to/<word>")
@public
def write_to(word: str) -> str:
    """The form, for one or for some of a shortlist, after a search; the address says neither to whom nor what for."""
    to = carrying.addressed(word)
    return render_template("enquiries/write.html", page=composing(to.ids, to.pairs))


@enquiries.post("/message")
@public
def send() -> Response | tuple[str, int]:
    """Send it; the private page follows."""
    request.max_content_length, request.max_form_parts = LONGEST, MOST_FIELDS
    try:
        page = composing(asked(request.form.getlist("offered"), None, "").ids, sent=request.form)
    except NobodyThere as nobody:
        return render_template("enquiries/over.html", why="nobody", written=nobody.written), 409
    try:
        return redirect(url_for("enquiries.follow", key=sent_or_problem(page)), 303)
    except NotSent as problem:
        return render_template("enquiries/write.html", page=replace(page, problem=str(problem), work=problem.work)), 400


@enquiries.errorhandler(Spoilt)
@enquiries.errorhandler(RunOut)
def address_over(error: ValueError) -> tuple[str, int]:
    """The address of a form is good for a day; nobody knows any more to whom it led."""
    run_out = isinstance(error, RunOut)
    return render_template("enquiries/over.html", why="run-out" if run_out else "spoilt"), 410 if run_out else 400
