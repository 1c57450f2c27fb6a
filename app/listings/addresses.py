"""Addresses of listings: whoever has a slug now has it alone; a slug somebody had leads to them until it is taken.

A slug is a name. Of whoever is gone none is kept: their address ends in the first digits of their random id, and by
those it is known that somebody was there (DATA-05).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.listings.models import FormerSlug, PublishedListing

# How an address ends: of a practitioner with six digits of the id, of an imported service with eight.
_TAIL = re.compile(r"-([0-9a-f]{6}|[0-9a-f]{8})$")


def take_slugs(session: Session, rows: Sequence[Mapping[str, Any]], before: Mapping[UUID, str]) -> None:
    """Make the slugs of these rows (`id`, `slug`) theirs to take; `before` holds the slugs published so far.

    Who held one until now, removed or renamed in the same transaction, goes by its id for the moment.
    """
    wanted = {row["slug"]: row["id"] for row in rows if before.get(row["id"]) != row["slug"]}
    if not wanted:
        return
    slugs = list(wanted)
    held = session.execute(select(PublishedListing.id, PublishedListing.slug).where(PublishedListing.slug.in_(slugs)))
    if givers := [{"id": row.id, "slug": str(row.id)} for row in held if wanted[row.slug] != row.id]:
        session.execute(update(PublishedListing), givers)
    session.execute(delete(FormerSlug).where(FormerSlug.slug.in_(slugs)))
    renamed = [row["id"] for row in rows if row["id"] in before and before[row["id"]] != row["slug"]]
    former = [{"slug": before[id], "listing_id": id} for id in renamed if before[id] not in wanted]
    if former:
        session.execute(delete(FormerSlug).where(FormerSlug.slug.in_([row["slug"] for row in former])))
        session.execute(insert(FormerSlug), former)


def forget_addresses(session: Session, ids: Collection[UUID]) -> None:
    """Keep no name in the addresses of listings whose records are no more."""
    if not ids:
        return
    session.execute(delete(FormerSlug).where(FormerSlug.listing_id.in_(ids)))
    session.execute(update(PublishedListing), [{"id": id, "slug": str(id)} for id in ids])


def was_of_somebody_gone(session: Session, slug: str) -> bool:
    """Whether an address that nobody has may have been that of a listing that is gone for good."""
    tail = _TAIL.search(slug)
    if tail is None:
        return False
    least, most = (UUID(tail[1] + digit * (32 - len(tail[1]))) for digit in "0f")
    alike = select(PublishedListing.id, PublishedListing.slug).where(PublishedListing.id.between(least, most))
    return any(row.slug == str(row.id) for row in session.execute(alike.where(PublishedListing.document.is_(None))))
