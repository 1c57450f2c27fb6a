"""From private rows to the public projection: what may be seen, by whom, and how closely placed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from app.credentials.rules import Check, standing
from app.listings.aging import aged, good_until, is_resting
from app.listings.documents import Projection
from app.listings.facets import BY_KEY
from app.listings.listing import (
    Fact,
    Fees,
    Listing,
    Offer,
    Photo,
    Place,
    ReducedPlaces,
    Registration,
    RunBy,
    Source,
    Vouch,
)
from app.listings.records import RecordRows
from app.listings.replies.queries import replies_on
from app.listings.replies.rules import told_until
from app.organisations.vouching.rules import stands_until
from app.places.grid import public_point
from app.practitioners.merging import access_now, facts_now, identity_now
from app.practitioners.rules import USUALLY_PROMISED, fee_help, takes_messages
from app.vocabulary.current import Current

PUBLIC_STATUS = "published"
# A Saturday is in the weekend, and a state's Medicaid is Medicaid: here, and only here, a term states its parent.
# What people say of themselves is never widened.
BROADENED = ("times", "payer")


def project(rows: RecordRows, today: date, current: Current) -> Projection | None:
    """The public projection of a record, or None when the record is not to be seen by anybody.

    `current` says what its terms mean today, and knows the parents of those of BROADENED schemes.
    """
    if rows.record.status != PUBLIC_STATUS or rows.suspended or rows.withheld:
        return None
    offers = tuple(_offer(row, rows, current) for row in rows.offers)
    record = rows.record
    stated_on = record.updated_at.date()
    if _is_kept(rows) and is_resting(offers, record.rhythm_days, record.confirmed_on, stated_on, today):
        return None
    return _projected(rows, offers, today, current)


def _is_kept(rows: RecordRows) -> bool:
    """Whether there is somebody to confirm it, and to ask whether it may be found elsewhere. Of a service from a
    register there is nobody: it was public before, and shows its source and the day of that."""
    if rows.service is None:
        return True
    body = rows.organisation
    return rows.service.source is None and body is not None and body.status == "approved"


def projected(rows: RecordRows, today: date, current: Current) -> Projection:
    """What would be seen of a record if it were public, in whatever state it is."""
    return _projected(rows, tuple(_offer(row, rows, current) for row in rows.offers), today, current)


def _projected(rows: RecordRows, offers: tuple[Offer, ...], today: date, current: Current) -> Projection:
    record = rows.record
    stated_on = record.updated_at.date()
    registers = tuple(_registration(row, rows, today) for row in rows.registrations)
    facts, consents = _facts(rows, current)
    vouches = tuple(_vouches(rows, today, current))
    takes = rows.has_account and takes_messages(fact.slug for fact in facts.get("contact_mode", ()))
    listing = Listing(
        id=record.id,
        slug=record.slug,
        kind=record.kind,
        name=record.name,
        headline=record.headline,
        about=record.about,
        facts=facts,
        registers=registers,
        may_see_people_in=tuple(record.may_see_people_in or ()),
        offers=tuple(aged(offer, record.rhythm_days, stated_on, today) for offer in offers),
        source=_source(rows.service),
        run_by=_run_by(rows.organisation),
        fictional=record.fictional,
        confirmed_on=record.confirmed_on,
        updated_at=record.updated_at,
        photo=None if rows.photo is None else Photo(rows.photo.id, rows.photo.alt),
        receives_messages=not rows.unreachable,
        takes_messages=takes,
        promised_days=(rows.promised_days or USUALLY_PROMISED) if takes else None,
        replies=replies_on(rows.replies, today) if takes else None,
        found_elsewhere=record.found_elsewhere or not _is_kept(rows),
        vouches=vouches,
        collections=tuple(str(id) for id in rows.collections),
    )
    ends = [
        good_until(offers, record.rhythm_days, record.confirmed_on, stated_on, today),
        *(entry.holds_until for entry in registers),
        *(vouch.until for vouch in vouches),
        told_until(today) if rows.replies else None,
    ]
    return Projection(listing, consents, min((day for day in ends if day is not None), default=None))


def _facts(
    rows: RecordRows, current: Current
) -> tuple[dict[str, tuple[Fact, ...]], dict[str, dict[str, frozenset[str]]]]:
    facts: dict[str, tuple[Fact, ...]] = {}
    consents: dict[str, dict[str, frozenset[str]]] = {}
    for facet, stated in _by_facet(rows.facts, special=False).items():
        now = facts_now(facet, stated, current)
        facts[facet] = tuple(Fact(held.slug, held.best.detail, held.best.own_words) for held in now)
    for facet, of_self in _by_facet(rows.identity_facts, special=True).items():
        # A fact no audience may see does not leave the private record at all.
        seen = [(held, audiences) for held, audiences in identity_now(facet, of_self, current) if audiences]
        facts[facet] = tuple(Fact(held.slug, None, held.best.own_words) for held, _audiences in seen)
        consents[facet] = {held.slug: audiences for held, audiences in seen}
    return {facet: stated for facet, stated in facts.items() if stated}, {f: by for f, by in consents.items() if by}


def _by_facet(rows: Sequence[Row[Any]], *, special: bool) -> dict[str, list[Row[Any]]]:
    """Rows of the facets there are. Special-category data without consent cannot come in by the other table."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.facet in BY_KEY and BY_KEY[row.facet].special == special:
            found[row.facet].append(row)
    return found


