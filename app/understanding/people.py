"""Of whom a word is said. The rule:

- Who the *practitioner is* becomes gender, identity or faith: "a Black woman therapist", "someone who is Muslim".
- What the *seeker* says of themselves, or whom the practitioner should *know*, becomes a community: "I'm a gay man",
  "someone who gets being Muslim", "trans friendly". The seeker's own gender asks for nothing.
- A word on its own ("trans, Leeds, skint") is a community too: nobody has said that the practitioner must be so.
  A gender on its own is the practitioner's: "female, evenings".
- A word that is a language and a heritage ("Punjabi") is the language, unless heritage, background or the like is
  said, or the seeker says it of themselves.
Nothing is inferred: no faith from a language, no community from a place.
"""

from collections.abc import Mapping, Sequence

from app.understanding.phrases import Phrase
from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA, STOP
from app.vocabulary.lexicon import Lexicon

PRACTITIONER, SEEKER, KNOWN, OPEN = "practitioner", "seeker", "known", "open"
_PEOPLE = frozenset({"gender", "identity", "faith", "community", "language", "pronouns"})
_LOOKING = frozenset(
    {
        "looking",
        "searching",
        "look",
        "search",
        "hoping",
        "ask",
        "asking",
        "hunting",
        "wish",
        "looked",
        "searched",
        "need",
    }
)
_WE = frozenset(
    {"i", "we", "im", "am", "are", "were", "is", "come", "came", "comes", "family", "refugee", "originally"}
)
# How many words ahead a verb of seeking may stand.
_FORESIGHT = 8
_SEEKS = frozenset({"wants", "needs", "want", "need", "seeking", "seeks", "looking", "searching", "requires"})
_GROUPS = frozenset({"group", "peer-group"})
_GENDERS = {"woman": "women", "man": "men"}

Asks = tuple[tuple[str, str], ...]


