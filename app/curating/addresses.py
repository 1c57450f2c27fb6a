"""Addresses of lists and vouches, and the way between their pages."""

from uuid import UUID

from flask import request, url_for

from app.community.standing import area_links

AreaLinks = list[tuple[str, str, bool]]


def links() -> AreaLinks:
    """The pages of the organisation's area: (address, words, whether it is this page or one that belongs to it)."""
    own = {url_for("curating.collections"): "collection", url_for("curating.vouches"): "vouch"}
    here = request.endpoint or ""
    return [(address, words, own.get(address, "\n") in here) for address, words, _here in area_links()]


def collection(collection_id: UUID) -> str:
    """Where a member works on a list."""
    return url_for("curating.collection", collection_id=collection_id)


def public(collection_id: UUID) -> str:
    """The page of a list that anybody may read."""
    return url_for("curating.public_collection", collection_id=collection_id)


def feed(collection_id: UUID) -> str:
    """Its feed of who is new on it."""
    return url_for("curating.feed", collection_id=collection_id)
