"""The desk for organisations: what waits, and the decision about one."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards
from app.access.visitors import account_id
from app.moderation.forms import StandingForm
from app.moderation.organisations import (
    decide_about_organisation,
    organisation_page,
    organisations_page,
)
from app.moderation.standing import outcome
from app.moderation.views import moderation


@moderation.get("/steward/organisations")
@for_stewards
def organisations() -> str:
    """What waits, the longest first, or those that were decided about."""
    page = organisations_page(request.args.get("show"), request.args.get("page", type=int))
    return render_template("moderation/organisations.html", page=page)


@moderation.route("/steward/organisations/<uuid:organisation_id>", methods=["GET", "POST"])
@for_stewards
def organisation(organisation_id: UUID) -> Response | tuple[str, int]:
    """One of them: accept, refuse or suspend it."""
    page = organisation_page(organisation_id)
    form = StandingForm(page.decisions)
    status = outcome(form, lambda: decide_about_organisation(organisation_id, account_id(), form))
    if status is None:
        return redirect(url_for("moderation.organisations"), 303)
    form.seen.data = page.seen
    return render_template("moderation/organisation.html", page=page, form=form), status
