"""What becomes of a report: the token, the trap and the words are looked at before anything is counted."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, current_app

from app.criteria.labels import Labels, labels_of
from app.criteria.wording import reader
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import Gone, Moved, listing_by_slug
from app.moderation.reports.actions import NotThere, report
from app.moderation.reports.forms import ReportForm
from app.moderation.reports.letters import tell_stewards
from app.moderation.reports.queries import listing_id_at
from app.moderation.reports.sealing import sealed
from app.plumbing import clock, form_tokens
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Body:
    """A body that keeps a register the listing names."""

    name: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Reported:
    """What the page of the form says of the listing."""

    id: UUID
    slug: str
    name: str
    bodies: tuple[Body, ...]


def reported(slug: str) -> Reported:
    """The public listing of an address, or of a former one. Answers 404 and 410 itself."""
    found = _at(slug)
    if isinstance(found, Gone):
        abort(410)
    labels = labels_of(directory().lexicon, reader().code)
    bodies = dict.fromkeys(entry.body for entry in found.registers)
    return Reported(found.id, found.slug, found.name, tuple(_body(slug, labels) for slug in bodies))


def _body(slug: str, labels: Labels) -> Body:
    term, name = labels.terms("register").get(slug), labels.of("register", slug)
    meaning = None if term is None else term.meaning_in(labels.code)
    return Body(name, meaning if meaning != name else None)


def blank(listing_id: UUID) -> ReportForm:
    """A form to fill in."""
    return ReportForm(data={"token": _token(listing_id)})


def reported_id(slug: str) -> UUID:
    """The record that a sent form is about: also of a listing that was hidden while somebody wrote. Answers 404 and 410
    itself."""
    found = _at(slug)
    return found.id if isinstance(found, Listing) else listing_id_at(database_session(), slug) or abort(410)


def _at(slug: str) -> Listing | Gone:
    found = listing_by_slug(database_session(), slug, "site")
    if isinstance(found, Moved):
        return _at(found.slug)
    return abort(404) if found is None else found


def problem_with(form: ReportForm, listing_id: UUID) -> str | None:
    """Take a report; the sentence that says why not, or None. Answers 410 for what is no longer there."""
    if form.website.data:
        # As if it had been taken, so that a machine learns nothing.
        return None
    if not form.validate():
        return _("Please look at this again. Nothing you wrote is lost.")
    try:
        _take(form, listing_id)
    except form_tokens.TooSoon as soon:
        return soon.sentence
    except form_tokens.TooOld as old:
        form.token.data = _token(listing_id)
        return old.sentence
    except NotThere:
        abort(410)
    return None


def _take(form: ReportForm, listing_id: UUID) -> None:
    secret = current_app.config["SECRET_KEY"]
    token = form_tokens.read(secret, _purpose(listing_id), form.token.data or "", clock.now())
    words = sealed(form.words.data) if form.words.data else None
    with database().writing() as session:
        report(session, token, listing_id, form.reason.data, words, tell_stewards)


def _token(listing_id: UUID) -> str:
    return form_tokens.issue(current_app.config["SECRET_KEY"], _purpose(listing_id), clock.now())


def _purpose(listing_id: UUID) -> str:
    return f"report {listing_id}"
