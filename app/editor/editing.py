"""Which record a request edits: one's own listing, or a service of one's organisation, named by the address.

The questions, the overview and what can be done are the same pages for both; this and `addresses` are all they need to
know of the difference.
"""

from typing import cast
from uuid import UUID

from flask import abort, g
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.organisations.keeping.queries import kept_service
from app.practitioners.models import Practitioner
from app.practitioners.queries import listing_of

_SERVICE = "edited_service"


def edit_service(service_id: UUID) -> None:
    """This request is about a service; its marker has let in only who edits for an organisation."""
    setattr(g, _SERVICE, service_id)


def edited_service() -> UUID | None:
    """The service this request is about; None when it is about one's own listing."""
    found: UUID | None = g.get(_SERVICE)
    return found


def edited(session: Session, *, to_change: bool = False) -> Practitioner | None:
    """The record whoever is signed in edits here; answers 404 for a service they may not edit.

    A service is no practitioner, and has everything that is asked of one here.
    """
    service_id = edited_service()
    if service_id is None:
        return listing_of(session, account_id(), to_change=to_change)
    service = kept_service(session, service_id, account_id(), to_change=to_change) or abort(404)
    return cast(Practitioner, service)
