"""What the pages of the vocabulary desk show. They read the database, so that stewards see what they have just done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import abort, current_app, url_for
from sqlalchemy.orm import Session

from app.criteria.wording import Reader, reader
from app.listings.facets import BY_KEY
from app.listings.indexing import LANGUAGE_ANY
from app.listings.requests import directory
from app.moderation.trail import Line, line_of
from app.moderation.vocabulary.queries import suggestions
from app.plumbing.auditing import lines_about
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext
from app.vocabulary.folding import fold
from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.queries import read_lexicon
from app.vocabulary.rules import CLOSED, may_go

# So many terms a search over all lists shows.
_MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list; `by` is the name that was looked for, where that is not its label."""

    address: str
    label: str
    key: str
    scheme: str
    listings: str | None
    onward: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class SchemeLine:
    address: str
    label: str
    meaning: str
    terms: str


@dataclass(frozen=True, slots=True)
class Schemes:
    """All lists, and what was found in them."""

    lines: tuple[SchemeLine, ...]
    asked: str
    found: tuple[TermLine, ...]
    suggestions: int


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One list: terms that can be chosen by heading, and apart those that cannot any more."""

    scheme: str
    label: str
    meaning: str
    closed: bool
    asked: str
    groups: tuple[tuple[str | None, tuple[TermLine, ...]], ...]
    gone: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class TermPage:
    """One term. `onward` stands for it; `standing` says so in words; `may_go`: whether it may be merged or retired."""

    scheme: str
    key: str
    label: str
    list_label: str
    meaning: str
    labels: tuple[tuple[str, str], ...]
    synonyms: tuple[str, ...]
    listings: str | None
    standing: str
    onward: TermLine | None
    retired: bool
    broader: TermLine | None
    narrower: tuple[TermLine, ...]
    took_in: tuple[TermLine, ...]
    may_go: bool
    history: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    words: str
    list_label: str
    practitioners: str
    add: str


class Desk:
    """The vocabulary as it is in the database now, with the public listings that state each term."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.lexicon = read_lexicon(session)
        self.reads = reader()

    def word(self, scheme: str, slug: str) -> Word:
        return self.lexicon.terms(scheme).get(slug) or abort(404)

    def line(self, word: Word, by: str | None = None) -> TermLine:
        end = self.lexicon.term(word.scheme, word.slug) if word.forward_to else None
        return TermLine(
            address=url_for("moderation.term", scheme=word.scheme, slug=word.slug),
            label=word.label_in(self.reads.code),
            key=word.slug,
            scheme=self.lexicon.schemes[word.scheme][0],
            listings=None if word.retired else _listings(_counts(word.scheme), word.slug, self.reads),
            onward=None if end is None else end.label_in(self.reads.code),
            by=by,
        )

    def found(self, words: Iterable[Word], asked: str) -> list[TermLine]:
        """Those that have a name in which the folded words stand."""
        if not asked:
            return [self.line(word) for word in words]
        named = ((word, _name_with(word, asked, self.reads.code)) for word in words)
        return [self.line(word, by or None) for word, by in named if by is not None]


def desk() -> Desk:
    return Desk(database_session())


def schemes_page(asked: str) -> Schemes:
    """All lists of terms; with words, the terms that have them in a name."""
    here, looked_for = desk(), fold(asked).strip()
    lexicon = here.lexicon
    every = (word for scheme in lexicon.schemes for word in lexicon.terms(scheme).values())
    return Schemes(
        lines=tuple(
            _scheme_line(lexicon, scheme) for scheme in sorted(lexicon.schemes, key=lambda s: lexicon.schemes[s])
        ),
        asked=asked,
        found=tuple(here.found(every, looked_for)[:_MOST_FOUND]) if looked_for else (),
        suggestions=len(suggestions(here.session, lexicon)),
    )


def scheme_page(scheme: str, asked: str) -> SchemePage:
    """The terms of one list."""
    here, looked_for = desk(), fold(asked).strip()
    label, meaning = here.lexicon.schemes.get(scheme) or abort(404)
    words = here.lexicon.terms(scheme).values()
    headings: dict[str | None, list[Word]] = {}
    for word in words:
        if not word.retired:
            headings.setdefault(word.heading, []).append(word)
    groups = ((heading, tuple(here.found(held, looked_for))) for heading, held in headings.items())
    return SchemePage(
        scheme=scheme,
        label=label,
        meaning=meaning,
        closed=scheme in CLOSED,
        asked=asked,
        groups=tuple(group for group in groups if group[1]),
        gone=tuple(here.found((word for word in words if word.retired), looked_for)),
    )


