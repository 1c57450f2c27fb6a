"""What a practitioner is told when terms they used were merged or retired."""

from collections.abc import Iterator

from app.editor.asked import Asked
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner
from app.practitioners.parts import IDENTITY


def told_of_terms(record: Practitioner, asked: Asked) -> tuple[str, ...]:
    """One sentence for each term that the record states and nobody can choose any more."""
    stated = list(dict.fromkeys(_stated(record)))
    return tuple(sentence for facet, slug in stated if (sentence := _sentence(facet, slug, stated, asked)))


def _sentence(facet: str, slug: str, stated: list[tuple[str, str]], asked: Asked) -> str | None:
    lexicon, code = asked.labels.lexicon, asked.labels.code
    word = lexicon.terms(facet).get(slug)
    if word is None or not word.retired:
        return None
    term, live = word.label_in(code), lexicon.live(facet, slug)
    if live is None:
        return _("“%(term)s” is no longer used here. It stays in what you said, and nobody sees it.", term=term)
    names = {"term": term, "other": asked.labels.of(facet, live)}
    if facet not in IDENTITY:
        return _("“%(term)s” is now “%(other)s”.", **names)
    if (facet, live) in stated:
        return _("“%(term)s” is now “%(other)s”. By whom that may be seen is what you said of “%(other)s”.", **names)
    if sum(key == facet and lexicon.live(facet, other) == live for key, other in stated) > 1:
        return _(
            "“%(term)s” is now “%(other)s”. It is seen by those to whom you gave all that is called so now.", **names
        )
    return _("“%(term)s” is now “%(other)s”. It is seen by those to whom you gave it, and by nobody else.", **names)


def _stated(record: Practitioner) -> Iterator[tuple[str, str]]:
    yield from ((fact.facet, fact.slug) for fact in record.facts)
    yield from ((fact.facet, fact.slug) for fact in record.identity_facts)
    for offer in record.offers:
        if offer.session is not None:
            yield "session", offer.session
        for scheme, slugs in (("times", offer.times), ("payer", offer.payers), ("who_qualifies", offer.who_qualifies)):
            yield from ((scheme, slug) for slug in slugs or ())
    for premises in record.premises:
        yield from (("access", feature) for feature in premises.access or ())
