"""The desk for crisis lines."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards
from app.access.visitors import account_id
from app.moderation.forms import StandingForm
from app.moderation.lines import decide_about_line, line_page, lines_page
from app.moderation.standing import outcome
from app.moderation.views import moderation


@moderation.get("/steward/crisis-lines")
@for_stewards
def lines() -> str:
    """What waits, what is to be looked up again, what is shown."""
    waiting, due, others = lines_page()
    return render_template("moderation/lines.html", waiting=waiting, due=due, others=others)


@moderation.route("/steward/crisis-lines/<uuid:line_id>", methods=["GET", "POST"])
@for_stewards
def line(line_id: UUID) -> Response | tuple[str, int]:
    """One line: it was looked up today and is right, or it is not shown."""
    page = line_page(line_id)
    form = StandingForm(page.decisions)
    status = outcome(form, lambda: decide_about_line(line_id, account_id(), form))
    if status is None:
        return redirect(url_for("moderation.lines"), 303)
    form.seen.data = page.seen
    return render_template("moderation/line.html", page=page, form=form), status
