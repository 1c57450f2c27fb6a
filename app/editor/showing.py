"""The part of a listing's page that a question changes: what the templates of that page need to show it alone."""

from collections.abc import Collection
from dataclasses import dataclass

from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.editor.kinds.question import Question
from app.finder.offers import OfferView
from app.finder.profile import Profile, Section, profile, stated_detail
from app.listings.documents import Projection
from app.listings.listing import Audience, Listing
from app.listings.requests import directory
from app.practitioners.models import Practitioner
from app.practitioners.parts import IDENTITY

# Pieces of the page by the key of a question: templates in `listings/`. What is not here is a section, or an offer.
_PIECES: dict[str, tuple[str, ...]] = {
    "who": ("name",),
    "profession": ("name",),
    "pronouns": ("name",),
    "consent": ("name",),
    "words": ("words",),
    "registers": ("registers",),
    "seen_in": ("seen-in",),
    "rhythm": ("confirmed",),
    "promise": ("answering",),
}
# The facets of which a question speaks, where its key is not the name of one.
_FACETS: dict[str, tuple[str, ...]] = {
    "training": ("approach",),
    "focus": ("concern",),
    "basis": ("community",),
    "consent": IDENTITY,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What `editor/shown.html` shows; `offers` are those the question is about."""

    profile: Profile
    pieces: tuple[str, ...]
    sections: tuple[Section, ...]
    offers: tuple[OfferView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the page has nothing about it, not even that it is not stated."""
        return not (self.pieces or self.sections or self.offers)


def shown(projection: Projection, audience: Audience, question: Question, offers: Collection[str]) -> Shown:
    """What the page of a listing shows of a question's answer, to this audience; `offers` are the ids of those it is
    about."""
    listing, reads = projection.for_audience(audience), reader()
    page = profile(listing, labels_of(directory().lexicon, reads.code), reads)
    facets = facets_of(question)
    return Shown(
        profile=page,
        pieces=_PIECES.get(question.key, ()),
        sections=tuple(section for section in (*page.wide, *page.narrow) if section.key in facets),
        offers=tuple(view for offer, view in zip(listing.offers, page.offers, strict=True) if offer.id in offers),
    )


def facets_of(question: Question) -> tuple[str, ...]:
    """The facets of which a question speaks."""
    return _FACETS.get(question.key, (question.key,))


def withheld(record: Practitioner, listing: Listing, question: Question) -> list[str]:
    """What a record says of itself about a question, in words, and a listing for this audience does not say."""
    labels, facets = labels_of(directory().lexicon, reader().code), facets_of(question)
    given = {(facet, fact.slug): fact.detail for facet in facets for fact in listing.facts.get(facet, ())}
    stated = sorted(record.identity_facts, key=lambda fact: (IDENTITY.index(fact.facet), fact.position))
    unseen = [
        labels.of(fact.facet, fact.slug)
        for fact in stated
        if fact.facet in facets and (fact.facet, fact.slug) not in given
    ]
    details = [
        f"{labels.of(fact.facet, fact.slug)}: {stated_detail(fact.detail)}"
        for fact in sorted(record.facts, key=lambda fact: fact.position)
        if fact.detail is not None and (fact.facet, fact.slug) in given and given[fact.facet, fact.slug] is None
    ]
    return [*unseen, *details]
