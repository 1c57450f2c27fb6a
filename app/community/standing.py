"""What the area of an organisation shows: how it stands, who belongs, who was invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, request, url_for

from app.access.visitors import account_id, membership, organisation_id
from app.community.facts import facts_of
from app.community.wording import roles
from app.criteria.wording import reader
from app.organisations.members.actions import invitation_of
from app.organisations.models import Organisation
from app.organisations.queries import belonging, invitations_of, members_of
from app.organisations.rules import MAY_EDIT
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Overview:
    """An organisation as its members see it; `facts` are (what, what is said)."""

    id: UUID
    name: str
    status: str
    role: str
    reason: str | None
    facts: tuple[tuple[str, str], ...]
    members: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who belongs."""

    id: UUID
    email: str
    role: str
    role_words: str
    since: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that waits."""

    id: UUID
    email: str
    role_words: str
    until: str


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs; `is_owner` may change it."""

    name: str
    people: tuple[Person, ...]
    invitations: tuple[Open, ...]
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation asks."""

    name: str
    role_words: str


def own_organisation() -> tuple[Organisation, str] | None:
    """The organisation of whoever is signed in, however it stands, and their role in it."""
    return belonging(database_session(), account_id())


def overview_page() -> Overview | None:
    """None for whoever belongs nowhere."""
    found = own_organisation()
    if found is None:
        return None
    body, role = found
    members = len(members_of(database_session(), body.id))
    return Overview(body.id, body.name, body.status, role, body.reason, facts_of(body), members)


def members_page() -> Members:
    """Who belongs, and who was asked to."""
    session, here, reads = database_session(), organisation_id(), reader()
    body = session.get_one(Organisation, here)
    people = tuple(
        Person(row.account_id, row.email, row.role, roles()[row.role], reads.day(row.joined_at.date()),
               row.account_id == account_id())
        for row in members_of(session, here)
    )  # fmt: skip
    waiting = tuple(
        Open(one.id, one.email, roles()[one.role], reads.day(one.expires_at.date()))
        for one in invitations_of(session, here, clock.now())
    )
    found = membership()
    return Members(body.name, people, waiting, found is not None and found.role == "owner")


def member_page(member_id: UUID) -> Person:
    """One of them; answers 404 for somebody who does not belong here."""
    return next((person for person in members_page().people if person.id == member_id), None) or abort(404)


def invitation_page(token: str) -> Invited | None:
    """What a link asks; None when it is over."""
    found = invitation_of(database_session(), token)
    return None if found is None else Invited(found[1].name, roles()[found[0].role])


def area_links() -> list[tuple[str, str, bool]]:
    """The pages of an organisation's area: (address, words, whether it is this page)."""
    found: Any = membership()
    pages: Sequence[tuple[str, str]] = (("community.overview", _("Your organisation")),)
    if found is not None:
        pages = (*pages, ("community.members", _("Members")))
        if found.role in MAY_EDIT:
            pages = (
                *pages,
                ("community.services", _("Services")),
                ("community.details", _("What it says")),
                ("community.crisis_lines", _("Crisis lines")),
                # Pages of folders to the right, known by their names alone.
                ("curating.collections", _("Lists")),
                ("curating.vouches", _("Vouching")),
                ("widgets.overview", _("On your own site")),
            )
    pages = (*pages, ("accounts.account", _("Account and signing out")))
    return [(url_for(endpoint), words, request.endpoint == endpoint) for endpoint, words in pages]
