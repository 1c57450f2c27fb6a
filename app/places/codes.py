"""Recognising postal codes in what somebody typed; whether such a code exists is for the gazetteer to say."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# A letter O where only a zero can be is the commonest slip in typed postcodes.
_FULL_GB: Final = re.compile(r"\b([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]?) ?([0-9O])([ABD-HJLNP-UW-Z]{2})\b")
_OUTWARD_GB: Final = re.compile(r"([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]?)(?: [0-9])?")
_EIRCODE: Final = re.compile(r"\b(D6W|[AC-FHKNPRTV-Y][0-9]{2}) ?([0-9AC-FHKNPRTV-Y]{4})\b")
_ROUTING_KEY: Final = re.compile(r"D6W|[AC-FHKNPRTV-Y][0-9]{2}")
_CANADA: Final = re.compile(r"\b([A-CEGHJ-NPR-TVXY][0-9][A-Z]) ?([0-9][A-Z][0-9])\b")
_CANADA_AREA: Final = re.compile(r"[A-CEGHJ-NPR-TVXY][0-9][A-Z]")
_ZIP: Final = re.compile(r"([0-9]{5})(?: ?[0-9]{4})?")
_SHORT_ZIP: Final = re.compile(r"[0-9]{3,4}")
_DIGITS: Final = re.compile(r"[0-9]{3,5}")
_APART: Final = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Code:
    """A text that looks like a postal code: ``outward`` is its district, ``inward`` the rest of a British
    postcode.

    ``rest`` are the words beside it; ``country`` is set where the shape allows one country only; ``padded``
    says that the leading zeros of a ZIP were supplied.
    """

    outward: str
    inward: str = ""
    country: str = ""
    rest: str = ""
    padded: bool = False


def full_codes(text: str) -> list[Code]:
    """The complete British, Irish and Canadian codes anywhere in ``text``, the last first."""
    plain = plain_code(text)
    found: list[tuple[int, Code]] = []
    for match in _FULL_GB.finditer(plain):
        inward = match[2].replace("O", "0") + match[3]
        found.append((match.start(), Code(match[1], inward, "GB", _without(plain, match))))
    for match in _EIRCODE.finditer(plain):
        found.append((match.start(), Code(match[1], "", "IE", _without(plain, match))))
    for match in _CANADA.finditer(plain):
        found.append((match.start(), Code(match[1], "", "CA", _without(plain, match))))
    return [code for _, code in sorted(found, key=lambda pair: -pair[0])]


def district_codes(text: str) -> list[Code]:
    """What the whole of ``text`` may be as the code of a district: of letters and digits, or of digits
    only.
    """
    plain = plain_code(text)
    codes: list[Code] = []
    if match := _OUTWARD_GB.fullmatch(plain):
        codes.append(Code(match[1]))
    elif _ROUTING_KEY.fullmatch(plain) or _CANADA_AREA.fullmatch(plain):
        codes.append(Code(plain))
    if match := _ZIP.fullmatch(plain):
        codes.append(Code(match[1]))
    if _SHORT_ZIP.fullmatch(plain):
        codes += [Code(plain), Code(plain.zfill(5), padded=True)]
    return codes


def is_digits(code: Code) -> bool:
    """Whether a code is of digits only, which many countries share."""
    return bool(_DIGITS.fullmatch(code.outward))


def plain_code(text: str) -> str:
    """Capital letters and digits of ``text``, everything else one blank; full-width and other digits become
    0-9.
    """
    wide = unicodedata.normalize("NFKC", text).upper()
    ascii_only = "".join(_digit(character) for character in wide if unicodedata.category(character) != "Cf")
    return _APART.sub(" ", ascii_only).strip()


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if not character.isascii() and character.isdecimal() else character


def _without(plain: str, match: re.Match[str]) -> str:
    return f"{plain[: match.start()]} {plain[match.end() :]}".strip()
