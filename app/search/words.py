"""Rows by word, for whole words and for beginnings."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import bitmap_of, union
from app.search.columns import Array
from app.search.grouping import grouped
from app.search.reading import Facts

# Beginnings are typed again and again, and those of many words take long to unite: so many are kept.
_PREFIXES_KEPT = 256


@dataclass(frozen=True, slots=True)
class _Block:
    """Words in order; the rows of word w are `rows[starts[w] : starts[w + 1]]`, ascending."""

    words: Sequence[str]
    starts: Array
    rows: Array
    prefixes: dict[str, BitMap] = field(default_factory=dict, compare=False)

    def rows_of_prefix(self, prefix: str) -> BitMap:
        """The rows of all words that start so."""
        kept = self.prefixes.get(prefix)
        if kept is None:
            start = bisect_left(self.words, prefix)
            end = bisect_right(self.words, prefix, lo=start, key=lambda word: word[: len(prefix)])
            kept = self.rows_between(start, end)
            if len(self.prefixes) < _PREFIXES_KEPT:
                self.prefixes[prefix] = kept
        return kept

    def rows_between(self, first: int, end: int) -> BitMap:
        return bitmap_of(self.rows[int(self.starts[first]) : int(self.starts[end])])


@dataclass(frozen=True, slots=True)
class WordPostings:
    """Blocks of words, the oldest and largest first; `size` is how many rows they speak of."""

    blocks: tuple[_Block, ...]
    size: int

    @staticmethod
    def empty() -> "WordPostings":
        """No words yet."""
        return WordPostings((), 0)

    def rows_with(self, word: str) -> BitMap:
        """Rows, dead ones too, that have the word; not to be changed."""
        return union([block.rows_between(*_places(block, word)) for block in self.blocks])

    def rows_with_prefix(self, prefix: str) -> BitMap:
        """Rows, dead ones too, that have some word starting with `prefix`; not to be changed."""
        return union([block.rows_of_prefix(prefix) for block in self.blocks])

    def changed(self, words: Facts) -> "WordPostings":
        """With the words of more rows."""
        lengths = np.diff(words.starts)
        rows = np.repeat(np.arange(self.size, self.size + len(lengths)), lengths)
        blocks = [*self.blocks, _block(words.keys, words.codes, rows)]
        # Like carrying in addition: blocks of about one size become one, so that there are never many.
        while len(blocks) > 1 and 2 * len(blocks[-1].rows) >= len(blocks[-2].rows):
            blocks[-2:] = [_merged(blocks[-2], blocks[-1])]
        return WordPostings(tuple(blocks), self.size + len(lengths))

    def forward(self) -> Facts:
        """The words of every row."""
        if not self.blocks:
            return Facts([], np.zeros(1, np.int64), np.zeros(0, np.int32))
        block = self.blocks[0]
        for other in self.blocks[1:]:
            block = _merged(block, other)
        codes = np.repeat(np.arange(len(block.words)), np.diff(block.starts))
        starts, flat = grouped(block.rows, codes, self.size)
        return Facts(block.words, starts, flat.astype(np.int32))


def _places(block: _Block, word: str) -> tuple[int, int]:
    start = bisect_left(block.words, word)
    there = start < len(block.words) and block.words[start] == word
    return start, start + there


def _block(words: Sequence[str], codes: Array, rows: Array) -> _Block:
    """`words` are in order and `codes` their places; a word that no row has stays with no rows."""
    return _Block(words, *grouped(codes, rows, len(words)))


def _merged(first: _Block, second: _Block) -> _Block:
    words = sorted({*first.words, *second.words})
    places = {word: place for place, word in enumerate(words)}
    codes = [
        np.repeat(np.array([places[word] for word in block.words], np.int64), np.diff(block.starts))
        for block in (first, second)
    ]
    return _block(words, np.concatenate(codes), np.concatenate((first.rows, second.rows)))
