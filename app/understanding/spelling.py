"""Misspellings, where it is safe: a long word that nobody knows, one slip away from exactly one word that means
something."""

from collections.abc import Iterator

from app.understanding.phrases import PhraseIndex

SHORTEST = 6
# What Arabic writes against the front of a word: and, with, for, so, the; the longest first.
_ARABIC = ("وبال", "وال", "بال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(word: str, index: PhraseIndex) -> str | None:
    """The one word that may have been meant, or None."""
    if len(word) < SHORTEST or len(word) > 20 or not word.isascii() or not word.isalpha() or word in index.known:
        return None
    meant = {other for other in _one_slip(word) if other in index.targets and len(other) >= SHORTEST - 1}
    # A word that means something by itself is likelier than a part of a longer phrase.
    meant = {other for other in meant if (other,) in index.phrases} or meant
    if len({_sense(other, index) for other in meant}) != 1:
        return None
    return min(meant, key=lambda other: (abs(len(other) - len(word)), other))


def _sense(word: str, index: PhraseIndex) -> object:
    """What a word leads to: "counsellor" and "counsellors" are one sense, and so are two spellings of one word."""
    phrase = index.phrases.get((word,)) or index.phrases.get((word.removesuffix("s"),))
    return phrase.meanings if phrase is not None else word.removesuffix("s")


def without_particles(word: str, index: PhraseIndex) -> str | None:
    """An Arabic word less the particles written against its front, where that leaves a word that is known."""
    if not "ء" <= word[:1] <= "ي" or word in index.targets:
        return None
    for particle in _ARABIC:
        bare = word.removeprefix(particle)
        if bare != word and len(bare) > 2:
            article = "ال" + bare
            found = next((form for form in (bare, article) if form in index.targets), None)
            if found is not None:
                return found
    return None


def _one_slip(word: str) -> Iterator[str]:
    """Words one letter more, less, other or swapped away; the first letter is nearly always right."""
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
            yield head[:-1] + tail[0] + head[-1] + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
