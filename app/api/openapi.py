"""The OpenAPI 3.1 description, generated from the facet table, the grammar and the shapes."""

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from app.api import schemas, streams
from app.api.changing import MOST, USUAL
from app.api.parameters import EXAMPLES, SINGLE
from app.listings.facets import FACETS

_MODELS = (
    schemas.Search,
    schemas.Listing,
    schemas.Facets,
    schemas.Say,
    schemas.Understanding,
    schemas.Problem,
    streams.Changes,
    streams.ExportEnd,
)
_REF = "#/components/schemas/{model}"


@cache
def describe(base_url: str, site_name: str) -> dict[str, Any]:
    """The description of this installation's API."""
    _map, definitions = models_json_schema([(model, "validation") for model in _MODELS], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site_name} API",
            "version": "1",
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base_url}],
        "paths": _paths(),
        "components": {
            "schemas": definitions["$defs"],
            "headers": _HEADERS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": _KEYS}},
        },
    }


_DESCRIPTION = """\
Search practitioners and services by what a person can pay, language, community, approach, place and access.

Values of one facet are any-of; different facets must all hold; everything that an offer has must hold for one
and the same offer. `without=facet:slug` leaves out listings (for a facet of the person) or offers (for a facet of
the offer) with that value. Terms do not imply their parents or children: ask for each that will do (times and
payers state their parents themselves: `saturday` comes with `weekend`). A price is for
one person unless `session` says otherwise. A country in `may_see_people_in` covers its parts; `seen_from` of a
whole country finds who may see people in at least a part of it. Facet counts leave out the choices of the facet
itself and apply everything else, `without` included. Identity, gender, faith and pronouns appear, count and match
only where the practitioner consented to the audience "api". Amounts are asked in major and answered in minor units.

**Wishes.** `prefer=facet:slug` is one wish each; it limits nothing, orders and explains. `prefer=pay`, `prefer=near`,
`prefer=reduced_open` and `prefer=q` make the value under that key a wish. A wished `pay` is met by an offer with the
price in that currency, for one person unless `session` is chosen; a wished `near` by an offer in a place within the
radius, or a remote one by someone who may see people there. `seen_from` stays required if it is given.

**Not stated.** `unstated=facet`, for a facet that is chosen, also keeps who does not state it: of a facet of the
person who states nothing of it (`language`: also who states the language without a level), of a facet of the offer
the offers that state nothing of it (`access`: neither yes nor no for a feature asked for; `availability`: unknown,
while closed is stated). `unstated=pay` keeps offers that state no fee, `unstated=seen_from` remote offers of whoever
does not say where they may see people. Of what is not asked for it changes nothing. Facet counts go on counting who
has the value; `silent` says for each thing required how many more `unstated` gives.

**Order.** `best`: most wishes met, then whole matches before those that leave something required unsaid, then a
rotation by hash of (day in UTC, listing id). `near`: whole matches, then distance, then wishes. `cost`: whole matches,
then the least amount that may match in `currency` (others last), then wishes. `soonest`: whole matches, then now,
waiting list, unknown, closed, then wishes. What remains equal is decided by the rotation, in every order. Of each
listing the offer is shown by which it stands where it does; between offers that are equal in that the nearest one,
then the cheapest, then the first. Nothing else is an input.
"""


_KEYS = """\
Free: whoever has an account makes keys at /account/api-keys. A key opens what its scopes say: `depth` more than the
first 200 results of a search, `export` every listing at once, `changes` what has changed. Never send it in an address.
"""

_LEFT = {"type": "integer", "minimum": 0}
_HEADERS: dict[str, Any] = {
    "RateLimit-Policy": {
        "description": "What may be asked: `q` requests in `w` seconds, for each window.",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What is left: `r` requests in a window that ends in `t` seconds.",
        "schema": {"type": "string"},
    },
    "RateLimit-Limit": {"description": "The quota of the window with the least left.", "schema": _LEFT},
    "RateLimit-Remaining": {"description": "What is left in that window.", "schema": _LEFT},
    "RateLimit-Reset": {"description": "In how many seconds it ends.", "schema": _LEFT},
}
_SAID: dict[str, Any] = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}


def _paths() -> dict[str, Any]:
    return {
        "/api/v1/listings": {
            "get": _operation("searchListings", "Search", "Search", _search_parameters(), bad=True),
        },
        "/api/v1/listings/{id}": {
            "get": _operation("getListing", "One listing", "Listing", [_listing_id()], missing=True),
        },
        "/api/v1/facets": {"get": _operation("listFacets", "Every facet with its terms", "Facets", [])},
        "/api/v1/understanding": {"post": _understanding()},
        "/api/v1/openapi.json": {"get": _operation("describe", "This description", None, [])},
        "/api/v1/export.ndjson": {"get": _export()},
        "/api/v1/changes": {"get": _changes()},
    }


