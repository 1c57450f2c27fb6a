"""The registers desk: what is due for a check, and recording one."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.access.visitors import account_id
from app.credentials.actions import CheckRefused
from app.credentials.evidence.rules import MOST_BYTES
from app.moderation.actions import check_registration, note_refused_check
from app.moderation.evidence import evidence_response
from app.moderation.forms import CheckForm
from app.moderation.registers import entry_page, queue_page
from app.moderation.views import moderation
from app.plumbing.requests import database
from app.plumbing.server import takes_upload


@moderation.get("/steward/registers")
@for_stewards
def registers() -> str:
    """What is due, whoever waits longest first."""
    return render_template("moderation/registers.html", page=queue_page(request.args.get("page", type=int)))


@moderation.get("/steward/registers/<uuid:registration_id>")
@for_stewards
def registration(registration_id: UUID) -> str:
    """One entry, with what was found about it before."""
    return render_template("moderation/registration.html", page=entry_page(registration_id), form=CheckForm())


@moderation.post("/steward/registers/<uuid:registration_id>")
@for_stewards_again
@takes_upload(MOST_BYTES)
def check(registration_id: UUID) -> Response | tuple[str, int]:
    """Record what was found."""
    form, page, status = CheckForm(), entry_page(registration_id), 400
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                counts = check_registration(session, registration_id, form.finding(), account_id(), form.file.content)
            return redirect(url_for("moderation.registers", done="recorded" if counts else "first"), 303)
        except CheckRefused as refusal:
            form.refuse(refusal)
            status = note_refused_check(refusal, registration_id, account_id())
    else:
        status = form.file.status
    return render_template("moderation/registration.html", page=page, form=form), status


@moderation.get("/steward/registers/<uuid:registration_id>/evidence/<uuid:evidence_id>")
@for_stewards_again
def evidence(registration_id: UUID, evidence_id: UUID) -> Response:
    """A file that shows what was seen; every opening leaves a line in the trail."""
    return evidence_response(registration_id, evidence_id)
