"""`/api/v1/…`: JSON for anybody, an export for whoever has a key."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, jsonify, request, stream_with_context

from app.access.permissions import public, with_api_key
from app.access.queries import holder_of
from app.api.openapi import describe
from app.api.presenters import Presenter
from app.api.understanding import answer
from app.criteria.asking import Asking
from app.criteria.findings import REACHABLE, find
from app.criteria.grammar import Parsed, Problem
from app.criteria.requests import asking, parsed
from app.criteria.whereabouts import locate
from app.listings.listing import Audience, Listing
from app.listings.requests import directory
from app.listings.source import Gone, every_listing, listing_by_id
from app.plumbing import clock
from app.plumbing.errors import problem
from app.plumbing.locale import locale_code
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _

blueprint = Blueprint("api", __name__)

AUDIENCE: Audience = "api"


@blueprint.after_request
def _open_to_all(response: Response) -> Response:
    """Public reads may be made from any page; what needs a key may not (API-02)."""
    reads = request.method in ("GET", "HEAD") or request.endpoint == "api.understanding"
    if reads and "Authorization" not in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS" and request.endpoint == "api.understanding":
        # A sentence is read and forgotten: any page may send one, with nothing else of the reader's.
        response.headers["Access-Control-Allow-Methods"] = "POST"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept-Language"
        response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Vary"] = "Accept-Language, Authorization"
    return response


@blueprint.get("/listings")
@public
def listings() -> Response:
    asked, put = parsed(also=("facets",)), asking(AUDIENCE)
    if refusal := _refused(asked, put):
        return refusal
    with_facets = request.args.get("facets") != "none"
    findings = find(database_session(), put, asked.criteria, facets=with_facets)
    return _json(_presenter().search(findings, asked.ignored, facets=with_facets))


@blueprint.get("/listings/<listing_id>")
@public
def listing(listing_id: str) -> Response:
    found = listing_by_id(database_session(), _uuid(listing_id), AUDIENCE)
    if isinstance(found, Listing):
        return _json(_presenter().listing(found))
    abort(410 if isinstance(found, Gone) else 404)


@blueprint.get("/facets")
@public
def facets() -> Response:
    return _json(_presenter().facet_list())


@blueprint.post("/understanding")
@public
def understanding() -> Response:
    return answer(request.get_json(force=True, silent=True))


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    return _json(describe(current_app.config["BASE_URL"], current_app.config["SITE_NAME"]))


@blueprint.get("/export.ndjson")
@with_api_key
def export() -> Response:
    lines = stream_with_context(_export_lines(_presenter(), current_app.json))
    return Response(lines, mimetype="application/x-ndjson")


def _export_lines(presenter: Presenter, json: Any) -> Iterator[str]:
    """Every public listing of one moment: the session reads one moment from beginning to end."""
    count, as_of = 0, clock.now()
    with database().reading() as session:
        for found in every_listing(session, AUDIENCE):
            count += 1
            yield json.dumps(presenter.listing(found)) + "\n"
    yield json.dumps({"end": True, "count": count, "as_of": as_of}) + "\n"


def _presenter() -> Presenter:
    config = current_app.config
    return Presenter(directory().lexicon, locale_code(), config["BASE_URL"], config["DEFAULT_CURRENCY"])


def _refused(asked: Parsed, put: Asking) -> Response | None:
    problems = list(asked.problems)
    where = locate(asked.criteria, put.find_place)
    candidates = [place.label for place in where.candidates]
    if where.unknown is not None:
        problems.append(Problem("near", _("We know no place called “%(name)s”.", name=where.unknown)))
    if candidates:
        problems.append(Problem("near", _("There are several places of that name.")))
    if asked.criteria.page * asked.criteria.per_page > REACHABLE and not _has_key():
        sentence = _("Without an API key the first %(number)s results can be reached.", number=REACHABLE)
        problems.append(Problem("page", sentence))
    if request.args.get("facets", "none") != "none":
        problems.append(Problem("facets", _("“facets” can only be “none”.")))
    if not problems:
        return None
    named = [{"key": p.key, "detail": p.sentence} for p in problems]
    return problem(400, problems[0].sentence, key=problems[0].key, problems=named, candidates=candidates)


def _has_key() -> bool:
    scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and holder_of(database_session(), key.strip()) is not None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)


def _json(body: Any) -> Response:
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
