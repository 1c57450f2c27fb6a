"""Saying that everything is still right: from a mail without signing in, or from the working area.

A mail carries a signed link to a page with a button: whatever opens links in mails, a scanner or a preview, confirms
nothing. The link shows what is public anyway and can change no more than what it shows: room, open reduced places.
"""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from flask import abort, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import Form, HiddenField, RadioField

from app.editor import addresses
from app.editor.asking import asked_of
from app.editor.editing import edited
from app.editor.kinds.fields import SelectChoice, form_class, number
from app.editor.kinds.ways import AVAILABLE
from app.editor.listed import offer_name
from app.editor.questions import question_at
from app.listings.drafts import status_of
from app.organisations.keeping.queries import kept_service
from app.plumbing import clock
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.practitioners.actions import confirm
from app.practitioners.models import Practitioner
from app.practitioners.offers import AVAILABILITIES
from app.practitioners.parts import digest
from app.practitioners.queries import listing_by_id

_GOOD_FOR = 200 * 86_400


@dataclass(frozen=True, slots=True)
class Way:
    """An offer with what it says it costs, and its fields in the form."""

    name: str
    fee: tuple[str, ...]
    fields: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Confirming:
    """What `editor/confirm.html` shows; `address` is where its form goes, `done` whether it was confirmed today."""

    name: str
    ways: tuple[Way, ...]
    form: Form
    done: bool
    signed_in: bool
    # Where it can be changed, by whoever signs in.
    home: str


def token_for(record: Practitioner, keeper: UUID | None = None) -> str:
    """The part of a link that lets its holder confirm this listing; a service as long as this account may edit it."""
    return _signer().dumps(record.id.hex if keeper is None else [record.id.hex, keeper.hex])


def confirming_page(token: str | None) -> Confirming:
    """What there is to confirm."""
    record = _record(database_session(), token)
    return _page(record, _form(record), token)


def confirmed(token: str | None) -> Confirming | str:
    """Confirm what was sent: where to go, or the page again with what is wrong."""
    with database().writing() as session:
        record = _record(session, token, to_change=True)
        form = _form(record, request.form)
        if not form.validate():
            return _page(record, form, token)
        if form["seen"].data != _shown(record):
            again = _form(record)
            again.form_errors.append(_("This was changed meanwhile. Please look at what it says now."))
            return _page(record, again, token)
        confirm(session, record, {offer.id: _said(form, offer) for offer in record.offers})
        return addresses.confirmed(token)


def _shown(record: Practitioner) -> str:
    """By what a form knows again what it showed, so that nothing is confirmed that nobody looked at."""
    fee, ways = question_at("offer", "fee"), sorted(record.offers, key=lambda offer: offer.id)
    assert fee is not None
    return digest([[offer.id.hex, offer.availability, offer.reduced_open, fee.part.read(offer)] for offer in ways])


def _said(form: Form, offer: Any) -> tuple[str, int | None]:
    free = form[f"open-{offer.id.hex}"].data if offer.reduced_total is not None else offer.reduced_open
    return form[f"room-{offer.id.hex}"].data, free


def _record(session: Any, token: str | None, *, to_change: bool = False) -> Practitioner:
    record = edited(session, to_change=to_change) if token is None else _of_link(session, token, to_change)
    if record is None or record.status not in ("published", "paused") or status_of(session, record) == "suspended":
        abort(404)
    return record


def _of_link(session: Any, token: str, to_change: bool) -> Practitioner | None:
    try:
        said = _signer().loads(token, max_age=_GOOD_FOR)
        record_id, *keeper = map(UUID, [said] if isinstance(said, str) else said)
    except (BadSignature, ValueError, TypeError, AttributeError):
        abort(404)
    if not keeper:
        return listing_by_id(session, record_id, to_change=to_change)
    return cast(Practitioner | None, kept_service(session, record_id, keeper[0], to_change=to_change))


def _form(record: Practitioner, posted: Any = None) -> Form:
    fields: dict[str, Any] = {"seen": HiddenField()}
    data: dict[str, Any] = {"seen": _shown(record)}
    rooms = [SelectChoice(slug, str(AVAILABLE[slug])) for slug in AVAILABILITIES]
    for offer in record.offers:
        key = offer.id.hex
        fields[f"room-{key}"] = RadioField(_("Room for somebody new"), choices=rooms)
        data[f"room-{key}"] = offer.availability
        if offer.reduced_total is not None:
            between = _("Please write a number between 0 and %(most)s.", most=offer.reduced_total)
            label = _("Reduced places open today, of %(total)s", total=offer.reduced_total)
            fields[f"open-{key}"] = number(label, 0, offer.reduced_total, between)
            data[f"open-{key}"] = offer.reduced_open
    form: Form = form_class("ConfirmForm", fields)(posted, data=data)
    return form


def _page(record: Practitioner, form: Form, token: str | None) -> Confirming:
    fee = question_at("offer", "fee")
    assert fee is not None
    ways = []
    for offer in record.offers:
        asked = asked_of(record, offer)
        names = [f"room-{offer.id.hex}", f"open-{offer.id.hex}"]
        says = tuple(fee.says(fee.part.read(offer), asked))
        ways.append(Way(offer_name(record, offer), says, tuple(form[name] for name in names if name in form)))
    done, home = record.confirmed_on == clock.today(), addresses.overview_of(record)
    return Confirming(record.name, tuple(ways), form, done, token is None, home)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="confirming a listing")
