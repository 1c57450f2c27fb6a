"""How a steward's decision goes about what an organisation is, or adds: done, refused, or not theirs to make."""

from collections.abc import Callable
from uuid import UUID

from flask import request

from app.access.visitors import account_id
from app.moderation.deciding import DecisionRefused
from app.moderation.forms import StandingForm
from app.plumbing.audit import note
from app.plumbing.requests import database
from app.plumbing.words import gettext as _


class OwnOrganisation(DecisionRefused):
    """Somebody tried to decide about one they belong to, or about a line it added."""

    def __init__(self, organisation_id: UUID) -> None:
        super().__init__(_("You belong to this organisation. Another steward has to look at it."))
        self.organisation_id = organisation_id


def outcome(form: StandingForm, decide: Callable[[], None]) -> int | None:
    """The status with which the page is shown again, its form saying why; None when it was decided."""
    if not form.validate_on_submit():
        return 400 if request.method == "POST" else 200
    try:
        decide()
    except DecisionRefused as refusal:
        form.form_errors.append(str(refusal))
        if isinstance(refusal, OwnOrganisation):
            _note(refusal.organisation_id)
            return 403
        return 400
    return None


def _note(organisation_id: UUID) -> None:
    """Leave a line of who tried to decide about their own organisation."""
    act, subject = "organisation.own-refused", "organisation"
    with database().writing() as session:
        note(session, actor=account_id(), act=act, subject_type=subject, subject_id=organisation_id)
