"""What is found in a sentence: a stretch of tokens and what it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.understanding.phrases import Phrase, PhraseIndex
from app.understanding.tokens import COMMA, STOP, Token

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to before `end`. `asks` are (key, value) that hold whoever is spoken of; `phrase` is a phrase
    whose meaning still depends on the sentence; `marks` are lists of grammar the words stand in."""

    first: int
    end: int
    asks: tuple[tuple[str, str], ...] = ()
    phrase: Phrase | None = None
    marks: frozenset[str] = NOTHING

    @property
    def means(self) -> bool:
        """Whether this span may ask for something."""
        return bool(self.asks) or (self.phrase is not None and bool(self.phrase.meanings))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its tokens and where words of grammar stand: place to (length, names of lists).

    `starts` and `ends` say, by the strength of a break, where the stretch around a token begins, and where one that
    begins at a token ends.
    """

    text: str
    tokens: tuple[Token, ...]
    marks: dict[int, tuple[int, frozenset[str]]]
    shouted: bool
    starts: dict[int, list[int]]
    ends: dict[int, dict[int, int]]

    def marked(self, name: str, first: int, end: int) -> bool:
        """Whether words of a list begin between two places."""
        return any(
            name in self.marks[place][1]
            for place in range(max(0, first), min(end, len(self.tokens)))
            if place in self.marks
        )

    def clause(self, place: int, parted: int = STOP) -> tuple[int, int]:
        """The first token and the end of the stretch around a place that no break of this strength cuts."""
        first = self.starts[parted][place]
        return first, self.ends[parted][first]

    def cut(self, end: int, first: int, parted: int) -> bool:
        """Whether a break of this strength lies between what ends at one token and what begins at another."""
        return self.starts[parted][first] >= end

    def words(self, first: int, end: int) -> list[str]:
        return [token.word for token in self.tokens[max(0, first) : max(0, end)]]

    def quoted(self, first: int, end: int) -> str:
        """The text of these tokens as it was written."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())


def sentence(text: str, tokens: tuple[Token, ...], index: PhraseIndex) -> Sentence:
    """A sentence ready to be searched."""
    starts = {parted: _starts(tokens, parted) for parted in (COMMA, STOP)}
    ends = {parted: {first: place + 1 for place, first in enumerate(found)} for parted, found in starts.items()}
    return Sentence(text, tokens, _marks(tokens, index), _shouted(tokens), starts, ends)


def _starts(tokens: Sequence[Token], parted: int) -> list[int]:
    """For each token where its stretch begins: the last token at or before it that is parted so strongly."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        found.append(place if token.parted >= parted or place == 0 else found[-1])
    return found


def _marks(tokens: Sequence[Token], index: PhraseIndex) -> dict[int, tuple[int, frozenset[str]]]:
    found: dict[int, tuple[int, frozenset[str]]] = {}
    words = tuple(token.word for token in tokens)
    for place, word in enumerate(words):
        for length in range(min(index.longest.get(word, 0), len(words) - place), 0, -1):
            names = index.marks.get(words[place : place + length])
            if names:
                found[place] = (length, names)
                break
    return found


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether all is in capitals: then capitals say nothing about a word."""
    letters = [token for token in tokens if token.text.isalpha() and token.text.upper() != token.text.lower()]
    return len(letters) >= 3 and all(token.caps for token in letters) and any(len(t.text) >= 5 for t in letters)
