"""A decision that was sent: carried out, told to whoever it is about, or refused in a sentence."""

from collections.abc import Callable
from uuid import UUID

from flask import abort
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.moderation.reports import actions, letters
from app.moderation.reports.forms import CaseForm, PutBackForm, WithholdForm
from app.moderation.reports.wording import refusal
from app.plumbing.requests import database, database_session


def decided(case_id: UUID, form: CaseForm) -> bool:
    """Close a case, or ask; whether that was done. What was refused stands in the form."""

    def act(session: Session) -> None:
        seen, words = form.given
        if form.ask.data:
            record = actions.ask_practitioner(session, case_id, account_id(), seen, words)
            letters.pass_question_on(session, record, words)
        else:
            actions.find_nothing_wrong(session, case_id, account_id(), seen, words)

    return _done(case_id, form, act)


def withheld(case_id: UUID, form: WithholdForm) -> bool:
    """Withhold the listing; whether that was done."""

    def act(session: Session) -> None:
        record = actions.withhold_listing(session, case_id, account_id(), *form.given)
        letters.tell_withheld(session, record)

    return _done(case_id, form, act)


def put_back(case_id: UUID, form: PutBackForm) -> bool:
    """Put the listing back; whether that was done."""

    def act(session: Session) -> None:
        _seen, words = form.given
        letters.tell_put_back(session, actions.put_listing_back(session, case_id, account_id(), words))

    return _done(case_id, form, act)


def _done(case_id: UUID, form: CaseForm | WithholdForm | PutBackForm, act: Callable[[Session], None]) -> bool:
    """Answers 404 for a case that is not there, 403 for a steward's own listing, and leaves a line of that."""
    try:
        if not form.validate_on_submit():
            actions.case_to_decide(database_session(), case_id, account_id())
            return False
        with database().writing() as session:
            act(session)
    except actions.NotThere:
        abort(404)
    except actions.OwnListing:
        with database().writing() as session:
            actions.note_own_case(session, case_id, account_id())
        abort(403)
    except actions.DecisionRefused as refused:
        form.form_errors.append(refusal(refused))
        return False
    return True
