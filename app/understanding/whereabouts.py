"""Where: "in Leeds", "near LS6", "Peckham", "within 5 miles of Bradford"; not "in March", "reading" and "nice"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.criteria.whereabouts import FindPlace
from app.places.gazetteer import Ambiguous, Found, Place
from app.understanding.phrases import PhraseIndex
from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA, JOINED, Token

# A sentence asks the gazetteer so often at most: whoever names more places than that is not looking for one.
MOST_QUESTIONS = 40
_LONGEST_NAME = 4
_LARGE_TOWN = 100_000
_OUTWARD = re.compile(r"[a-z]{1,2}\d[a-z\d]?|[a-z]\d{2}")
_INWARD = re.compile(r"\d[a-z]{2}|[a-z\d]{4}")
_FULL = re.compile(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")
_UNITS = {
    "mile": "mi",
    "miles": "mi",
    "mi": "mi",
    "km": "km",
    "kms": "km",
    "kilometres": "km",
    "kilometers": "km",
    "kilometros": "km",
}
_FAMILY = {"GB": ("GB", "IM", "JE", "GG"), "US": ("US", "PR")}
_JURISDICTION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
# Words that stand in names, or before them, and are none.
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "central", "city", "town", "area", "centre", "greater", "inner"}
)
_SMALL = frozenset({"upon", "on", "of", "le", "the", "under", "in", "by", "super", "de", "la", "el", "al"})


@dataclass(slots=True)
class PlaceReader:
    """Finds places in one sentence. `country` is where the site is: a place there needs less to be believed."""

    said: Sentence
    index: PhraseIndex
    tables: Tables
    find_place: FindPlace
    country: str
    asked: dict[str, Place | tuple[Place, ...] | None] = field(default_factory=dict)

    def at(self, first: int, introduced: frozenset[str]) -> Span | None:
        """The place whose name begins at a token; `introduced` says what stands before it (`place`, `near`)."""
        token = self.said.tokens[first]
        if (code := self._code(first, introduced)) is not None:
            return code
        if not self._may_begin(token, first, introduced):
            return None
        most = self._most(first, introduced)
        for length in range(most, 0, -1):
            if self._is_name(first, first + length, introduced):
                return self._qualified(first, first + length)
        return None

    def _code(self, first: int, introduced: frozenset[str]) -> Span | None:
        """A postal code, whole or its first half."""
        tokens = self.said.tokens
        token = tokens[first]
        plain = any(c.isdigit() for c in token.word) and token.number is None
        if plain and (_OUTWARD.fullmatch(token.word) or _FULL.fullmatch(token.word)):
            end = first + 1
            if end < len(tokens) and _is_inward(tokens[end]) and self._known(first, end + 1):
                return self._span(first, end + 1)
            whole = introduced or token.caps or _FULL.fullmatch(token.word)
            return self._span(first, end) if whole and self._known(first, end) else None
        if token.number is not None and len(token.text) == 5 and token.text.isdigit() and "near" in introduced:
            return self._span(first, first + 1) if self._known(first, first + 1) else None
        return None

    def _may_begin(self, token: Token, first: int, introduced: frozenset[str]) -> bool:
        if token.number is not None or len(token.word) < 2:
            return False
        if token.word in self.tables.not_places:
            return "near" in introduced and token.title and not self.said.shouted and first > 0
        if token.word in self.tables.towns:
            return self._town_may_begin(token, first, introduced)
        if introduced:
            # "near the hospital", "in hospital": a common word in small letters is no name.
            return token.title or token.word not in self.index.ordinary or token.word in _DIRECTIONS
        if token.title and not self.said.shouted:
            after = self.said.tokens[first + 1] if first + 1 < len(self.said.tokens) else None
            named = after is not None and after.title and after.parted == JOINED and first > 0
            return named or token.word not in self.index.ordinary
        return token.word not in self.index.ordinary and len(token.word) >= 4

    def _town_may_begin(self, token: Token, first: int, introduced: frozenset[str]) -> bool:
        """Reading, Bath, Nice: after "near", or after "in" with a capital or at the end of what is said."""
        alone = token.parted == COMMA and (first + 1 == len(self.said.tokens) or self.said.tokens[first + 1].parted)
        if (alone or self._area(first)) and token.title and not self.said.shouted:
            return True
        if (
            not introduced
            or self.said.tokens[first - 1].word == "the"
            or (first > 1 and self.said.tokens[first - 2].word in self.tables.into)
        ):
            return False
        capital = token.title and not self.said.shouted
        after = self.said.tokens[first + 1] if first + 1 < len(self.said.tokens) else None
        at_end = (
            after is None
            or after.parted >= COMMA
            or after.word in ("and", "but", "or", "area", "with", "who", "please")
        )
        return capital or at_end

    def _area(self, first: int) -> bool:
        """Whether "area" follows: "Bath area"."""
        return self.said.words(first + 1, first + 2) == ["area"]

    def _most(self, first: int, introduced: frozenset[str]) -> int:
        """How many tokens a name may have here."""
        most = 1
        while most < _LONGEST_NAME and first + most < len(self.said.tokens):
            token = self.said.tokens[first + most]
            if token.parted or any(character.isdigit() for character in token.word):
                break
            most += 1
        while most > 1 and not self._may_end(self.said.tokens[first + most - 1], self.said.tokens[first]):
            most -= 1
        return most

    def _may_end(self, token: Token, begin: Token) -> bool:
        if token.word in self.tables.not_places or token.word in _SMALL or token.word in self.tables.stop:
            return False
        return token.title or not begin.title or token.word not in self.index.ordinary

    def _is_name(self, first: int, end: int, introduced: frozenset[str]) -> bool:
        tokens = self.said.tokens
        if end - first > 1 and (tokens[first].word in self.tables.stop or tokens[end - 1].word in self.tables.stop):
            return False
        if end - first > 1 and not introduced and not self._names(tokens[first:end]):
            return False
        found = None if end - first == 1 and tokens[first].word in _DIRECTIONS else self._known(first, end)
        if found is None:
            return False
        if (
            end - first == 1
            and not introduced
            and tokens[first].word in self.index.ordinary
            and tokens[first].word not in self.tables.towns
        ):
            return False
        likeliest = found[0] if isinstance(found, tuple) else found
        if likeliest.kind == "country" and not _JURISDICTION.fullmatch(likeliest.jurisdiction):
            return False
        at_home = likeliest.country in _FAMILY.get(self.country, (self.country,))
        if likeliest.kind == "country" and not at_home:
            return "near" in introduced
        if "near" in introduced or ("place" in introduced and (at_home or tokens[first].title)):
            return likeliest.kind != "country" or bool(introduced)
        return bool(introduced and likeliest.population >= _LARGE_TOWN) or self._alone(
            likeliest, at_home, tokens[first]
        )

    def _names(self, tokens: Sequence[Token]) -> bool:
        """Whether these read as one name: written as one, or, as on a phone, of words that mean nothing else."""
        capitals = all(token.title or token.word in _SMALL for token in tokens)
        return capitals or all(token.word in _SMALL or token.word not in self.index.ordinary for token in tokens)

    def _alone(self, place: Place, at_home: bool, token: Token) -> bool:
        """Whether a name that nothing introduces is a place: one at home, or a city anywhere."""
        if place.kind == "country":
            return False
        if token.title and not self.said.shouted:
            return at_home or place.population >= _LARGE_TOWN
        return (at_home and place.population >= 5_000) or place.population >= 3 * _LARGE_TOWN

    def _qualified(self, first: int, end: int) -> Span:
        """With what stands after a comma and says which one: "Portland, Maine"."""
        tokens = self.said.tokens
        if end < len(tokens) and tokens[end].parted == COMMA and (tokens[end].title or tokens[end].caps):
            after = tokens[end]
            gap = self.said.text[tokens[end - 1].end : after.start].strip()
            plain = after.word not in self.index.ordinary or (after.caps and len(after.word) == 2)
            if gap == "," and plain and after.word not in self.tables.not_places and self._known(first, end + 1):
                return self._span(first, end + 1)
        return self._span(first, end)

    def _span(self, first: int, end: int) -> Span:
        found = self._known(first, end)
        if isinstance(found, Place) and found.kind == "country":
            # A country is no place to be near: it says where one will be.
            return Span(first, end, (("seen_from", found.jurisdiction),))
        return Span(first, end, (("near", self.said.quoted(first, end)),))

    def _known(self, first: int, end: int) -> Place | tuple[Place, ...] | None:
        """What the gazetteer makes of these words."""
        text = self.said.quoted(first, end)
        if text not in self.asked and len(self.asked) < MOST_QUESTIONS:
            match self.find_place(text):
                case Found(place):
                    self.asked[text] = place
                case Ambiguous(_, candidates):
                    self.asked[text] = candidates or None
                case _:
                    self.asked[text] = None
        return self.asked.get(text)


def _is_inward(token: Token) -> bool:
    digits = any(character.isdigit() for character in token.word)
    return token.parted == JOINED and digits and _INWARD.fullmatch(token.word) is not None


def find_radius(said: Sentence) -> list[Span]:
    """How far: "within 5 miles of", "up to 10km from", "a 15 mile radius"."""
    for place in range(len(said.tokens) - 1):
        token = said.tokens[place]
        unit = _UNITS.get(said.tokens[place + 1].word)
        if token.number is None or unit is None or not 0 < token.number <= 10_000:
            continue
        before, after = said.words(place - 2, place), said.words(place + 2, place + 3)
        if {"within", "to", "than", "max", "a", "hasta", "moins", "do"} & set(before) or (
            after and after[0] in ("of", "from", "away", "radius", "around", "de", "od")
        ):
            end = place + 3 if after and after[0] in ("away", "radius", "of", "from") else place + 2
            return [Span(place, end, (("within", f"{token.number:g}{unit}"),), marks=frozenset({"near"}))]
    return []
