"""A record as it would be once an answer is given: mapped objects are changed, in a session that never writes.

What is imagined goes the way of what is stated, so that nobody is shown something else than what comes of it.
"""

from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.practitioners.offers import Offer, Premises
from app.practitioners.parts import Answer, Part
from app.practitioners.writing import Writing


def imagine(session: Session, record: Practitioner, subject: Any, part: Part, answer: Answer) -> None:
    """As `actions.state` would leave a record, or as it stands once a steward has accepted this.

    Raises `RegistrationRefused` for an entry in a register that could not be stated.
    """
    record.updated_at = clock.now()
    part.imagine(subject, answer, Writing(session, record.updated_at, record.account_id))


def imagine_use(record: Practitioner, premises: Premises) -> Offer:
    """A way to be seen at a place, of which nothing else is stated: to show how the place would read."""
    nothing: dict[str, Any] = {name: [] for name in ("times", "payers", "fee_help", "who_qualifies")}
    last = max((offer.position for offer in record.offers), default=-1)
    offer = Offer(id=uuid4(), position=last + 1, availability="unknown", format="in-person", fee_terms={}, **nothing)
    offer.premises_id = premises.id
    record.offers.append(offer)
    return offer
