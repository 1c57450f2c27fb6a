"""A look at what is being typed, as each audience would see it, before any of it is saved.

The answer goes the way it would go: the question's own form, the part's own words for the record, the one projection,
the page's own templates. Only the session never writes.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, request
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.credentials.actions import RegistrationRefused
from app.editor import addresses
from app.editor.asked import Asked
from app.editor.asking import FIRST, Page, found, stands
from app.editor.kinds.meant import AUDIENCE_NAMES
from app.editor.kinds.question import Posted, Question
from app.editor.preview import audience_named
from app.editor.showing import Shown, shown, withheld
from app.listings.drafts import projection_of, status_of
from app.listings.listing import Audience
from app.plumbing import clock
from app.plumbing.requests import database
from app.plumbing.words import gettext as _
from app.practitioners.actions import SEEN, new_premises, new_record
from app.practitioners.imagining import imagine, imagine_use
from app.practitioners.models import Practitioner
from app.practitioners.offers import Premises
from app.practitioners.parts import Answer, digest
from app.practitioners.queries import open_reviews


@dataclass(frozen=True, slots=True)
class Look:
    """What `editor/look.html` shows. `shown` is None before there is anything; `until` is what others see as long as a
    steward has not looked at it; `unused` that no way to be seen happens at this place."""

    audience: Audience
    seen_by: str
    address: str
    shown: Shown | None = None
    until: Shown | None = None
    unsaved: bool = False
    unused: bool = False
    problem: str | None = None
    withheld: tuple[str, ...] = ()
    standing: str | None = None

    @property
    def audiences(self) -> list[tuple[str, str, bool]]:
        """The audiences to choose from: (key, name, chosen)."""
        return [(key, str(name), key == self.audience) for key, name in AUDIENCE_NAMES.items()]


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer to look at: what stands, or what was typed; `problem` says why that cannot be taken."""

    answer: Answer
    unsaved: bool = False
    problem: str | None = None


def look_at(of: str, key: str, subject_id: UUID | None = None) -> Look:
    """What was sent, as it would look."""
    with database().imagining() as session:
        return _look(session, of, key, subject_id, request.form)


def look_beside(page: Page) -> Look:
    """What stands beside a question: what was sent with it, else what is saved."""
    of, subject = page.question.part.of, page.asked.subject
    subject_id = None if of == "record" or subject is None else subject.id
    with database().imagining() as session:
        posted = request.form if request.method == "POST" else None
        return _look(session, of, page.question.address, subject_id, posted)


def _look(session: Session, of: str, key: str, subject_id: UUID | None, posted: Posted | None) -> Look:
    question, asked = found(session, of, key, subject_id)
    audience = audience_named(request.values.get("preview_for", "site")) or abort(400)
    look: dict[str, Any] = {
        "audience": audience,
        "seen_by": str(AUDIENCE_NAMES[audience]),
        "address": addresses.look(question, asked.subject),
    }
    said = _said(session, question, asked, posted)
    if said.answer is None and asked.subject is None:
        return Look(**look, problem=said.problem)
    try:
        return Look(**look | _imagined(session, question, asked, said, audience))
    except RegistrationRefused as refused:
        session.rollback()
        question, asked = found(session, of, key, subject_id)
        said = _Said(question.part.read(asked.subject), problem=str(refused))
        return Look(**look | _imagined(session, question, asked, said, audience))


def _said(session: Session, question: Question, asked: Asked, posted: Posted | None) -> _Said:
    reviews = open_reviews(session, asked.record.id) if asked.record else {}
    answer = stands(question, asked, reviews)
    if posted is None:
        return _Said(answer)
    form = question.form(answer, asked, posted)
    if not form.validate():
        errors = [*form.form_errors, *(field.errors[0] for field in form if field.errors)]
        return _Said(answer, problem=str(errors[0]))
    typed = question.answer(form, asked)
    return _Said(typed, unsaved=digest(typed) != digest(answer))


def _imagined(session: Session, question: Question, asked: Asked, said: _Said, audience: Audience) -> dict[str, Any]:
    """The fields of a Look that come of an answer, once it is in the record."""
    record = asked.record or new_record(account_id(), said.answer, clock.now())
    subject = asked.subject or (record if question.key == FIRST else _new_place(record, said.answer))
    standing, until = _standing(session, record), None
    if question.part.reviewed and record.status in SEEN and said.answer != question.part.read(record):
        until = shown(projection_of(session, record), audience, question, ())
    if said.unsaved or until is not None:
        imagine(session, record, subject, question.part, said.answer)
    offers, unused = _offers(record, subject, question)
    projection = projection_of(session, record)
    return {
        "shown": shown(projection, audience, question, offers),
        "until": until,
        "unsaved": said.unsaved,
        "unused": unused,
        "problem": said.problem,
        "withheld": tuple(withheld(record, projection.for_audience(audience), question)),
        "standing": standing,
    }


def _new_place(record: Practitioner, answer: Answer) -> Premises:
    premises = new_premises(answer)
    record.premises.append(premises)
    return premises


def _offers(record: Practitioner, subject: Any, question: Question) -> tuple[list[str], bool]:
    """The ids of the offers a question is about, and whether there was none for a place until it was imagined."""
    if question.part.of == "offer":
        return [str(subject.id)], False
    if question.part.of == "premises":
        there = [str(offer.id) for offer in record.offers if offer.premises_id == subject.id]
        return there or [str(imagine_use(record, subject).id)], not there
    # How often one is asked decides when each of them is no longer stated.
    return [str(offer.id) for offer in record.offers] if question.key == "rhythm" else [], False


def _standing(session: Session, record: Practitioner) -> str | None:
    """Why nobody sees any of it now, where nobody does."""
    return {
        "published": None,
        "resting": _("Your listing rests: nobody sees it now."),
        "paused": _("Your listing is paused: nobody sees it now."),
        "suspended": _("Your account is suspended: nobody sees your listing now."),
        "withheld": _("Stewards withhold your listing: nobody sees it now."),
    }.get(status_of(session, record), _("Nobody sees your listing yet."))
