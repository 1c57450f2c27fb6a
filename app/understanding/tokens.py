"""From a text to tokens: words as the vocabulary folds them, numbers in any script, signs of money, and the breaks."""

import re
import sys
import unicodedata
from dataclasses import dataclass

from app.vocabulary.folding import fold

# The longest sentence that is read; what comes after is left out, and the page says so.
LONGEST = 2_000
# How strongly two tokens are parted: not at all, by a comma, by the end of a sentence.
JOINED, COMMA, STOP = 0, 1, 2

_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Units that people write against their number: 25quid, 9yo, 6pm.
_UNITS = (
    "years?|yrs?|yo|y|months?|mths?|quid|pounds?|euros?|dollars?|bucks|gbp|eur|usd|pln|zl|zł"
    "|k|pm|am|mi|km|miles?|max|min|mins"
)
_SIGNS = "£$€₹₺¥"


def _marks() -> str:
    """Every combining mark, as ranges of a character class: vowel signs belong to their word."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(0x20000, sys.maxunicode)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_LETTER = f"[^\\W_{_UNSPACED}]|[{_marks()}\u200c\u200d\u0640]"
_TOKEN = re.compile(
    f"(?P<sign>[{_SIGNS}])"
    "|(?P<number>\\d{1,3}(?:,\\d{3})+(?![\\d,])|\\d+(?:[.,٫]\\d{1,2})?(?![\\w.,]*\\d))(?=\\W|_|$|(?:" + _UNITS + ")\\b)"
    f"|(?P<word>(?:{_LETTER})(?:(?:{_LETTER})|['’ʼ`](?=[^\\W_]))*|[{_UNSPACED}])",
    re.IGNORECASE,
)
_STOPS = frozenset(".;!?\n…؟。！？۔।")
_COMMAS = frozenset(',،:()[]–—"“”、，')
_DASH = re.compile(r"\s-+\s|--+|\s[·•|/]\s")
_SHORTENED = frozenset({"st", "dr", "mr", "mrs", "ms", "approx", "max", "hr"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. `word` is folded; `start` and `end` are places in the text that was read.

    `parted` says how strongly it is parted from the token before; `caps` whether it is written in capitals only,
    `title` whether it begins with one.
    """

    text: str
    word: str
    start: int
    end: int
    parted: int = STOP
    caps: bool = False
    title: bool = False
    number: float | None = None


def clean(text: str) -> str:
    """What of a text is read: no control characters or marks of direction, at most LONGEST characters."""
    return _CONTROL.sub(" ", text[: 2 * LONGEST]).strip()[:LONGEST]


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a cleaned text, in order."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if token := _token(match, _parted(text[end : match.start()], tokens)):
            tokens.append(token)
            end = match.end()
    return tuple(tokens)


def _token(match: re.Match[str], parted: int) -> Token | None:
    text = match[0]
    value = _value(text) if match.lastgroup == "number" else None
    word = text if match.lastgroup == "sign" else _digits(fold(text)).strip()
    if not word:
        return None
    capital = text[:1].isupper()
    return Token(text, word, match.start(), match.end(), parted, capital and text.isupper(), capital, value)


def _value(text: str) -> float:
    plain = _digits(text).replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3})+", plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", ".")[:12])


def _digits(text: str) -> str:
    """The text with the digits of every script written 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def _parted(gap: str, before: list[Token]) -> int:
    if not before or not _STOPS.isdisjoint(gap):
        return COMMA if before and gap.strip() == "." and before[-1].word in _SHORTENED else STOP
    if not _COMMAS.isdisjoint(gap) or _DASH.search(gap):
        return COMMA
    return JOINED
