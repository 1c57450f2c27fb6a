"""The public page of an organisation: what it says of itself, and its services that are public."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, url_for

from app.community.facts import facts_of
from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.finder import addresses
from app.finder.cards import line
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.organisations.collections.queries import collections_of
from app.organisations.queries import organisation_by_id, service_ids
from app.plumbing.requests import database_session
from app.plumbing.words import ngettext


@dataclass(frozen=True, slots=True)
class Offered:
    """One of its services."""

    address: str
    name: str
    line: str
    headline: str | None
    fictional: bool


@dataclass(frozen=True, slots=True)
class Public:
    """What `organisations/organisation.html` shows."""

    name: str
    about: str | None
    facts: tuple[tuple[str, str], ...]
    website: str | None
    services: tuple[Offered, ...]
    # (address, title) of the lists that anybody may read.
    lists: tuple[tuple[str, str], ...]
    # (address, how many) of the search for whom it vouches.
    vouched: tuple[str, str] | None


def public_page(organisation_id: UUID) -> Public:
    """Answers 404 for one that is not accepted, or no more, as for one that never was."""
    session, reads = database_session(), reader()
    body = organisation_by_id(session, organisation_id)
    if body is None or body.status != "approved":
        abort(404)
    labels = labels_of(directory().lexicon, reads.code)
    listed = listings_by_id(session, service_ids(session, body.id), "site").values()
    shown = sorted((one for one in listed if isinstance(one, Listing)), key=lambda one: one.name.casefold())
    return Public(
        name=body.name,
        about=body.about,
        facts=tuple(fact for fact in facts_of(body) if fact[1] not in (body.about, body.website)),
        website=body.website,
        services=tuple(
            Offered(addresses.listing(one.slug), one.name, line(one, labels), one.headline, one.fictional)
            for one in shown
        ),
        lists=tuple(
            (url_for("curating.public_collection", collection_id=one.id), one.title)
            for one in collections_of(session, body.id)
            if one.public
        ),
        vouched=_vouched(str(body.id), reads),
    )


def _vouched(organisation: str, reads: Reader) -> tuple[str, str] | None:
    count = directory().snapshot.values("vouched_by").get(organisation, 0)
    words = ngettext("%(count)s person or service", "%(count)s people and services", count, count=reads.number(count))
    return (addresses.facet("vouched_by", organisation), words) if count else None