class People:
    """Decides for one sentence what each phrase asks for."""

    def __init__(self, said: Sentence, spans: Sequence[Span], tables: Tables, lexicon: Lexicon) -> None:
        self.said = said
        self.spans = spans
        self.tables = tables
        self.communities: Mapping[str, object] = lexicon.terms("community")
        self._spoken_of: dict[int, bool] = {}
        self.roles = self._roles()

    def asks(self, number: int) -> Asks:
        """What the span of this number asks for, as (key, value)."""
        span = self.spans[number]
        if span.phrase is None or not span.phrase.meanings:
            return span.asks
        phrase = span.phrase
        people = [meaning for meaning in phrase.meanings if meaning[0] in _PEOPLE]
        if self.roles[number] == SEEKER and phrase.meanings[0][0] == "profession":
            return ()  # "I am a social worker" asks for nobody of that trade
        if not people:
            return phrase.meanings if phrase.own else phrase.meanings[:1]
        if not phrase.own and phrase.meanings[0][0] not in _PEOPLE and self.roles[number] != PRACTITIONER:
            return phrase.meanings[:1]
        others = tuple(m for m in phrase.meanings if m[0] not in _PEOPLE) if phrase.own else ()
        if phrase.of("language") is not None and (asks := self._language(number, phrase)) is not None:
            return (*asks, *others)
        return (*self._person(number, phrase), *others)

    def _person(self, number: int, phrase: Phrase) -> Asks:
        role = self.roles[number]
        if self._opens_after(number) and phrase.of("gender") not in _GENDERS:
            role = KNOWN
        gender = phrase.of("gender")
        if gender in _GENDERS and self.said.words(self.spans[number].first - 1, self.spans[number].first) == ["the"]:
            return ()  # "the man who hurt me" is nobody one looks for
        if role == PRACTITIONER or (role == OPEN and gender in _GENDERS):
            return self._of_practitioner(phrase)
        return self._community(phrase, role)

    def _of_practitioner(self, phrase: Phrase) -> Asks:
        stated = [meaning for meaning in phrase.meanings if meaning[0] in ("gender", "identity", "faith", "pronouns")]
        if not stated:
            known = tuple(meaning for meaning in phrase.meanings if meaning[0] in _PEOPLE)
            return known if phrase.own else phrase.meanings[:1]
        if phrase.own:
            return tuple(stated)
        key = next(key for key in ("gender", "identity", "faith", "pronouns") if any(m[0] == key for m in stated))
        return tuple(meaning for meaning in stated if meaning[0] == key)[:1]

    def _community(self, phrase: Phrase, role: str) -> Asks:
        found: dict[str, None] = {}
        for key, slug in phrase.meanings:
            if key == "community":
                found[slug] = None
            elif key == "gender" and slug in _GENDERS:
                if role == KNOWN and not any(k != "gender" for k, _ in phrase.meanings):
                    found[_GENDERS[slug]] = None
            elif (known := self._community_of(key, slug)) is not None:
                found[known] = None
        if not found and role == KNOWN and phrase.own:
            return self._of_practitioner(phrase)  # "who knows it from lived experience"
        return tuple(("community", slug) for slug in found)

    def _community_of(self, key: str, slug: str) -> str | None:
        mapped = self.tables.community_of.get(f"{key}:{slug}")
        if mapped is not None:
            return mapped
        return slug if key == "identity" and slug in self.communities else None

    def _language(self, number: int, phrase: Phrase) -> Asks | None:
        """A word that names a language; None when the people who speak it are meant."""
        language: Asks = (("language", phrase.of("language") or ""),)
        span = self.spans[number]
        start, stop = self.said.clause(span.first, COMMA)
        spoken = self.said.marked("speaking", max(start, span.first - 2), span.first)
        spoken = spoken or (span.end < stop and self.said.marked("speaking", span.end, span.end + 1))
        if spoken or not any(key in ("identity", "community") for key, _slug in phrase.meanings):
            return language
        heritage = span.end < stop and self.said.marked("heritage", span.end, span.end + 1)
        if heritage or self.roles[number] in (SEEKER, KNOWN):
            return None
        first = any(token.word in self.tables.heritage_first for token in self.said.tokens[span.first : span.end])
        return None if first else language

    def _opens_after(self, number: int) -> bool:
        """Whether "friendly", "affirming" or a group follows: then whom they know is meant, not who they are."""
        after = self.spans[number].end
        following = self.spans[number + 1].phrase if number + 1 < len(self.spans) else None
        if following is not None and self.spans[number + 1].first == after and following.of("session") in _GROUPS:
            return not self.said.cut(after, after, COMMA)
        if after >= len(self.said.tokens) or self.said.tokens[after].parted >= COMMA:
            return False
        return self.said.marked("open", after, after + 1)

    def _roles(self) -> list[str]:
        """The role of each span, from the words of grammar before it."""
        roles = []
        role = OPEN
        for number, span in enumerate(self.spans):
            before = self.spans[number - 1].end if number else 0
            if self._ends(span.first, before, role):
                role = OPEN
            role = self._turned(span, role)
            roles.append(role)
        return [self._settled(number, role) for number, role in enumerate(roles)]

    def _ends(self, first: int, before: int, role: str) -> bool:
        """Whether a break lies between two spans; what is said of oneself goes on over commas."""
        if role == OPEN:
            return False
        breaks = [place for place in range(max(1, before), first + 1) if self.said.tokens[place].parted >= COMMA]
        if any(self.said.tokens[place].parted >= STOP for place in breaks):
            return True
        return any(role != SEEKER or self._asks_for_somebody(place) for place in breaks)

    def _asks_for_somebody(self, place: int) -> bool:
        first, end = self.said.clause(place, COMMA)
        return self.said.marked("nouns", first, end) or self.said.marked("seek", first, end)

    def _turned(self, span: Span, role: str) -> str:
        marks = span.marks
        if "but" in marks:
            return OPEN
        if "self" in marks:
            return SEEKER
        if "knows" in marks:
            return KNOWN
        if "seek" in marks:
            return PRACTITIONER
        before = self.said.words(span.first - 2, span.first)
        if span.phrase is not None and self.said.tokens[span.first].word == "from" and before and before[-1] in _WE:
            return SEEKER
        if before and before[-1] == "for" and before[0] not in _LOOKING and span.means:
            return KNOWN if role != SEEKER else role
        return role

    def _settled(self, number: int, role: str) -> str:
        """A role that nothing gave: the practitioner's where the clause speaks of one."""
        if role != OPEN or not self.spans[number].means:
            return role
        first, end = self.said.clause(self.spans[number].first, COMMA)
        if self._looks_for_somebody(self.spans[number].end, end):
            return SEEKER
        if first not in self._spoken_of:
            self._spoken_of[first] = self._speaks_of_practitioner(first, end)
        return PRACTITIONER if self._spoken_of[first] else OPEN

    def _looks_for_somebody(self, place: int, end: int) -> bool:
        """Whether a verb of seeking follows before any practitioner is named: "trans man wants a therapist"."""
        for at in range(place, min(end, place + _FORESIGHT)):
            if self.said.tokens[at].word in _SEEKS:
                return True
            if self.said.marked("nouns", at, at + 1) or self.said.marked("knows", at, at + 1):
                return False
        return False

    def _speaks_of_practitioner(self, first: int, end: int) -> bool:
        if self.said.marked("nouns", first, end) or self.said.marked("seek", first, end):
            return True
        for span in self.spans:
            if first <= span.first < end:
                phrase = span.phrase
                if span.marks & {"wish_before", "no"}:
                    return True
                if phrase is not None and (phrase.of("gender") in _GENDERS or phrase.of("profession") is not None):
                    return True
        return False
