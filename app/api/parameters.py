"""The parameters of a search that are no facets: their schema and what they mean. An empty value says nothing."""

from typing import Any

from app.criteria.criteria import SORTS, UNSTATABLE
from app.criteria.values import MOST_PER_PAGE
from app.listings.facets import BY_KEY

_STATED: dict[str, tuple[dict[str, Any], str]] = {
    "without": (
        {"type": "array", "items": {"type": "string", "pattern": "^([a-z_]+:.+)?$"}},
        "Leave out: `facet:slug`, repeatable.",
    ),
    "prefer": (
        {"type": "array", "items": {"type": "string", "pattern": "^([a-z_]+:.+|pay|near|reduced_open|q)?$"}},
        "A wish: `facet:slug`, or a key whose value is then a wish. Repeatable. Orders and explains, never excludes.",
    ),
    "unstated": (
        {"type": "array", "items": {"type": "string", "enum": [*BY_KEY, *UNSTATABLE]}},
        "Also keep, after the others, who does not state this. Repeatable.",
    ),
    "language_level": (
        {"type": "string", "enum": ["any"]},
        "`any`: `language` also means conversational, with an interpreter, or no level stated.",
    ),
    "near": ({"type": "string", "maxLength": 200}, "A postcode or place; implies `seen_from` of that place."),
    "within": (
        {"type": "string", "pattern": r"^([0-9]{1,4}(\.[0-9]{1,3})?(km|mi))?$"},
        "How far from `near`, such as 10mi or 15km; by default by how densely people live there.",
    ),
    "lat": ({"type": "number", "minimum": -90, "maximum": 90}, "With `lon`: a point instead of `near`."),
    "lon": ({"type": "number", "minimum": -180, "maximum": 180}, "With `lat`."),
    "seen_from": (
        {"type": "string", "pattern": "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$"},
        "Where the seeker will be during remote sessions: ISO 3166, such as GB-ENG, US-CA or IE.",
    ),
    "pay": (
        {"type": "string", "pattern": r"^([0-9]{1,5}(\.[0-9]{1,2})?)?$"},
        "The most per session, in major units of `currency`.",
    ),
    "reduced_open": (
        {"type": "string", "enum": ["1", "0"]},
        "`1`: only offers with a reduced place confirmed open.",
    ),
    "currency": (
        {"type": "string", "pattern": "^([A-Z]{3})?$"},
        "ISO 4217, else the site's. Also of `sort=cost`.",
    ),
    "q": (
        {"type": "string", "maxLength": 200},
        "Words in name, headline and about; the last one may be a beginning.",
    ),
    "sort": (
        {"type": "string", "enum": list(SORTS)},
        "`best`: wishes met, then whole matches, then the daily rotation; `near`: by distance; `cost`; `soonest`.",
    ),
    "page": (
        {"type": "integer", "minimum": 1},
        "From 1. Without a key of scope `depth` the first 200 results can be reached.",
    ),
    "per_page": ({"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE}, "20 when not said."),
    "facets": ({"type": "string", "enum": ["none"]}, "`none` leaves the counts out."),
}


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that may be left empty, as forms send what was not filled in."""
    if "items" in schema:
        return schema | {"items": _or_nothing(schema["items"])}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], ""]}
    return schema if schema["type"] == "string" else {"anyOf": [schema, {"type": "string", "const": ""}]}


# What no form sends stands as it is.
SINGLE = {name: (schema if name == "facets" else _or_nothing(schema), text) for name, (schema, text) in _STATED.items()}

# A search that somebody may well make, and that every installation understands.
EXAMPLES: dict[str, Any] = {
    "language": ["pa", "ur"],
    "format": ["video", "in-person"],
    "without": ["times:weekend"],
    "prefer": ["availability:now"],
    "unstated": ["language"],
    "seen_from": "GB-ENG",
    "pay": "35",
    "currency": "GBP",
    "sort": "best",
    "per_page": 5,
}
