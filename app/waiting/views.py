"""Pages of the waiting list. None sets a cookie, and none that is only looked at changes anything."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.criteria.wording import reader
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.waiting.actions import answer
from app.waiting.forms import JoinForm
from app.waiting.joining import awaited_or_abort, blank, problem_with
from app.waiting.pressing import pressed
from app.waiting.queries import entry_of
from app.waiting.requests import room

waiting = Blueprint("waiting", __name__, url_prefix="/waiting-list")


@waiting.after_request
def keep_from_search_engines(response: Response) -> Response:
    """A list somebody waits on is nobody else's to find."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@waiting.get("/join/<uuid:offer_id>")
@public
def join_form(offer_id: UUID) -> str:
    """The form by which to be told when a place opens."""
    return render_template("waiting/join.html", awaited=awaited_or_abort(offer_id), form=blank(offer_id), problem=None)


@waiting.post("/join/<uuid:offer_id>")
@public
def join(offer_id: UUID) -> Response | tuple[str, int]:
    """Take the form; whatever the address, the answer is the same."""
    found, form = awaited_or_abort(offer_id), JoinForm(request.form)
    problem = problem_with(form, offer_id)
    if problem is None:
        return redirect(url_for("waiting.asked"), 303)
    return render_template("waiting/join.html", awaited=found, form=form, problem=problem), 400


@waiting.get("/asked")
@public
def asked() -> str:
    """What happens next."""
    return render_template("waiting/asked.html")


@waiting.get("/left")
@public
def left() -> str:
    """The address is forgotten."""
    return render_template("waiting/left.html")


@waiting.get("/<key>")
@public
def entry(key: str) -> str | tuple[str, int]:
    """Where the link in a mail leads: what there is to say, and buttons. Looking changes nothing."""
    found = entry_of(database_session(), key, clock.now())
    if found is None:
        return render_template("waiting/run_out.html"), 404
    return render_template("waiting/entry.html", entry=found, day=reader().day(found.until.date()))


@waiting.post("/<key>")
@public
def decide(key: str) -> Response | tuple[str, int]:
    """A button of that page."""
    return pressed(lambda session, given: answer(session, room(), key, given), url_for("waiting.entry", key=key))