def term_page(scheme: str, slug: str) -> TermPage:
    """One term, with everything that was done to it."""
    here = desk()
    word, reads = here.word(scheme, slug), here.reads
    end = here.lexicon.term(scheme, slug)
    words = here.lexicon.terms(scheme)
    listings = _listings(_counts(scheme), slug, reads)
    return TermPage(
        scheme=scheme,
        key=slug,
        label=word.label,
        list_label=here.lexicon.schemes[scheme][0],
        meaning=word.meaning,
        labels=tuple((name, word.label_in(code)) for code, name in interface_languages() if code in word.translations),
        synonyms=word.synonyms,
        listings=None if word.retired else listings,
        standing=_standing(word),
        onward=here.line(end) if end is not None and end.slug != slug else None,
        retired=word.retired,
        broader=here.line(words[word.parent]) if word.parent and word.parent in words else None,
        narrower=tuple(here.line(other) for other in words.values() if other.parent == slug and not other.retired),
        took_in=tuple(
            here.line(other)
            for key, other in words.items()
            if key != slug and other.forward_to and here.lexicon.live(scheme, key) == slug
        ),
        may_go=may_go(scheme, slug),
        history=tuple(line_of(row, reads) for row in lines_about(here.session, f"{scheme}:{slug}")),
    )


def suggestions_page() -> tuple[SuggestionLine, ...]:
    """Words that practitioners use for themselves, and that no term has."""
    here = desk()
    return tuple(
        SuggestionLine(
            words=one.words,
            list_label=here.lexicon.schemes[one.scheme][0],
            practitioners=ngettext("%(num)s practitioner", "%(num)s practitioners", one.practitioners),
            add=url_for("moderation.add_term", scheme=one.scheme, label=one.words),
        )
        for one in suggestions(here.session, here.lexicon)
        if one.scheme in here.lexicon.schemes
    )


def interface_languages() -> list[tuple[str, str]]:
    """(locale, name) of the languages of the interface but English, in which the terms themselves are written."""
    names = reader().locale.languages
    locales = current_app.extensions["attune.locales"]
    return [(code, names.get(code.split("-")[0].split("_")[0], code)) for code in locales if code != "en"]


def _scheme_line(lexicon: Lexicon, scheme: str) -> SchemeLine:
    label, meaning = lexicon.schemes[scheme]
    words = lexicon.terms(scheme).values()
    gone = sum(word.retired for word in words)
    terms = ngettext("%(num)s term", "%(num)s terms", len(words) - gone)
    if gone:
        terms = _("%(terms)s, and %(gone)s merged or retired", terms=terms, gone=gone)
    return SchemeLine(url_for("moderation.scheme", scheme=scheme), label, meaning, terms)


def _counts(scheme: str) -> Mapping[str, int] | None:
    """Public listings by the term they state to people who look here; None where nobody can search by it."""
    if scheme not in BY_KEY:
        return None
    key = LANGUAGE_ANY if scheme == "language" else BY_KEY[scheme].index_key("site")
    return directory().snapshot.values(key)


def _listings(counts: Mapping[str, int] | None, slug: str, reads: Reader) -> str | None:
    if counts is None:
        return None
    count = counts.get(slug, 0)
    return ngettext("%(number)s listing", "%(number)s listings", count, number=reads.number(count))


def _standing(word: Word) -> str:
    if not word.retired:
        return _("It can be chosen and searched for.")
    if word.forward_to:
        return _("It is merged: whoever asks for it is answered with the term that stands for it.")
    return _("It is retired, and nothing stands for it: what was said with it is seen by nobody.")


def _name_with(word: Word, asked: str, locale: str) -> str | None:
    """The first name in which these words stand; empty when that is the label or the key; None for no name."""
    if asked in fold(word.label_in(locale)) or asked in word.slug:
        return ""
    others = (word.label, word.autonym or "", *(label for label, _m in word.translations.values()), *word.synonyms)
    return next((name for name in others if asked in fold(name)), None)
