"""Every phrase that means something, from the vocabulary and the grammar; built once for a lexicon.

The longest phrase at a place wins. A phrase of the grammar wins over the same words in the vocabulary.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.listings.facets import FACETS
from app.understanding.tables import Tables, Words
from app.understanding.tokens import COMMA, Token
from app.vocabulary.folding import words
from app.vocabulary.lexicon import Lexicon, Word

# Which facet a word means that stands in several, unless something in the sentence says otherwise.
ORDER = (
    *("session", "format", "fee_help", "language", "concern", "approach", "access", "times", "availability"),
    *("contact_mode", "age_group", "kind", "profession", "faith", "identity", "gender", "community", "payer"),
    *("pronouns", "register"),
)
_PRACTISER = ("ist", "ists", "lor", "lors", "coach", "healer", "therapeute", "peuta")
_BRACKETS = re.compile(r"(?<!\s)\s*\(([^()]*)\)")
_SHORTEST_WITH_PLURAL = 5
_SUFFIX = re.compile(r" (?:heritage|background|people|peoples|communities|experience)$")
_PARTS = re.compile(r", | or | and ")
_NOT_SHORTENED = re.compile(
    r"European| of | with | to | in |-language|Explicit|Against|Reflects|Ally|Speaks|Child|Migrant"
)
_LOWER = re.compile(r"\b[a-z]+\b")
_ACRONYM = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words mean: `meanings` are (facet, slug), best first; `own` when the grammar says so; `acronym` when
    the words are one word written in capitals."""

    meanings: tuple[tuple[str, str], ...]
    own: bool = False
    acronym: bool = False

    def of(self, facet: str) -> str | None:
        """The slug this phrase means in a facet."""
        return next((slug for key, slug in self.meanings if key == facet), None)


@dataclass(frozen=True, eq=False, slots=True)
class PhraseIndex:
    """Phrases by their words; `longest` is the most words of any phrase that begins with a word. `targets` are words of
    phrases, `ordinary` words that are no names, `known` both; `fillers` may stand inside a phrase."""

    phrases: Mapping[Words, Phrase]
    marks: Mapping[Words, frozenset[str]]
    longest: Mapping[str, int]
    known: frozenset[str]
    ordinary: frozenset[str]
    targets: frozenset[str]
    fillers: frozenset[str] = frozenset()

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, Phrase | None, frozenset[str]]:
        """(length, phrase, marks) of the longest words known at a place; length 0 when there are none."""
        most = self.longest.get(tokens[place].word, 0)
        exact = self._longest(self._ends(tokens, place, most, skip=False))
        loose = self._longest(self._ends(tokens, place, most, skip=True)) if exact[0] < most else exact
        return loose if loose[0] > exact[0] else exact

    def _ends(self, tokens: Sequence[Token], place: int, most: int, *, skip: bool) -> list[tuple[str, int]]:
        """The next words, up to a break, each with the length up to its end; with `skip`, fillers are passed over."""
        found: list[tuple[str, int]] = []
        for at in range(place, len(tokens)):
            if len(found) >= most or (at > place and tokens[at].parted >= COMMA):
                break
            if not (skip and at > place and tokens[at].word in self.fillers):
                found.append((tokens[at].word, at + 1 - place))
        return found

    def _longest(self, ends: Sequence[tuple[str, int]]) -> tuple[int, Phrase | None, frozenset[str]]:
        key = tuple(word for word, _end in ends)
        for length in range(len(key), 0, -1):
            part = key[:length]
            phrase = self.phrases.get(part) or self._other_number(part)
            marks = self.marks.get(part, frozenset())
            if phrase is not None or marks:
                return ends[length - 1][1], phrase, marks
        return 0, None, frozenset()

    def _other_number(self, part: Words) -> Phrase | None:
        """The phrase with its last word in the singular or the plural."""
        last = part[-1]
        if len(last) < _SHORTEST_WITH_PLURAL or not last.isascii():
            return None
        other = last[:-1] if last.endswith("s") else last + "s"
        found = self.phrases.get((*part[:-1], other))
        if found is None or found.acronym or all(facet == "community" for facet, _slug in found.meanings):
            return None
        return found


