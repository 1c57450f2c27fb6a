"""`/api/v1/…`: JSON for anybody, an export for whoever has a key."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, request, stream_with_context

from app.access.holding import may
from app.access.permissions import by_key_for_changes, by_key_for_export, public
from app.api import changing
from app.api.answering import document
from app.api.openapi import describe
from app.api.presenters import Presenter
from app.api.understanding import answer
from app.criteria.asking import Asking
from app.criteria.findings import REACHABLE, find
from app.criteria.grammar import Parsed, Problem
from app.criteria.requests import asking, parsed
from app.criteria.whereabouts import locate
from app.listings.changed import present
from app.listings.listing import Audience, Listing
from app.listings.names import read_words
from app.listings.requests import directory
from app.listings.source import Gone, every_listing, listing_by_id
from app.plumbing import clock
from app.plumbing.errors import problem
from app.plumbing.locale import locale_code
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.vocabulary.lexicon import Lexicon

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
    return document(presenter().search(findings, asked.ignored, facets=with_facets))


@blueprint.get("/listings/<listing_id>")
@public
def listing(listing_id: str) -> Response:
    found = listing_by_id(database_session(), _uuid(listing_id), AUDIENCE)
    if isinstance(found, Listing):
        return document(presenter().listing(found))
    abort(410 if isinstance(found, Gone) else 404)


@blueprint.get("/facets")
@public
def facets() -> Response:
    return document(presenter().facet_list())


@blueprint.post("/understanding")
@public
def understanding() -> Response:
    return answer()


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    return document(describe(current_app.config["BASE_URL"], current_app.config["SITE_NAME"]))


@blueprint.get("/export.ndjson")
@by_key_for_export
def export() -> Response:
    return Response(stream_with_context(_export_lines()), mimetype="application/x-ndjson")


@blueprint.get("/changes")
@by_key_for_changes
def changes() -> Response:
    return changing.answer(presenter(), AUDIENCE)


def _export_lines() -> Iterator[str]:
    """Every public listing of one moment: the session reads one moment from beginning to end."""
    json, secret = current_app.json, current_app.config["SECRET_KEY"]
    count, as_of = 0, clock.now()
    with database().reading() as session:
        # Where to go on from, without a gap: what this session does not see has a later number.
        cursor = changing.word_of(present(session), secret)
        # The words are of that moment too; nothing here is searched, so no index is asked for.
        shown = presenter(read_words(session))
        for found in every_listing(session, AUDIENCE):
            count += 1
            yield json.dumps(shown.listing(found)) + "\n"
    yield json.dumps({"end": True, "count": count, "as_of": as_of, "cursor": cursor}) + "\n"


def presenter(lexicon: Lexicon | None = None) -> Presenter:
    """What presents to this request's reader, in the words of the directory or in these."""
    config = current_app.config
    return Presenter(lexicon or directory().lexicon, locale_code(), config["BASE_URL"], config["DEFAULT_CURRENCY"])


def _refused(asked: Parsed, put: Asking) -> Response | None:
    problems = list(asked.problems)
    where = locate(asked.criteria, put.find_place)
    candidates = [place.label for place in where.candidates]
    if where.unknown is not None:
        problems.append(Problem("near", _("We know no place called “%(name)s”.", name=where.unknown)))
    if candidates:
        problems.append(Problem("near", _("There are several places of that name.")))
    if asked.criteria.page * asked.criteria.per_page > REACHABLE and not may("depth"):
        sentence = _("Without an API key for “depth” the first %(number)s results can be reached.", number=REACHABLE)
        problems.append(Problem("page", sentence))
    if request.args.get("facets", "none") != "none":
        problems.append(Problem("facets", _("“facets” can only be “none”.")))
    if not problems:
        return None
    named = [{"key": p.key, "detail": p.sentence} for p in problems]
    return problem(400, problems[0].sentence, key=problems[0].key, problems=named, candidates=candidates)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)
