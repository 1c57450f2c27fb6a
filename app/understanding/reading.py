"""One pass over a sentence: everything that is found in it, in order, nothing twice."""

from collections.abc import Sequence
from dataclasses import replace

from app.criteria.whereabouts import FindPlace
from app.places.gazetteer import Found
from app.understanding.ages import find_ages
from app.understanding.money import find_pay
from app.understanding.phrases import Phrase, PhraseIndex
from app.understanding.spans import NOTHING, Sentence, Span, sentence
from app.understanding.spelling import corrected, without_particles
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA, Token, clean, tokenise
from app.understanding.whereabouts import PlaceReader, find_radius

# Words that may be misspelt are looked into so often at most.
_MOST_CORRECTIONS = 24
_SMALL_TOWN = 5_000
_INTRODUCES = frozenset({"place", "near"})
# "in central London", "near the city of Leeds": these stand between a preposition and its place.
_BETWEEN = frozenset(
    {"central", "the", "north", "south", "east", "west", "city", "of", "greater", "inner", "downtown", "area", "near"}
)


def read(
    text: str, index: PhraseIndex, tables: Tables, find_place: FindPlace, currency: str, country: str
) -> tuple[Sentence, list[Span]]:
    """The sentence and its spans. `currency` and `country` are the site's."""
    kept = clean(text)
    said = sentence(kept, _spelt(tokenise(kept), index, find_place, country), index)
    taken = _taken(said, tables, currency)
    places = PlaceReader(said, index, tables, find_place, country)
    spans: list[Span] = []
    place, introduced = 0, NOTHING
    while place < len(said.tokens):
        span = taken.get(place) or _span(said, place, index, tables, places, introduced)
        if span is None:
            if said.tokens[place].word not in _BETWEEN:
                introduced = NOTHING
            place += 1
            continue
        spans.append(span)
        introduced = span.marks & _INTRODUCES or (introduced if said.tokens[place].word in _BETWEEN else NOTHING)
        place = span.end
    return said, spans


def _spelt(tokens: tuple[Token, ...], index: PhraseIndex, find_place: FindPlace, country: str) -> tuple[Token, ...]:
    """The tokens with misspelt words put right; a word that is a place at home is none."""
    right: list[Token] = []
    tries = 0
    for token in tokens:
        if (bare := without_particles(token.word, index)) is not None:
            right.append(replace(token, word=bare))
            continue
        word = corrected(token.word, index) if tries < _MOST_CORRECTIONS and token.word not in index.known else None
        if word is not None:
            tries += 1
            match find_place(token.text):
                case Found(place) if place.country == country or place.population >= 20 * _SMALL_TOWN:
                    word = None
        right.append(token if word is None else replace(token, word=word))
    return tuple(right)


def _taken(said: Sentence, tables: Tables, currency: str) -> dict[int, Span]:
    """Distances, ages and money by the token where they begin."""
    taken: dict[int, Span] = {}
    covered: set[int] = set()
    for span in (*find_radius(said), *find_ages(said, tables), *find_pay(said, tables, currency)):
        stretch = set(range(span.first, span.end))
        if covered.isdisjoint(stretch):
            taken[span.first] = span
            covered |= stretch
    return taken


def _span(
    said: Sentence, place: int, index: PhraseIndex, tables: Tables, places: PlaceReader, introduced: frozenset[str]
) -> Span | None:
    length, phrase, marks = index.at(said.tokens, place)
    if phrase is not None and length == 1:
        phrase = _single(said, place, phrase, tables)
    if phrase is None or introduced:
        found = None if marks and not introduced else places.at(place, introduced)
        if found is not None and (phrase is None or found.end - place > length):
            return found
    if phrase is None and not marks:
        return None
    return Span(place, place + length, phrase=phrase, marks=marks)


def _single(said: Sentence, place: int, phrase: Phrase, tables: Tables) -> Phrase | None:
    """A phrase of one word: acronyms that are words need capitals or company, some mean either of two things."""
    word = said.tokens[place].word
    if (phrase.acronym or word in tables.either) and word in tables.acronyms and not _is_acronym(said, place, tables):
        return None
    if word in tables.either:
        meanings = [tuple(meaning.split(":", 1)) for meaning in tables.either[word]]
        couple = any(token.word in tables.couple for token in said.tokens)
        return Phrase(tuple((key, slug) for key, slug in (meanings[:1] if couple else meanings)), own=True)
    return phrase


def _is_acronym(said: Sentence, place: int, tables: Tables) -> bool:
    tokens: Sequence[Token] = said.tokens
    if tokens[place].caps and not said.shouted:
        return True
    after = place + 1 < len(tokens) and tokens[place + 1].parted < COMMA and tokens[place + 1].word in tables.therapy
    return after and tokens[place].word not in _NEVER_BEFORE_THERAPY


# "me therapy" and "it therapist" are no names of anything.
_NEVER_BEFORE_THERAPY = frozenset(
    {"me", "it", "in", "or", "hi", "ok", "did", "sea", "add", "mark", "fit", "al", "de", "la"}
)
