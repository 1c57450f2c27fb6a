"""Everything a listing says at a glance, why nobody sees it yet, and what its practitioner can do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.queries import unreachable_address
from app.editor import addresses
from app.editor.asked import Asked
from app.editor.asking import asked_of
from app.editor.editing import edited
from app.editor.kinds.question import Question
from app.editor.kinds.ways import named
from app.editor.questions import asked_now, comes_first
from app.editor.standing import lacking_address, stated_of
from app.editor.terms import told_of_terms
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.actions import standing
from app.practitioners.models import Practitioner, Review
from app.practitioners.queries import last_decision, open_reviews
from app.practitioners.rules import missing, why_not_public


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer in words; `waits` when that answer waits for a steward."""

    title: str
    said: tuple[str, ...]
    address: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer or a place: what it is called, its answers; `places`: how many reduced ones are open, of how many."""

    id: str
    name: str
    lines: tuple[Line, ...]
    places: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What `editor/overview.html` shows; `wrote`: a steward, about why it is not public."""

    name: str
    status: str
    reasons: tuple[str, ...]
    wrote: str | None
    terms: tuple[str, ...]
    ready: bool
    lines: tuple[Line, ...]
    offers: tuple[Entry, ...]
    places: tuple[Entry, ...]
    next_address: str
    later_address: str | None
    public_slug: str | None
    # The address that mail does not reach, where it does not.
    unreachable: str | None


def overview_page() -> Overview | None:
    """The listing of whoever is signed in; None before it is begun."""
    session = database_session()
    record = edited(session)
    if record is None:
        return None
    asked, reviews = asked_of(record, record), open_reviews(session, record.id)
    stated = stated_of(session, record)
    return Overview(
        name=record.name,
        status=stated.status,
        reasons=tuple(_reason(key) for key in why_not_public(stated)),
        wrote=_wrote(session, record),
        terms=told_of_terms(record, asked),
        ready=not missing(stated),
        lines=tuple(_line(question, asked, reviews) for question in asked_now("record", asked)),
        offers=offers_of(record),
        places=places_of(record),
        next_address=lacking_address(record, stated),
        later_address=_later_address(record, asked),
        public_slug=record.slug if stated.status == "published" else None,
        unreachable=unreachable_address(session, account_id()),
    )


def _later_address(record: Practitioner, asked: Asked) -> str | None:
    """The first question that can wait and has no answer yet."""
    waiting = (question for question in asked_now("record", asked) if not comes_first(question))
    unanswered = (question for question in waiting if not question.says(question.part.read(record), asked))
    return next((addresses.question(question) for question in unanswered), None)


def lines_of(record: Practitioner) -> tuple[Line, ...]:
    """What a record itself states, whatever waits."""
    asked = asked_of(record, record)
    return tuple(_line(question, asked, {}) for question in asked_now("record", asked))


def offers_of(record: Practitioner) -> tuple[Entry, ...]:
    """The offers of a record, each with its answers."""
    return tuple(
        replace(_entry("offer", record, offer, offer_name(record, offer)), places=_reduced(offer))
        for offer in record.offers
    )


def places_of(record: Practitioner) -> tuple[Entry, ...]:
    return tuple(_entry("premises", record, place, named(place)) for place in record.premises)


def offer_name(record: Practitioner, offer: Any) -> str:
    """What an offer is called: who comes along and how one meets."""
    asked = asked_of(record, offer)
    parts = [(scheme, getattr(offer, scheme)) for scheme in ("session", "format")]
    said = [asked.labels.of(scheme, slug) for scheme, slug in parts if slug]
    return " · ".join(said) or _("A way to be seen, not yet described")


def own_listing() -> Practitioner | None:
    """The record of whoever is signed in, to read."""
    return edited(database_session())


def _entry(of: str, record: Practitioner, subject: Any, name: str) -> Entry:
    asked = asked_of(record, subject)
    return Entry(str(subject.id), name, tuple(_line(question, asked, {}) for question in asked_now(of, asked)))


def _line(question: Question, asked: Asked, reviews: Mapping[str, Review]) -> Line:
    answer = standing(asked.record, asked.subject, question.part, dict(reviews)) if asked.record else None
    said: Sequence[str] = question.says(answer, asked)
    waits = asked.subject is asked.record and question.key in reviews
    return Line(str(question.title), tuple(said), addresses.question(question, asked.subject), waits)


def _reduced(offer: Any) -> tuple[int, int] | None:
    counted = offer.reduced_total is not None and offer.reduced_open is not None
    return (offer.reduced_open, offer.reduced_total) if counted else None


def _wrote(session: Session, record: Practitioner) -> str | None:
    """What a steward wrote about why it is not public."""
    if record.withholding is not None:
        return record.withholding.reason
    if record.status != "draft":
        return None
    decided = last_decision(session, record.id, "listing")
    return decided.reason if decided is not None and decided.decision == "returned" else None


def _reason(key: str) -> str:
    kind, _colon, part = key.partition(":")
    if kind == "missing":
        return _missing(part)
    return {
        "withheld": _("Stewards have looked at it and do not show it for now."),
        "draft": _("You have not sent it to be looked at yet."),
        "returned": _("A steward looked at it and gave it back to you."),
        "in_review": _("A steward is going to look at it. You get a mail; you can go on editing meanwhile."),
        "paused": _("You have paused it. One click brings it back."),
        "resting": _("It rests, because nobody confirmed it for a long time. One click brings it back."),
        "removed": _("You have removed it."),
        "suspended": _("The account is suspended. Please ask the people who run this site."),
    }[kind]


def _missing(part: str) -> str:
    return {
        "who": _("Still missing: the name people see."),
        "profession": _("Still missing: what you are."),
        "language": _("Still missing: a language you work in."),
        "concern": _("Still missing: what you help with, or how you work."),
        "offers": _("Still missing: at least one way to be seen."),
        "places": _("Still missing: where you see people for what happens in a place."),
    }[part]
