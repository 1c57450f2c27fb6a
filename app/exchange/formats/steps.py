"""Repairs that several formats share, and how parts of a name are put together."""

from collections.abc import Sequence

from app.exchange import repairs
from app.exchange.repairs import Step
from app.vocabulary.folding import fold

ZIP = Step(repairs.zip_code, "a ZIP code brought to five digits")
WEBSITE = (
    Step(repairs.no_bare_scheme, "“http://” alone read as no website"),
    Step(repairs.website, "the address of a website put right"),
)
DASH = Step(repairs.lost_dash, "a lost dash given back")
POSSESSIVE = Step(repairs.possessive, "’S put right in a name")
POINT = Step(repairs.point, "a point that is none, left out")


def named(parts: Sequence[str]) -> str:
    """A body and its part as one name, without saying anything twice."""
    whole, part = parts[0].strip(), " ".join(parts[1:]).strip()
    if not part or fold(part) in fold(whole):
        return whole
    if not whole or fold(whole) in fold(part):
        return part
    return f"{whole} {part}" if fold(part).startswith("dba ") else f"{whole}: {part}"


def point(parts: Sequence[str]) -> str:
    """Latitude and longitude as one text; '' when one of them is not stated."""
    return " ".join(parts) if all(parts) else ""
