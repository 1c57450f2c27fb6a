"""Register numbers as registers would sort them, however they were typed (threat T5). Pure."""

import unicodedata
from collections.abc import Iterable, Sequence

# Letters of other scripts that nobody can tell from ours in a number; all upper case, for that is what is compared.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХԚԜҮ", "ABESIJKMHOPCTYXQWY", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True))
_LOOK_ALIKES = str.maketrans(_CYRILLIC | _GREEK)
# Where only a digit can stand, these letters are digits.
_AS_DIGITS = {"O": "0", "I": "1", "L": "1"}


def normalise_number(number: str, shapes: Sequence[str] = ()) -> str:
    """A number as its register would sort it: one spelling, whatever the script, width, case and separators.

    Letters that look like digits become digits only where a shape of the register says that a digit stands.
    """
    plain = "".join(_plain(number))
    return next(filter(None, (_fitted(plain, shape) for shape in shapes)), plain)


def fits(normalised: str, shapes: Sequence[str]) -> bool:
    """Whether a normalised number has one of these shapes; where none is known, every number does."""
    return not shapes or any(_fitted(normalised, shape) == normalised for shape in shapes)


def _plain(number: str) -> Iterable[str]:
    # Compatibility forms are full-width letters and the like; marks and invisible characters fall away.
    for character in unicodedata.normalize("NFKD", number).upper().translate(_LOOK_ALIKES):
        digit = unicodedata.digit(character, None)
        if digit is not None:
            yield str(digit)
        elif character.isalpha():
            yield character


def _fitted(plain: str, shape: str) -> str | None:
    """The number in this shape, letters read as digits where digits stand; None when it has another one."""
    if len(plain) != len(shape):
        return None
    fitted = ""
    for character, place in zip(plain, shape, strict=True):
        if place == "#":
            character = _AS_DIGITS.get(character, character)
            fits_here = character.isdigit()
        else:
            fits_here = character.isalpha() if place == "@" else character == place
        if not fits_here:
            return None
        fitted += character
    return fitted
