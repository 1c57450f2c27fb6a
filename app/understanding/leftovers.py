"""What was not understood, quoted back: the words that carry meaning and lead to nothing."""

from collections.abc import Container, Sequence

from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA

# So many pieces are quoted, each so long at most.
MOST = 8
LONGEST_PIECE = 80


def leftovers(
    said: Sentence, heard: Sequence[Span], tables: Tables, refused: Container[int] = frozenset()
) -> tuple[str, ...]:
    """The pieces of a text that no span covers, from one word that matters to the last beside it. `refused` are tokens
    of a refusal that a search cannot say: they are quoted with their "no"."""
    covered = {place for span in heard for place in range(span.first, span.end) if place not in refused}
    pieces: list[tuple[int, int]] = []
    for place, token in enumerate(said.tokens):
        if place in covered or (place not in refused and _is_small(token.word, tables)):
            continue
        if pieces and _goes_on(said, pieces[-1][1], place, covered):
            pieces[-1] = (pieces[-1][0], place + 1)
        else:
            pieces.append((place, place + 1))
    quoted = dict.fromkeys(said.quoted(first, end)[:LONGEST_PIECE] for first, end in pieces)
    return tuple(quoted)[:MOST]


def _is_small(word: str, tables: Tables) -> bool:
    if word in tables.stop or word in tables.currencies or not any(c.isalpha() for c in word):
        return True
    return bool({"child", "kin", "nouns"} & tables.marks.get((word,), frozenset()))


def _goes_on(said: Sentence, end: int, place: int, covered: set[int]) -> bool:
    """Whether a piece goes on: nothing understood and no break lies between."""
    between = range(end, place + 1)
    return covered.isdisjoint(between) and all(said.tokens[one].parted < COMMA for one in between)