@lru_cache(maxsize=4)
def phrase_index(lexicon: Lexicon, tables: Tables) -> PhraseIndex:
    """The index of a lexicon; kept for the last few."""
    found: dict[Words, dict[tuple[str, str], None]] = {}
    acronyms: set[Words] = set()
    for key, text, meaning in _names(lexicon):
        if " ".join(key) in tables.weak:
            continue
        found.setdefault(key, {})[meaning] = None
        if len(key) == 1 and _ACRONYM.fullmatch(text):
            acronyms.add(key)
    phrases = {key: Phrase(_ordered(key, list(m)), acronym=key in acronyms) for key, m in found.items()}
    # Very many phrases of the grammar mean the same few things.
    own = {meanings: _own(meanings, lexicon) for meanings in set(tables.phrases.values())}
    phrases |= {key: own[meanings] for key, meanings in tables.phrases.items() if key}
    marks = {key: names for key, names in tables.marks.items() if key}
    longest: dict[str, int] = {}
    for key in (*phrases, *marks):
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    # The singular or plural of a last word may be met as well as the word itself.
    for key in list(phrases):
        if len(key) == 1 and len(key[0]) >= _SHORTEST_WITH_PLURAL - 1:
            for other in (key[0] + "s", key[0].removesuffix("s")):
                longest.setdefault(other, 1)
    targets = frozenset(word for key in phrases for word in key)
    money = tables.numbers.keys() | tables.currencies.keys()
    small = tables.stop | money | {word for key in marks for word in key}
    plain = _plain_words(lexicon)
    ordinary = small | plain | {key[0] for key in phrases if len(key) == 1}
    return PhraseIndex(phrases, marks, longest, targets | ordinary, ordinary, targets, tables.fillers)


def _own(meanings: Words, lexicon: Lexicon) -> Phrase:
    """What a phrase of the grammar means today, when terms it names may have been merged."""
    pairs = (meaning.partition(":") for meaning in meanings)
    return Phrase(tuple((facet, _today(facet, slug, lexicon)) for facet, _colon, slug in pairs), own=True)


def _today(facet: str, slug: str, lexicon: Lexicon) -> str:
    return lexicon.live(facet, slug) or slug


def _names(lexicon: Lexicon) -> Iterator[tuple[Words, str, tuple[str, str]]]:
    """Every name of every term that a search can ask for: its words, its text, (facet, slug)."""
    both = lexicon.terms("identity").keys() & lexicon.terms("community").keys()
    for facet in (facet for facet in FACETS if not facet.of_organisations):
        for slug, term in lexicon.terms(facet.key).items():
            known = lexicon.term(facet.key, slug)
            if known is None or known.retired:
                continue
            for text in dict.fromkeys(_texts(term, both)):
                if key := tuple(words(text)):
                    yield key, text, (facet.key, known.slug)


def _texts(term: Word, both: Container[str]) -> Iterator[str]:
    for label in (term.label, *(label for label, _meaning in term.translations.values())):
        yield label
        bare = _BRACKETS.sub("", label)
        if bare != label:
            yield bare
            if len(inside := _BRACKETS.findall(label)[0]) > 1 and term.scheme != "language":
                yield inside
    if term.scheme in ("identity", "community") and term.slug in both:
        yield from _short_names(term.label)
    yield from (text for text in (term.autonym, *term.synonyms) if text)


def _short_names(label: str) -> Iterator[str]:
    """What people are called in a sentence: "Welsh" of "Welsh heritage", "Thai" of "Thai, Burmese … people"."""
    if _NOT_SHORTENED.search(label):
        return
    for part in _PARTS.split(_SUFFIX.sub("", label)):
        if len(part) > 2:
            yield part


def _ordered(key: Words, meanings: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    def rank(meaning: tuple[str, str]) -> int:
        if meaning[0] == "profession" and key[-1].endswith(_PRACTISER):
            return -1
        return ORDER.index(meaning[0])

    return tuple(sorted(meanings, key=rank))


def _plain_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that the vocabulary uses to explain itself: real words, which are not misspellings of others."""
    meanings = (term.meaning for scheme in lexicon.schemes for term in lexicon.terms(scheme).values())
    return frozenset(text for meaning in meanings for text in _LOWER.findall(meaning))
