"""The vocabulary in memory: what every page, parser and import asks for labels and known slugs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.vocabulary.current import Current
from app.vocabulary.folding import fold


@dataclass(frozen=True, slots=True)
class Word:
    """A term as read: `translations` maps a locale to (label, meaning)."""

    scheme: str
    slug: str
    label: str
    meaning: str
    heading: str | None
    parent: str | None
    country: str | None
    retired: bool
    forward_to: str | None
    autonym: str | None
    direction: str
    signed: bool
    synonyms: tuple[str, ...] = ()
    translations: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def label_in(self, locale: str) -> str:
        """The label in this language of the interface, in English where there is none."""
        return self.translations.get(locale, (self.label, self.meaning))[0]

    def meaning_in(self, locale: str) -> str:
        return self.translations.get(locale, (self.label, self.meaning))[1]


class Lexicon:
    """Every term by scheme and slug, in the order of the seeds."""

    def __init__(self, schemes: Mapping[str, tuple[str, str]], terms: Sequence[Word]) -> None:
        self.schemes = schemes
        self._terms: dict[str, dict[str, Word]] = {slug: {} for slug in schemes}
        for term in terms:
            self._terms[term.scheme][term.slug] = term
        self._named: dict[str, dict[str, Word]] = {}

    def beside(self, terms: Sequence[Word]) -> "Lexicon":
        """This vocabulary with names beside it that are not of it: of schemes it does not know."""
        both = Lexicon(self.schemes, ())
        both._terms = dict(self._terms)
        for term in terms:
            both._terms.setdefault(term.scheme, {})[term.slug] = term
        return both

    def terms(self, scheme: str) -> Mapping[str, Word]:
        """The terms of a scheme by slug; empty for a scheme that is not loaded."""
        return self._terms.get(scheme, {})

    def term(self, scheme: str, slug: str) -> Word | None:
        """The term of this slug, following a forward from a merged one; it may be one that nobody can choose."""
        term = self.terms(scheme).get(slug)
        seen = set()
        while term is not None and term.forward_to and term.slug not in seen:
            seen.add(term.slug)
            term = self.terms(scheme).get(term.forward_to)
        return term

    def live(self, scheme: str, slug: str) -> str | None:
        """The slug that stands for this one now; None when nothing does, or when the vocabulary does not know it."""
        term = self.term(scheme, slug)
        return None if term is None or term.retired else term.slug

    def current(self, scheme: str) -> Current:
        """What the slugs of a scheme mean today."""
        return Current({scheme: {word.slug: word.forward_to for word in self.terms(scheme).values() if word.retired}})

    def narrowest(self, scheme: str, slugs: Sequence[str]) -> list[str]:
        """These slugs without those that another of them makes more precise: Saturday, not weekend."""
        broader = {term.parent for slug in slugs if (term := self.term(scheme, slug)) is not None}
        return [slug for slug in slugs if slug not in broader]

    def label(self, scheme: str, slug: str, locale: str = "en") -> str:
        """The label of a slug; the slug itself when the vocabulary does not know it."""
        term = self.term(scheme, slug)
        return slug if term is None else term.label_in(locale)

    def named(self, scheme: str, text: str) -> Word | None:
        """The term whose slug, label, autonym, translation or synonym folds to this text.

        The names of a merged term lead to the one that stands for it; a retired one gives way to any other.
        """
        return self._by_name(scheme).get(fold(text).strip())

    def _by_name(self, scheme: str) -> Mapping[str, Word]:
        if scheme not in self._named:
            names: dict[str, Word] = {}
            known = self.terms(scheme).values()
            for word in sorted(known, key=lambda word: word.retired):
                term = self.term(scheme, word.slug) or word
                translated = (label for label, _ in word.translations.values())
                for name in (word.slug, word.label, word.autonym or "", *translated, *word.synonyms):
                    names.setdefault(fold(name).strip(), term)
            names.pop("", None)
            self._named[scheme] = names
        return self._named[scheme]
