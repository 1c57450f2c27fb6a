"""The OpenAPI 3.1 description of our lists of one standard. The official ones are no valid OpenAPI: this is our own."""

from typing import Any

from app.api.hsds.parameters import AFTER, FULL_SERVICE, Parameter
from app.api.hsds.standards import Standard

_TEXT = """\
Listings as {title}, for anybody and without a key. `profile` says how a listing becomes a service, and lists every
`link_type` of our attributes.

**Pages.** Everything is in an order that no edit changes. Whoever reads page by page follows `next` (also a `Link`
header), which names where the page before ended (`after`): who is there from the first page to the last comes exactly
once, nobody comes twice, and who was withdrawn does not come any more. `page` alone does the same for services and
organizations without a filter, within a day in UTC: who goes leaves a gap till then, so a page may be shorter than
`per_page`. With a filter, and in other lists, it counts at that moment.
`format=ndjson` is everything of one moment, one object a line. A list may also be asked for by POST, with the
parameters in the body: then what is looked for stands in no address.

**Changes.** `modified_after` gives what changed at that moment or later; without other filters also what was removed,
as a service with nothing but its id and the status `defunct`: delete your copy. Ask the next time with the moment
before the first page of this time.

Filters must all hold. What cannot be taken is answered with 400 and one sentence; `key` names the parameter.
"""
_KINDS = {
    "services": ("Service", "services"),
    "organizations": ("Organization", "organizations, one a service"),
    "service_at_locations": ("ServiceAtLocation", "services at their places; one that is online is at a virtual one"),
    "taxonomies": ("Taxonomy", "taxonomies of our vocabulary"),
    "taxonomy_terms": ("TaxonomyTerm", "terms of our vocabulary"),
}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
_OBJECT = {"type": "object"}
_UUID = {"type": "string", "format": "uuid"}


def describe(base_url: str, site_name: str, standard: Standard) -> dict[str, Any]:
    """The description of this installation."""
    paths: dict[str, Any] = {
        "/": {"get": _operation("about", "Which version this is", _about())},
        "/profile": {"get": _operation("profile", "What our documents say beyond the standard", _OBJECT)},
        "/openapi.json": {"get": _operation("describe", "This description", _OBJECT)},
    }
    for name, known in standard.parameters.items():
        kind, meaning = _KINDS[name]
        one = [_query(FULL_SERVICE)] if name == "organizations" else []
        paths[f"/{name}"] = {"get": _list(kind, meaning, known), "post": _sent(kind, meaning, known)}
        paths[f"/{name}/{{id}}"] = {"get": _operation(f"get{kind}", "One, with all of it", _ref(kind), [_ID, *one])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site_name}: {standard.title}",
            "version": standard.version,
            "description": _TEXT.format(title=standard.title),
        },
        "servers": [{"url": f"{base_url}{standard.path}"}],
        "paths": paths,
        "components": {
            "schemas": {"Page": _page(), "Problem": _problem()} | {kind: _thing(kind) for kind, _ in _KINDS.values()}
        },
    }


def _list(kind: str, meaning: str, known: tuple[Parameter, ...]) -> dict[str, Any]:
    contents = {"properties": {"contents": {"type": "array", "items": _ref(kind)}}}
    made = _operation(f"list{kind}", f"List {meaning}", {"allOf": [_ref("Page"), contents]}, [_query(p) for p in known])
    made["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}, "x-line": _ref(kind)}
    return made


def _sent(kind: str, meaning: str, known: tuple[Parameter, ...]) -> dict[str, Any]:
    """The same list with the parameters in a body, for what should stand in no address and no log."""
    members = {parameter.name: parameter.schema for parameter in known}
    body = {"type": "object", "properties": members, "additionalProperties": False}
    made = _list(kind, meaning, known) | {"operationId": f"search{kind}", "parameters": []}
    content = {"application/json": {"schema": body}, "application/x-www-form-urlencoded": {"schema": body}}
    return made | {"requestBody": {"required": False, "content": content}}


def _operation(
    name: str, summary: str, schema: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    parameters = parameters or []
    responses: dict[str, Any] = {
        "200": {"description": summary, "content": {"application/json": {"schema": schema}}},
        "304": {"description": "Not changed since the ETag in If-None-Match."},
        "default": _wrong("Something else went wrong."),
    }
    if any(parameter["in"] == "query" for parameter in parameters):
        responses["400"] = _wrong("A parameter cannot be taken; `key` names it.")
    if _ID in parameters:
        responses |= {"404": _wrong("There never was such a thing."), "410": _wrong("It was removed.")}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}


def _query(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "schema": parameter.schema,
        "description": parameter.meaning,
    }


def _wrong(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {"schema": _ref("Problem")}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _about() -> dict[str, Any]:
    address = {"type": "string", "format": "uri"}
    members = {"version": {"type": "string"}, "profile": address, "openapi_url": address}
    return {"type": "object", "required": [*members], "properties": members}


def _page() -> dict[str, Any]:
    numbers = {name: {"type": "integer", "minimum": 0} for name in ("total_items", "size")}
    numbers |= {name: {"type": "integer", "minimum": 1} for name in ("total_pages", "page_number")}
    members = numbers | {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    following = {"after": AFTER, "next": {"type": "string", "format": "uri"}}
    return {
        "type": "object",
        "required": [*members, "contents"],
        "properties": members | {"contents": {"type": "array"}} | following,
    }


def _thing(kind: str) -> dict[str, Any]:
    said = {name: {"type": "string"} for name in _REQUIRED.get(kind, ())}
    return {
        "type": "object",
        "description": f"As the standard has it: {kind}.",
        "required": ["id", *said],
        "properties": {"id": _UUID} | said,
    }


_REQUIRED = {
    "Service": ("name", "status"),
    "Organization": ("name", "description"),
    "Taxonomy": ("name", "description"),
    "TaxonomyTerm": ("name", "description"),
}


def _problem() -> dict[str, Any]:
    members = {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}}
    members |= {"detail": {"type": "string"}, "key": {"type": "string"}}
    return {"type": "object", "required": ["type", "title", "status", "detail"], "properties": members}
