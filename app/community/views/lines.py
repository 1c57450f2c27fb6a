"""Crisis lines that an organisation knows of."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_editors
from app.community.lines import LineForm, added_lines, line_proposed, line_taken_off
from app.community.views import community, page
from app.criteria.wording import reader
from app.plumbing.words import gettext as _
from app.urgent_help.actions import LineRefused


@community.route("/organisation/crisis-lines", methods=["GET", "POST"])
@for_editors
def crisis_lines() -> Response:
    """Those it added, and one more."""
    form = LineForm(data={"country": reader().country})
    if form.validate_on_submit():
        try:
            line_proposed(form)
            return redirect(url_for("community.crisis_lines"), 303)
        except LineRefused:
            form.form_errors.append(_("An organisation can add ten lines. Take one off first."))
    return page("crisis-lines", form, lines=added_lines())


@community.post("/organisation/crisis-lines/<uuid:line_id>/take-off")
@for_editors
def take_line_off(line_id: UUID) -> Response:
    """One line less."""
    line_taken_off(line_id)
    return redirect(url_for("community.crisis_lines"), 303)
