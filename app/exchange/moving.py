"""Taking a directory over whole from another installation, its people with it.

People are listed by their own act, so no file lists anybody here. A directory that moves brings them along, with what
they consented to there; and that it moves is plain only where nobody is listed who is not in the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.credentials.rules import comparable
from app.exchange.entries import Skipped
from app.exchange.formats.own_values import PEOPLE
from app.exchange.hsds.taking_over import record_of, unfit
from app.exchange.planning import HERE, INVENTED, NOT_OUR_ACT, REMOVED, SAID_TWICE, NewOrganisation, Plan
from app.exchange.queries import organisations_here, slugs_here, standings
from app.exchange.reading import Row, Whole
from app.listings.listing import Listing
from app.listings.queries import every_record_id
from app.listings.records import BATCH
from app.listings.source import Gone, listings_by_id
from app.organisations.intake import NewService
from app.vocabulary.lexicon import Lexicon

# Kinds that are an organisation's services; everybody else is listed by their own act.
# What hangs on an account or on members of an organisation, none of whom move.
OF_AN_ACCOUNT: dict[str, Any] = {
    "photo": None,
    "receives_messages": True,
    "takes_messages": False,
    "promised_days": None,
    "replies": None,
    "found_elsewhere": False,
    "vouches": (),
    "collections": (),
    "run_by": None,
}


def moves(session: Session, whole: Sequence[Whole]) -> bool:
    """Whether these listings are a directory that moves here: all that is here already is among them."""
    told = {entry.listing.id for entry in whole}
    return bool(told) and told.issuperset(every_record_id(session))


def as_anybodys(session: Session, plan: Plan, whole: Sequence[Whole]) -> list[Row]:
    """The rows of these listings where they do not move: of services only, and of none that is here by itself."""
    here = standings(session, [entry.listing.id for entry in whole])
    rows: list[Row] = []
    for entry in whole:
        if entry.listing.id in here:
            plan.skipped.append(Skipped(entry.line, entry.listing.name, HERE))
        elif entry.listing.kind in PEOPLE:
            plan.skipped.append(Skipped(entry.line, entry.listing.name, NOT_OUR_ACT))
        elif entry.listing.fictional:
            plan.skipped.append(Skipped(entry.line, entry.listing.name, INVENTED))
        else:
            rows += entry.rows
    return rows


@dataclass(slots=True)
class _Taken:
    """What has one holder only, taken so far: addresses, ids of offers, entries in registers."""

    slugs: set[str] = field(default_factory=set)
    offers: set[str] = field(default_factory=set)
    entries: set[tuple[str, str]] = field(default_factory=set)

    def take(self, listing: Listing) -> bool:
        """Whether nobody had any of it until now."""
        offers = [offer.id for offer in listing.offers]
        entries = [(entry.body, comparable(entry.body, entry.number)) for entry in listing.registers]
        new = {*offers}, {*entries}
        alone = len(new[0]) == len(offers) and len(new[1]) == len(entries)
        if not alone or listing.slug in self.slugs or new[0] & self.offers or new[1] & self.entries:
            return False
        self.slugs.add(listing.slug)
        self.offers |= new[0]
        self.entries |= new[1]
        return True


def plan_moving(session: Session, plan: Plan, whole: Sequence[Whole], lexicon: Lexicon) -> None:
    """Add to the plan what taking these listings over would write; what is here already is never written over."""
    standing = standings(session, [entry.listing.id for entry in whole])
    taken = _Taken(
        slugs=slugs_here(session, [entry.listing.slug for entry in whole if entry.listing.id not in standing])
    )
    organisations: dict[UUID, str] = {}
    for entry, found in _beside(session, whole):
        listing = entry.listing
        if listing.id in standing:
            _meet(plan, entry, found, removed=standing[listing.id].status == "removed")
        elif reasons := list(unfit(listing, lexicon)):
            plan.skipped += [Skipped(entry.line, listing.name, reason) for reason in reasons]
        elif not taken.take(listing):
            plan.skipped.append(Skipped(entry.line, listing.name, SAID_TWICE))
        elif listing.kind in PEOPLE:
            plan.people.append(record_of(listing, entry.as_of))
        else:
            organisations.setdefault(*entry.organisation)
            plan.creates.append(_service(entry, plan.format))
    here = organisations_here(session, organisations)
    plan.new_organisations += [
        NewOrganisation(id_, str(id_), name) for id_, name in organisations.items() if id_ not in here
    ]


def _beside(session: Session, whole: Sequence[Whole]) -> Iterator[tuple[Whole, Listing | Gone | None]]:
    """Each of these with what is public here under its id."""
    for start in range(0, len(whole), BATCH):
        batch = whole[start : start + BATCH]
        here = listings_by_id(session, [entry.listing.id for entry in batch], "api")
        yield from ((entry, here.get(entry.listing.id)) for entry in batch)


def _meet(plan: Plan, entry: Whole, found: Listing | Gone | None, *, removed: bool) -> None:
    if isinstance(found, Listing) and replace(found, **OF_AN_ACCOUNT) == replace(entry.listing, **OF_AN_ACCOUNT):
        plan.unchanged += 1
    else:
        plan.skipped.append(Skipped(entry.line, entry.listing.name, REMOVED if removed else HERE))


def _service(entry: Whole, format_name: str) -> NewService:
    listing = entry.listing
    new = NewService(record_of(listing, entry.as_of), entry.organisation[0])
    if listing.source is not None:
        new.source, new.source_key = format_name, str(listing.id)
        new.source_name, new.source_url = listing.source.name, listing.source.url
        new.retrieved_on, new.phone, new.website = (
            listing.source.retrieved_on,
            listing.source.phone,
            listing.source.website,
        )
    return new
