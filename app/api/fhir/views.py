"""`/fhir/…`: what there is, one resource, and all of a type page by page."""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import MultiDict

from app.access.permissions import public
from app.api.answering import sent_form
from app.api.fhir.asking import listing_id, search_of
from app.api.fhir.capabilities import FORMAT, capabilities
from app.api.fhir.codes import Codes, Resource
from app.api.fhir.definitions import code_system, extension
from app.api.fhir.pages import AUDIENCE, Page, page_of
from app.api.fhir.parameters import Refused
from app.api.fhir.resources import TYPES, Translator
from app.criteria.labels import labels_of
from app.listings.paging import Removed, read_rows
from app.listings.requests import directory
from app.plumbing import clock
from app.plumbing.locale import locale_code
from app.plumbing.requests import database_session
from app.plumbing.sealed_addresses import Spoilt, TooLong, opened, sealed
from app.plumbing.words import gettext as _

blueprint = Blueprint("fhir", __name__)
Asked = MultiDict[str, str]
# What the `next` of a search by body is sealed for.
_SEALED = "fhir-search"
_JSON = (FORMAT, "application/json", "json", "text/json")


@blueprint.before_request
def _only_json() -> Response | None:
    """Whoever insists on something else than JSON is told that there is nothing else."""
    asked = request.args.get("_format")
    if asked is not None:
        # A plus in an address reads as a space.
        wanted = asked.partition(";")[0].replace(" ", "+").strip() in _JSON
    else:
        wanted = not request.accept_mimetypes or bool(request.accept_mimetypes.best_match(_JSON[:2]))
    return None if wanted else outcome(406, _("Here is only JSON: %(format)s.", format=FORMAT), "not-supported")


@blueprint.after_request
def _open_to_all(response: Response) -> Response:
    """Any page may read what is public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


@blueprint.errorhandler(Refused)
def _refused(error: Refused) -> Response:
    return outcome(error.status, str(error), error.code)


@blueprint.get("/StructureDefinition/<name>")
@public
def definition(name: str) -> Response:
    """What one of our own extensions says."""
    return _found(extension(name, current_app.config["BASE_URL"]))


@blueprint.get("/CodeSystem/<name>")
@public
def codes(name: str) -> Response:
    """What the codes of one of our schemes mean."""
    return _found(code_system(name, _translator().codes))


@blueprint.get("/r4/metadata")
@public
def metadata() -> Response:
    """What can be asked here."""
    return _fhir(capabilities(_base(), current_app.config["SITE_NAME"]))


@blueprint.get("/r4/<kind>/<resource>")
@public
def read(kind: str, resource: str) -> Response:
    """One resource, or 404 and 410 as FHIR has them."""
    id = listing_id(resource)
    if kind not in TYPES or id is None:
        return _found(None)
    listing = next(iter(read_rows(database_session(), [id], AUDIENCE)), None)
    if isinstance(listing, Removed):
        return outcome(410, _("This listing has been removed, or is not shown for now."), "deleted")
    known = [] if listing is None else _translator().resources(listing, kind)
    return _found(next((one for one in known if one["id"] == resource), None))


@blueprint.get("/r4/<kind>")
@public
def search(kind: str) -> Response:
    """A page of the resources of a type; `page` may hold a whole search, as the page before gave it."""
    try:
        said = opened(current_app.config["SECRET_KEY"], _SEALED, request.args.get("page", "")).text
    except Spoilt:
        return _searched(kind, request.args)
    return _searched(kind, MultiDict(parse_qsl(said, keep_blank_values=True)), by_body=True)


@blueprint.post("/r4/<kind>/_search")
@public
def search_by_body(kind: str) -> Response:
    """The same, asked in the body: what is looked for is in no address, nor in that of the next page."""
    return _searched(kind, MultiDict([*request.args.items(multi=True), *sent_form().items(multi=True)]), by_body=True)


def _searched(kind: str, asked: Asked, *, by_body: bool = False) -> Response:
    if kind not in TYPES:
        return outcome(404, _("There is no such type of resource here."), "not-supported")
    search = search_of(kind, asked, _base())
    page = page_of(database_session(), directory().snapshot, search, _translator())
    return _fhir(_bundle(_links(kind, asked, page, by_body=by_body), page, first="page" not in asked))


def _links(kind: str, asked: Asked, page: Page, *, by_body: bool) -> list[dict[str, str]]:
    """Where this page is and where the next; of a search by body the address says nothing that can be read."""
    here, pairs = f"{_base()}/{kind}", list(asked.items(multi=True))
    links = [{"relation": "self", "url": _address(here, [] if by_body else pairs)}]
    if page.goes_on:
        further = [*((key, value) for key, value in pairs if key != "page"), ("page", page.goes_on)]
        links.append({"relation": "next", "url": _address(here, [("page", _sealed(further))] if by_body else further)})
    return links


def _sealed(pairs: list[tuple[str, str]]) -> str:
    try:
        return sealed(current_app.config["SECRET_KEY"], _SEALED, urlencode(pairs), clock.now())
    except TooLong:
        raise Refused(_("That was more than we can take at once."), "too-costly", 413) from None


def _bundle(links: list[dict[str, str]], page: Page, *, first: bool) -> Resource:
    """How many there are is said where one page holds them all; else nobody has counted."""
    entries = [*(_entry(one, "match") for one in page.matches), *(_entry(one, "include") for one in page.included)]
    bundle: Resource = {"resourceType": "Bundle", "type": "searchset", "link": links}
    if not page.goes_on and first:
        bundle["total"] = len(page.matches)
    return bundle | ({"entry": entries} if entries else {})


def _entry(one: Resource, mode: str) -> Resource:
    url = f"{_base()}/{one['resourceType']}/{one['id']}"
    return {"fullUrl": url, "resource": one, "search": {"mode": mode}}


def _translator() -> Translator:
    return Translator(Codes(labels_of(directory().lexicon, locale_code()), current_app.config["BASE_URL"]))


def _address(here: str, asked: list[tuple[str, str]]) -> str:
    return f"{here}?{urlencode(asked)}" if asked else here


def _base() -> str:
    return f"{current_app.config['BASE_URL']}/fhir/r4"


def outcome(status: int, sentence: str, code: str | None = None) -> Response:
    """What went wrong, as FHIR says it."""
    known = {
        400: "invalid",
        404: "not-found",
        405: "not-supported",
        410: "deleted",
        414: "too-long",
        415: "not-supported",
        429: "throttled",
    }
    issue = {"severity": "error", "code": code or known.get(status, "exception"), "diagnostics": sentence}
    return _fhir({"resourceType": "OperationOutcome", "issue": [issue]}, status)


def _found(resource: Resource | None) -> Response:
    return outcome(404, _("There is nothing at this address.")) if resource is None else _fhir(resource)


def _fhir(body: Resource, status: int = 200) -> Response:
    return Response(current_app.json.dumps(body), status, content_type=f"{FORMAT}; charset=utf-8")
