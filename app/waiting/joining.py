"""What becomes of a form that was sent in: the token, the trap and the address are looked at before a list is."""

from uuid import UUID

from flask import abort, current_app

from app.listings.source import Gone
from app.plumbing import clock, form_tokens
from app.plumbing.locale import locale_code
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.waiting.actions import ListFull, ask
from app.waiting.forms import JoinForm
from app.waiting.queries import Awaited, awaited
from app.waiting.requests import room


def awaited_or_abort(offer_id: UUID) -> Awaited:
    """What this offer is; answers 404 and 410 itself."""
    found = awaited(database_session(), offer_id)
    if found is None:
        abort(404)
    if isinstance(found, Gone):
        abort(410)
    return found


def blank(offer_id: UUID) -> JoinForm:
    """A form to fill in."""
    return JoinForm(data={"token": _token(offer_id)})


def problem_with(form: JoinForm, offer_id: UUID) -> str | None:
    """Join the list as the form asks; the sentence that says why not, or None."""
    if form.website.data:
        # As if it had been taken, so that a machine learns nothing.
        return None
    if not form.validate():
        return _("Please look at this again. Nothing you wrote is lost.")
    secret, now = current_app.config["SECRET_KEY"], clock.now()
    try:
        token = form_tokens.read(secret, _purpose(offer_id), form.token.data or "", now)
        with database().writing() as session:
            ask(session, room(), token, offer_id, form.email.data or "", locale_code())
    except form_tokens.TooSoon as soon:
        return soon.sentence
    except form_tokens.TooOld as old:
        form.token.data = _token(offer_id)
        return old.sentence
    except ListFull:
        return _("Very many people wait for this already, or have just asked. Please try again another day.")
    return None


def _token(offer_id: UUID) -> str:
    return form_tokens.issue(current_app.config["SECRET_KEY"], _purpose(offer_id), clock.now())


def _purpose(offer_id: UUID) -> str:
    return f"wait for {offer_id}"