def _operation(
    name: str,
    summary: str,
    answer: str | None,
    parameters: list[dict[str, Any]],
    *,
    bad: bool = False,
    missing: bool = False,
) -> dict[str, Any]:
    schema = {"type": "object"} if answer is None else {"$ref": _REF.format(model=answer)}
    responses: dict[str, Any] = {
        "200": {"description": summary, "headers": _SAID, "content": {"application/json": {"schema": schema}}},
        "304": {"description": "Not changed since the ETag in If-None-Match."},
        "400": _problem("A parameter cannot be taken; `key` names it." if bad else "A key came in the address."),
        **_ALWAYS,
    }
    if missing:
        responses["404"] = _problem("There never was such a listing.")
        responses["410"] = _problem("The listing was removed.")
    either: list[dict[str, list[str]]] = [{}, {"key": []}]
    return {
        "operationId": name,
        "summary": summary,
        "security": either,
        "parameters": parameters,
        "responses": responses,
    }


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model="Problem")}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


_TOO_MANY = {"headers": {**_SAID, "Retry-After": {"description": "Seconds to wait.", "schema": _LEFT}}}
_ALWAYS: dict[str, Any] = {
    "429": _problem("That was one too many.") | _TOO_MANY,
    "default": _problem("Something else went wrong."),
}
_KEYED: dict[str, Any] = {
    "401": _problem("There is no key, or it was revoked."),
    "403": _problem("The key does not open this; `scope` names what it would have to."),
    **_ALWAYS,
}


def _changes() -> dict[str, Any]:
    since = {"type": "string", "pattern": "^[A-Za-z0-9_-]{64}$"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST}
    changes = {"application/json": {"schema": {"$ref": _REF.format(model="Changes")}}}
    return {
        "operationId": "listChanges",
        "summary": "What has changed since: listings as they are now, and ids of those that are no longer public",
        "description": _CHANGES,
        "security": [{"key": []}],
        "parameters": [
            _parameter("since", since, "The `cursor` of the last answer, or of an export; from the beginning without."),
            _parameter("limit", limit, f"At most so many; {USUAL} when not said."),
        ],
        "responses": {
            "200": {"description": "Changes in their order.", "headers": _SAID, "content": changes},
            "400": _problem("`since` is no cursor of ours, or `limit` no such number."),
            "410": _problem("What the cursor counts is no more: begin without `since`, and delete what does not come."),
            **_KEYED,
        },
    }


_CHANGES = """\
Ask with the last `cursor` until `more` is false; nothing is left out, whatever changes meanwhile; what changes again
comes again. A listing takes the place of all you hold of it: what it no longer says was withdrawn. `removed` says that
it is not public now, and nothing of why: delete what you hold. Do both within a day, and ask at least daily.
"""


def _export() -> dict[str, Any]:
    line = {"anyOf": [{"$ref": _REF.format(model="Listing")}, {"$ref": _REF.format(model="ExportEnd")}]}
    return {
        "operationId": "export",
        "summary": "Every public listing of one moment, one JSON object a line; the last line counts them",
        "security": [{"key": []}],
        "responses": {
            "200": {
                "description": "Lines of JSON, each a listing, then the end.",
                "headers": _SAID,
                "content": {"application/x-ndjson": {"schema": {"type": "string"}, "x-line": line}},
            },
            "400": _problem("A key came in the address."),
            **_KEYED,
        },
    }


def _understanding() -> dict[str, Any]:
    def body(model: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}

    return {
        "operationId": "understand",
        "summary": "What a sentence in somebody's own words asks for",
        "description": "Reads only; nothing of the sentence is stored or logged. May be sent from any page.",
        "security": [{}, {"key": []}],
        "requestBody": {"required": True, "content": body("Say")},
        "responses": {
            "200": {"description": "What was understood.", "headers": _SAID, "content": body("Understanding")},
            "400": _problem("There is no `say`, or it is longer than 2,000 characters."),
            "415": _problem("What was sent does not say that it is JSON."),
            **_ALWAYS,
        },
    }


def _listing_id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _search_parameters() -> list[dict[str, Any]]:
    facets = [
        _parameter(
            facet.key,
            {"type": "array", "items": {"type": "string"}},
            f"{facet.label} (of the {facet.level}): slugs from /facets, any of them."
            + (" They are ids that organisations give." if facet.of_organisations else ""),
        )
        for facet in FACETS
    ]
    return [*facets, *(_parameter(name, schema, text) for name, (schema, text) in SINGLE.items())]


def _parameter(name: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    described = {"name": name, "in": "query", "required": False, "schema": schema, "description": text}
    return described | ({"example": EXAMPLES[name]} if name in EXAMPLES else {})
