"""What each list holds and how it is shown, and each single document; of this request."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import abort, current_app
from sqlalchemy.orm import Session

from app.api.hsds import vocabulary
from app.api.hsds.answers import Read
from app.api.hsds.choosing import AUDIENCE, chosen, chosen_spots
from app.api.hsds.known import known
from app.api.hsds.parameters import PAGING, Refused
from app.api.hsds.parts import Terms
from app.api.hsds.services import Services
from app.listings.in_turn import InTurn
from app.listings.listing import Listing
from app.listings.paging import Removed, read_rows
from app.listings.requests import directory
from app.places.gazetteer import Found, Place
from app.places.requests import place_finder
from app.plumbing import clock
from app.plumbing.locale import locale_code
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

Asked = dict[str, Any]


def services(asked: Asked) -> tuple[list[str] | InTurn, Read]:
    made = _presenter()
    show = made.full if asked.get("full") else made.minimal if asked.get("minimal") else made.listed
    return _ids(asked), _reading(show, say_removed="modified_after" in asked)


def service(id: UUID) -> dict[str, Any]:
    return _presenter().full(_listing(id))


def organizations(asked: Asked) -> tuple[list[str] | InTurn, Read]:
    """In the order of the services: an organization is there as long as its service is."""
    made, full_service = _presenter(), asked.get("full_service", False)

    def show(listing: Listing) -> dict[str, Any]:
        if not (asked.get("full") or full_service):
            return made.organization(listing)
        return made.organization_with(listing, full_service=full_service)

    return _ids(asked), _reading(show)


def organization(id: UUID, *, full_service: bool) -> dict[str, Any]:
    of = known(database_session(), directory()).organizations.get(str(id))
    return _presenter().organization_with(_listing(of), full_service=full_service)


def service_at_locations(asked: Asked) -> tuple[list[str], Read]:
    where = _place(asked["postcode"]) if "postcode" in asked else None
    spots = chosen_spots(database_session(), directory(), asked, where)
    made, listing_of = _presenter(), {spot.id: spot.listing for spot in spots}

    def read(session: Session, ids: Sequence[str]) -> list[dict[str, Any]]:
        rows = read_rows(session, [UUID(id) for id in {listing_of[id] for id in ids}], AUDIENCE)
        listings = {str(row.id): row for row in rows if isinstance(row, Listing)}
        there = ((id, listings.get(listing_of[id])) for id in ids)
        shown = (made.at_location(row, id, full=asked.get("full", False)) for id, row in there if row)
        return [row for row in shown if row is not None]

    return list(listing_of), read


def service_at_location(id: UUID) -> dict[str, Any]:
    of = known(database_session(), directory()).listing_of.get(str(id))
    return _presenter().at_location(_listing(UUID(of) if of else None), str(id), full=True) or abort(404)


def taxonomies(asked: Asked) -> tuple[list[str], Read]:
    return vocabulary.taxonomies(_terms(), asked)


def taxonomy(id: UUID) -> dict[str, Any]:
    scheme = vocabulary.schemes_by_id(directory().lexicon).get(str(id)) or abort(404)
    return vocabulary.taxonomy(_terms(), scheme)


def taxonomy_terms(asked: Asked) -> tuple[list[str], Read]:
    return vocabulary.taxonomy_terms(_terms(), asked)


def taxonomy_term(id: UUID) -> dict[str, Any]:
    term = vocabulary.terms_by_id(directory().lexicon).get(str(id)) or abort(404)
    return vocabulary.taxonomy_term(_terms(), term.scheme, term.slug)


def _ids(asked: Asked) -> list[str] | InTurn:
    if asked.keys() <= PAGING and asked.get("format") != "ndjson":
        return InTurn(database_session(), clock.today())
    return chosen(database_session(), directory(), asked)


def _reading(show: Callable[[Listing], dict[str, Any]], *, say_removed: bool = False) -> Read:
    def read(session: Session, ids: Sequence[str]) -> list[dict[str, Any]]:
        rows = read_rows(session, [UUID(id) for id in ids], AUDIENCE)
        there = [row for row in rows if say_removed or isinstance(row, Listing)]
        return [show(row) if isinstance(row, Listing) else Services.removed(row) for row in there]

    return read


def _listing(id: UUID | None) -> Listing:
    """The listing with this id, or an answer that there never was one, or that there is no longer."""
    rows = [] if id is None else read_rows(database_session(), [id], AUDIENCE)
    if not rows:
        abort(404)
    if isinstance(rows[0], Removed):
        abort(410)
    return rows[0]


def _place(postcode: str) -> Place:
    match place_finder().find(postcode, current_app.config["DEFAULT_COUNTRY"]):
        case Found(place):
            return place
    raise Refused("postcode", _("We know no postcode “%(name)s”.", name=postcode))


def _presenter() -> Services:
    return Services(_terms(), current_app.config["BASE_URL"])


def _terms() -> Terms:
    return Terms(directory().lexicon, locale_code())
