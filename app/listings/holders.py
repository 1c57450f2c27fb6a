"""Which records state a term, however they do: by a fact, in an offer, about a place."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from app.organisations.vouching.queries import vouched_for_community
from app.practitioners.models import Fact, IdentityFact, Record
from app.practitioners.offers import Offer, Premises
from app.vocabulary.queries import read_gone
from app.vocabulary.rules import leading_to

# Lists of slugs on an offer, by scheme.
_LISTS = {"times": Offer.times, "payer": Offer.payers, "who_qualifies": Offer.who_qualifies}


def holders_of(session: Session, scheme: str, slug: str) -> set[UUID]:
    """The records that state a term, or one that leads to it or by way of it, public or not."""
    keys = leading_to(read_gone(session).get(scheme, {}), slug)
    found = {id for statement in _stating(scheme, keys) for id in session.scalars(statement)}
    return found | vouched_for_community(session, keys) if scheme == "community" else found


def stating(session: Session, scheme: str, slug: str) -> set[UUID]:
    """The records that state this term itself."""
    return {id for statement in _stating(scheme, {slug}) for id in session.scalars(statement)}


def count_public(session: Session, ids: Iterable[UUID]) -> int:
    """How many of these records are public by their status."""
    wanted = set(ids)
    statement = select(Record.id).where(Record.status == "published")
    if len(wanted) > 500:
        return sum(id in wanted for id in session.scalars(statement))
    return session.scalar(select(func.count()).select_from(statement.where(Record.id.in_(wanted)).subquery())) or 0


def _stating(scheme: str, slugs: Iterable[str]) -> Iterator[Select[Any]]:
    keys = sorted(slugs)
    for table in (Fact, IdentityFact):
        yield select(table.record_id).where(table.facet == scheme, table.slug.in_(keys))
    if scheme == "session":
        yield select(Offer.record_id).where(Offer.session.in_(keys))
    if scheme in _LISTS:
        # Both databases write a list as text with each slug in quotation marks.
        text = cast(_LISTS[scheme], Text)
        yield select(Offer.record_id).where(or_(*(text.contains(f'"{key}"', autoescape=True) for key in keys)))
    if scheme == "access":
        text = cast(Premises.access, Text)
        yield select(Premises.record_id).where(or_(*(text.contains(f'"{key}":', autoescape=True) for key in keys)))
