"""What waits for a second steward."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.access.visitors import account_id
from app.accounts.people.actions import ActRefused
from app.moderation.actions import settle_proposal
from app.moderation.forms import ProposalForm
from app.moderation.seconding import proposal_page, second_page
from app.moderation.views import moderation


@moderation.get("/steward/second")
@for_stewards
def second() -> str:
    """All that waits."""
    return render_template("moderation/second.html", page=second_page())


@moderation.route("/steward/second/<uuid:proposal_id>", methods=["GET", "POST"])
@for_stewards_again
def proposal(proposal_id: UUID) -> Response | tuple[str, int]:
    """Agree to it, or turn it down."""
    page = proposal_page(proposal_id)
    form = ProposalForm()
    status = 400 if request.method == "POST" else 200
    if form.validate_on_submit() and form.agree.data != form.turn_down.data:
        try:
            settle_proposal(proposal_id, account_id(), agreed=form.agree.data)
            return redirect(url_for("moderation.second", done="agreed" if form.agree.data else "left"), 303)
        except ActRefused as refused:
            form.refuse(refused)
            status = 403 if refused.forbidden else 400
    return render_template("moderation/proposal.html", page=page, form=form), status
