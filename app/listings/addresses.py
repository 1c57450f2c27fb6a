"""Addresses of listings: whoever has a slug now has it alone; a slug somebody had leads to them until it is taken."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.listings.models import FormerSlug, PublishedListing


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
