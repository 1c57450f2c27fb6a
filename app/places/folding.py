"""How a place name is made comparable: case, accents, width, punctuation, direction marks and spelling
variants.

Standard library only, so that the script that builds the seeds can use the very same folding.
"""

import re
import unicodedata
from hashlib import blake2b
from typing import Final

# Letters that carry their mark inside, which Unicode does not decompose, and the letters that Arabic-script
# languages write differently for one sound (Persian and Urdu keyboards against Arabic ones).
_LETTERS: Final = str.maketrans(
    {
        **{"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "a"},
        **{"æ": "ae", "œ": "oe", "þ": "th"},
        **{"ی": "ي", "ى": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ٱ": "ا"},
        **{"ة": "ه", "ە": "ه", "ہ": "ه", "ۀ": "ه", "ھ": "ه"},
        "ـ": None,
    }
)
_SILENT: Final = frozenset("'’‘`´ʻʼʹʾʿ′ˈ״׳.\u200b\u00ad")
_COMMAS: Final = str.maketrans(dict.fromkeys("،、；;，\n()（）", ","))
_SHORT: Final = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_BLANKS: Final = re.compile(r"\s+")


def parts(text: str) -> list[str]:
    """The folded parts of ``text`` between commas (of any script) and brackets; empty ones are left out."""
    return [folded for part in text.translate(_COMMAS).split(",") if (folded := fold(part))]


def fold(text: str) -> str:
    """``text`` without case, accents, width, punctuation, apostrophes, dots and marks of direction.

    Words are parted by single blanks; "Saint" and "St", "Mount" and "Mt", "Fort" and "Ft" are one; digits
    of every script become 0-9. Vowel signs of Indic, Thai and Lao script and the voicing marks of kana are
    kept: there they are letters. Folding twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(_fold_character(character) for character in decomposed)
    plain = unicodedata.normalize("NFC", kept.translate(_LETTERS))
    return " ".join(_SHORT.get(word, word) for word in _BLANKS.sub(" ", plain).strip().split(" ")).strip()


def name_key(folded: str) -> int:
    """The 64-bit key under which a folded name is indexed."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _fold_character(character: str) -> str:
    if character.isascii():
        if character.isalnum():
            return character
        return "" if character in _SILENT else " and " if character == "&" else " "
    combining = unicodedata.combining(character)
    if combining >= 200 or 10 <= combining <= 36 or character in _SILENT:
        return ""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "LMN":
        return character
    return "" if category in ("Cf", "Lm", "Sk", "Cs") else " "
