"""What a practitioner does with a listing besides answering: more offers, fewer, sending, pausing, removing."""

from collections.abc import Callable
from uuid import UUID

from flask import abort
from sqlalchemy.orm import Session

from app.editor import addresses
from app.editor.asking import asked_of
from app.editor.editing import edited
from app.editor.questions import asked_now
from app.editor.standing import stated_of
from app.plumbing.requests import database
from app.practitioners import actions
from app.practitioners.models import Practitioner
from app.practitioners.reduced_places.actions import PlaceRefused
from app.practitioners.stating import own_offer, own_premises

Act = Callable[[Session, Practitioner], str]


def done(act: Act) -> str:
    """Do it to the listing of whoever is signed in, in one transaction; where to go. What cannot be is passed over.

    An act that is refused has happened already, in another tab or by a second click: its page shows how things stand.
    """
    try:
        with database().writing() as session:
            record = edited(session, to_change=True)
            if record is None:
                abort(404)
            return act(session, record)
    except actions.Refused:
        return addresses.listed("record")
    except PlaceRefused:
        return addresses.listed("offer")


def add_offer(session: Session, record: Practitioner) -> str:
    offer = actions.add_offer(session, record)
    return addresses.question(asked_now("offer", asked_of(record, offer))[0], offer)


def removing_offer(offer_id: UUID) -> Act:
    """Take an offer off."""

    def act(session: Session, record: Practitioner) -> str:
        actions.remove_offer(session, record, own_offer(record, offer_id) or abort(404))
        return addresses.listed("offer")

    return act


def counting(offer_id: UUID, count: Callable[[Session, UUID], int]) -> Act:
    """One reduced place is taken, or free again; what cannot be counted so is passed over, as what is refused."""

    def act(session: Session, record: Practitioner) -> str:
        own_offer(record, offer_id) or abort(404)
        count(session, offer_id)
        return addresses.listed("offer")

    return act


def removing_place(premises_id: UUID) -> Act:
    """Take a place off."""

    def act(session: Session, record: Practitioner) -> str:
        actions.remove_premises(session, record, own_premises(record, premises_id) or abort(404))
        return addresses.listed("premises")

    return act


def submit(session: Session, record: Practitioner) -> str:
    actions.submit(session, record, stated_of(session, record))
    return addresses.listed("record")


def take_away(session: Session, record: Practitioner) -> str:
    actions.remove(session, record)
    return addresses.after_removal()


def simply(act: Callable[[Session, Practitioner], None]) -> Act:
    """Do this, and go back to where everything is listed."""

    def done_and_back(session: Session, record: Practitioner) -> str:
        act(session, record)
        return addresses.listed("record")

    return done_and_back
