"""What is mailed about reports: to stewards that there is a case, to practitioners what a steward asks or decided.

No mail holds a word of whoever reported. They are written in the site's language: whose page caused one is somebody
else.
"""

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts.queries import address_of
from app.editor.addresses import absolute
from app.moderation.reports.models import ReportCase
from app.moderation.reports.queries import opened_on, owner_of, stewards_for
from app.moderation.reports.rules import MOST_NOTICES_A_DAY
from app.plumbing import clock, outbox
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in
from app.practitioners.models import Record


def tell_stewards(session: Session, case: ReportCase) -> None:
    """One mail a case to each who may decide about it; none beyond so many cases a day."""
    today = opened_on(session, clock.today())
    if today > MOST_NOTICES_A_DAY:
        return
    with spoken_in(current_app.config["DEFAULT_LOCALE"]):
        words = [_("Somebody reported a listing. What they say is on the desk:"), absolute("/steward/reports")]
        if today == MOST_NOTICES_A_DAY:
            words.append(_("Many were reported today: of any more of them only the desk tells until tomorrow."))
        for address in stewards_for(session, case.listing_id):
            outbox.put(session, address, _("A report waits"), "\n\n".join(words))


def pass_question_on(session: Session, record: Record, question: str) -> None:
    """A steward's own words, to whoever keeps the listing."""
    with spoken_in(current_app.config["DEFAULT_LOCALE"]):
        end = _("Please change in your listing what is not right. This mail cannot be answered.")
        _write(session, record, _("A steward has a question"), [question, end])


def tell_withheld(session: Session, record: Record) -> None:
    """That nobody sees it for now; why is read after signing in."""
    with spoken_in(current_app.config["DEFAULT_LOCALE"]):
        why = _("Stewards do not show your entry for now. Why is here:")
        _write(session, record, _("It is not shown for now"), [why])


def tell_put_back(session: Session, record: Record) -> None:
    """That stewards no longer keep it from being seen."""
    with spoken_in(current_app.config["DEFAULT_LOCALE"]):
        _write(session, record, _("It is no longer withheld"), [_("Stewards no longer withhold your entry:")])


def _write(session: Session, record: Record, subject: str, words: list[str]) -> None:
    owner = owner_of(record)
    address = None if owner is None else address_of(session, owner)
    if address is not None:
        outbox.put(session, address, subject, "\n\n".join([*words, absolute("/practitioner")]))
