"""What an organisation vouches for."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_editors
from app.curating.forms import vouch_form
from app.curating.views import curating
from app.curating.vouching import candidate, communities, given, renewed, vouches_page, with_own
from app.organisations.vouching import actions


@curating.get("/organisation/vouches")
@for_editors
def vouches() -> str:
    """All that was said, and whom to vouch for."""
    return render_template("curating/vouches.html", page=vouches_page(request.args.get("look", "")))


@curating.route("/organisation/vouches/for/<uuid:record_id>", methods=["GET", "POST"])
@for_editors
def vouch_for(record_id: UUID) -> Response | tuple[str, int]:
    """Vouch for somebody."""
    one, form = candidate(record_id), vouch_form(communities())
    if form.validate_on_submit() and given(record_id, form):
        return redirect(url_for("curating.vouches"), 303)
    return render_template("curating/vouch.html", one=one, form=form), 400 if form.errors else 200


@curating.post("/organisation/vouches/<uuid:vouch_id>/renew")
@for_editors
def renew_vouch(vouch_id: UUID) -> Response | tuple[str, int]:
    """Say it again."""
    why_not = renewed(vouch_id)
    if why_not is None:
        return redirect(url_for("curating.vouches"), 303)
    return render_template("curating/vouches.html", page=vouches_page(""), why_not=why_not), 400


@curating.post("/organisation/vouches/<uuid:vouch_id>/take-back")
@for_editors
def take_back_vouch(vouch_id: UUID) -> Response:
    """Do not say it any more."""
    with_own(vouch_id, actions.take_back)
    return redirect(url_for("curating.vouches"), 303)
