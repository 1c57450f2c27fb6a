"""Folding: what makes two spellings the same word, in any script."""

import re
import unicodedata

# Letters that Unicode does not decompose but that people type without their strokes.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u02bc\u02bb\u0640\u200b\u200c\u200d\u200e\u200f\ufeff")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Scripts written without blanks: every character is a word of its own.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def fold(text: str) -> str:
    """Case, accents, width and joiners removed: `Łódź` and `LODZ` fold alike. Pure, idempotent."""
    if text.isascii():
        return text.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.translate(_APOSTROPHES).translate(_STROKES)


def words(text: str) -> list[str]:
    """The folded words of a text in order; letters, digits and vowel signs make a word."""
    folded = fold(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    spaced = _UNSPACED.sub(r" \g<0> ", folded)
    return "".join(character if _in_word(character) else " " for character in spaced).split()


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