def _registration(row: Row[Any], rows: RecordRows, today: date) -> Registration:
    checks = [Check(c.checked_at, c.outcome, c.expires_on, c.method) for c in rows.checks.get(row.id, ())]
    now = standing(checks, row.expires_on, today)
    return Registration(row.body, row.number, now.status, now.checked_on, row.expires_on, now.method, now.holds_until)


def _vouches(rows: RecordRows, today: date, current: Current) -> Iterator[Vouch]:
    """The vouches that have not run out, for communities that are still in the vocabulary."""
    for row in rows.vouches:
        until, community = stands_until(row.given_on), current.of("community", row.community)
        if today <= until and community is not None:
            yield Vouch(row.organisation_id, row.name, community, row.given_on, until, row.interest)


def _offer(row: Row[Any], rows: RecordRows, current: Current) -> Offer:
    premises = rows.premises.get(row.premises_id)
    access = {} if premises is None else access_now(premises.access, current)
    return Offer(
        id=str(row.id),
        session=current.of("session", row.session),
        format=row.format,
        minutes=row.minutes,
        place=None if premises is None else _place(premises),
        fees=_fees(row, current),
        payers=current.widened("payer", row.payers),
        access={slug: entry["answer"] for slug, entry in access.items()},
        times=current.widened("times", row.times),
        availability=row.availability,
        availability_confirmed_on=row.availability_confirmed_on,
    )


def _fees(row: Row[Any], current: Current) -> Fees:
    places = None
    if row.reduced_total is not None:
        places = ReducedPlaces(row.reduced_total, row.reduced_open, row.reduced_confirmed_on)
    return Fees(
        currency=row.currency,
        standard=row.standard,
        reduced_from=row.reduced_from,
        model=row.fee_model,
        help=fee_help(row.fee_model, row.fee_help),
        who_qualifies=current.all("who_qualifies", row.who_qualifies),
        reduced_places=places,
        note=row.fee_note,
        confirmed_on=row.fee_confirmed_on,
        terms=row.fee_terms or None,
    )


def _place(premises: Row[Any]) -> Place:
    point = None
    if premises.lat is not None and premises.lon is not None:
        point = public_point(premises.lat, premises.lon, premises.precision)
    lat, lon = point or (None, None)
    return Place(premises.locality, premises.region, premises.country, lat, lon, premises.precision)


def _source(service: Row[Any] | None) -> Source | None:
    if service is None or service.source is None:
        return None
    return Source(service.source_name, service.source_url, service.retrieved_on, service.phone, service.website)


def _run_by(body: Row[Any] | None) -> RunBy | None:
    return None if body is None else RunBy(body.id, body.name, body.website)
