"""What a record states once terms were merged or retired: nothing is said twice, and nobody is shown more than before.

Pure, for rows and mapped objects alike. The record keeps what its practitioner said and consented to; what is seen of
it is worked out from that each time, so that a merge can lose no consent and can be taken back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.practitioners.offers import Offer, Premises
from app.vocabulary.current import Current

# Levels, trainings, focus and bases, the strongest last. That something rests on lived experience says who somebody
# is, so anything else that was said comes before it, but for a mere intention.
_STRENGTH: Mapping[str | None, int] = {
    detail: strength
    for details in (
        ("interpreter", "conversational", "clinical", "mother-tongue"),
        ("introductory", "trained", "certified", "supervisor"),
        ("specialist",),
        ("willing-to-learn", "lived-experience", "training", "supervised-practice"),
    )
    for strength, detail in enumerate(details, start=1)
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a term comes to be stated by: `rows` are all that lead to it, `best` the one that counts."""

    slug: str
    rows: Sequence[Any]
    best: Any


def facts_now(facet: str, rows: Iterable[Any], current: Current) -> list[Held]:
    """The facts of a facet as they stand now, in their order; of several that became one, the stronger."""
    return [
        Held(slug, held, max(held, key=lambda row: (_STRENGTH.get(row.detail, 0), row.slug == slug)))
        for slug, held in _by_slug(facet, rows, current).items()
    ]


def identity_now(facet: str, rows: Iterable[Any], current: Current) -> list[tuple[Held, frozenset[str]]]:
    """The identity facts of a facet as they stand now, each with the audiences that may see it.

    What was said of the term itself, and to whom, goes unchanged. What was said only of terms that became it may be
    seen by those to whom every one of them was given: by no audience from which one of them was kept.
    """
    found = []
    for slug, held in _by_slug(facet, rows, current).items():
        own = [row for row in held if row.slug == slug] or held
        audiences = frozenset(own[0].audiences).intersection(*(row.audiences for row in own))
        found.append((Held(slug, held, own[0]), audiences))
    return found


def take_back(facet: str, rows: Iterable[Any], leaving: Collection[str], current: Current) -> set[str]:
    """The slugs of identity facts that go when these are taken back, so that taking back never shows anybody more.

    With a term go those that became it; where of several that became one term some stay, they are seen by nobody from
    whom the others were kept.
    """
    going = set(leaving)
    for held, _audiences in identity_now(facet, rows, current):
        gone = [row for row in held.rows if row.slug in leaving]
        if held.slug in leaving:
            going |= {row.slug for row in held.rows}
        elif gone and held.best.slug != held.slug:
            for row in held.rows:
                row.audiences = [one for one in row.audiences if all(one in other.audiences for other in gone)]
    return going


def access_now(access: Mapping[str, Any], current: Current) -> dict[str, Any]:
    """The answers of a place by feature; what was said of a feature itself goes before what became it."""
    found: dict[str, Any] = {}
    for feature in sorted(access, key=lambda feature: current.of("access", feature) != feature):
        if (slug := current.of("access", feature)) is not None:
            found.setdefault(slug, access[feature])
    return found


def settle(record: Any, current: Current) -> None:
    """Write into a record what its statements have become; who sees what stays as it is.

    A fact moves with its consent. Where terms that are about oneself were both stated, both stay: neither consent is
    lost, and what is seen follows from them as before. What stands for nothing any more stays too.
    """
    for facet in {fact.facet for fact in record.facts}:
        for plain in facts_now(facet, [fact for fact in record.facts if fact.facet == facet], current):
            detail, own_words = plain.best.detail, plain.best.own_words
            keep = next((fact for fact in plain.rows if fact.slug == plain.slug), plain.rows[0])
            for fact in plain.rows:
                if fact is not keep:
                    record.facts.remove(fact)
            keep.slug, keep.detail, keep.own_words = plain.slug, detail, own_words
    for facet in {fact.facet for fact in record.identity_facts}:
        rows = [fact for fact in record.identity_facts if fact.facet == facet]
        for held, _audiences in identity_now(facet, rows, current):
            if len(held.rows) == 1:
                held.best.slug = held.slug
    for offer in record.offers:
        _settle_offer(offer, current)
    for premises in record.premises:
        _settle_premises(premises, current)


def _settle_offer(offer: Offer, current: Current) -> None:
    for name, scheme in (("times", "times"), ("payers", "payer"), ("who_qualifies", "who_qualifies")):
        stated = list(getattr(offer, name) or ())
        settled = list(dict.fromkeys(current.of(scheme, slug) or slug for slug in stated))
        if settled != stated:
            setattr(offer, name, settled)
    offer.session = current.of("session", offer.session) or offer.session


def _settle_premises(premises: Premises, current: Current) -> None:
    access = dict(premises.access or {})
    settled = access_now(access, current)
    settled |= {slug: said for slug, said in access.items() if current.of("access", slug) is None}
    if settled != access:
        premises.access = settled


def _by_slug(facet: str, rows: Iterable[Any], current: Current) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        if (slug := current.of(facet, row.slug)) is not None:
            found.setdefault(slug, []).append(row)
    return found
