"""What is said of getting into a place where several ways to be seen are: only what is so of all of them is so."""

from collections.abc import Iterable

from app.listings.listing import Offer


def getting_in(offers: Iterable[Offer]) -> dict[str, str]:
    """For each need of access what they answer in common, "ask" where they differ or one of them does not say.

    Two rooms may be at one public place, and whoever comes must not be sent to the stairs of the other.
    """
    here = list(offers)
    found = {}
    for slug in dict.fromkeys(slug for offer in here for slug in offer.access):
        first, *others = {offer.access.get(slug, "ask") for offer in here}
        found[slug] = "ask" if others else first
    return found
