"""The words of a text as searching sees them, told from the names that Unicode gives letters."""

import re
import unicodedata
from functools import cache

_MARKED = re.compile(r"LATIN SMALL LETTER ([A-Z]+) WITH ")
# Letters of their own that people without them on the keyboard write with others.
_OTHERWISE = {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
_WITHIN_WORDS = {"'", "’", "‘", "ʼ", "ʻ", "ـ"}


@cache
def spelt_words(text: str) -> tuple[str, ...]:
    """Words without case, accents and width; a character of Chinese or Japanese is a word of its own."""
    spelt = "".join(_spelt(character) for character in unicodedata.normalize("NFKD", text))
    return tuple(spelt.split())


def _spelt(character: str) -> str:
    if unicodedata.combining(character) or character in _WITHIN_WORDS or unicodedata.category(character) == "Cf":
        return ""
    if unicodedata.category(character)[0] not in "LNM":
        return " "
    small = "".join(_bare(letter) for letter in unicodedata.normalize("NFKD", character.casefold()))
    return f" {small} " if _stands_alone(character) else small


def _bare(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    marked = _MARKED.match(unicodedata.name(letter, ""))
    return _OTHERWISE.get(letter) or (marked[1].lower() if marked else letter)


def _stands_alone(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEO", "HIRAGANA", "KATAKANA"))
