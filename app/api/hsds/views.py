"""`/hsds/v3/…` and `/oruk/v3/…`: our listings as HSDS 3.1 and as Open Referral UK 3.0, for anybody."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.datastructures import MultiDict

from app.access.permissions import public
from app.api.answering import document, sent_form, sent_json
from app.api.hsds import lists
from app.api.hsds.answers import Read, answered
from app.api.hsds.description import describe
from app.api.hsds.parameters import FULL_SERVICE, Refused, read_parameters
from app.api.hsds.profile import profile
from app.api.hsds.standards import Standard, standard_of
from app.listings.in_turn import InTurn
from app.plumbing.errors import problem
from app.plumbing.words import gettext as _


def blueprint(standard: Standard) -> Blueprint:
    """The addresses of a standard; all of them answer alike."""
    made = Blueprint(standard.name, __name__)
    made.register_error_handler(Refused, _refused)
    made.after_request(_open_to_all)
    for path, view in _ROUTES.items():
        # What is looked for may be sent in a body, so that it stands in no address.
        methods = ["GET", "POST"] if view.__name__ in standard.parameters else ["GET"]
        made.add_url_rule(path, view.__name__, view, methods=methods)
    return made


def _refused(error: Refused) -> Response:
    return problem(400, str(error), key=error.key)


def _open_to_all(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Vary"] = "Accept-Language"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept-Language"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


@public
def root() -> Response:
    of = _standard()
    base = f"{current_app.config['BASE_URL']}{of.path}"
    return document({"version": of.version, "profile": f"{base}/profile", "openapi_url": f"{base}/openapi.json"})


@public
def our_profile() -> Response:
    return document(profile(current_app.config["BASE_URL"], _standard()))


@public
def openapi() -> Response:
    return document(describe(current_app.config["BASE_URL"], current_app.config["SITE_NAME"], _standard()))


@public
def services() -> Response:
    return _list("services", lists.services)


@public
def service(id: str) -> Response:
    return _one("services", lists.service(_uuid(id)))


@public
def organizations() -> Response:
    return _list("organizations", lists.organizations)


@public
def organization(id: str) -> Response:
    asked = read_parameters(request.args, (FULL_SERVICE,))
    return _one("organizations", lists.organization(_uuid(id), full_service=asked.get("full_service", False)))


@public
def service_at_locations() -> Response:
    return _list("service_at_locations", lists.service_at_locations)


@public
def service_at_location(id: str) -> Response:
    return _one("service_at_locations", lists.service_at_location(_uuid(id)))


@public
def taxonomies() -> Response:
    return _list("taxonomies", lists.taxonomies)


@public
def taxonomy(id: str) -> Response:
    return _one("taxonomies", lists.taxonomy(_uuid(id)))


@public
def taxonomy_terms() -> Response:
    return _list("taxonomy_terms", lists.taxonomy_terms)


@public
def taxonomy_term(id: str) -> Response:
    return _one("taxonomy_terms", lists.taxonomy_term(_uuid(id)))


_ROUTES: dict[str, Callable[..., Response]] = {
    "/": root,
    "/profile": our_profile,
    "/openapi.json": openapi,
    "/services": services,
    "/services/<id>": service,
    "/organizations": organizations,
    "/organizations/<id>": organization,
    "/service_at_locations": service_at_locations,
    "/service_at_locations/<id>": service_at_location,
    "/taxonomies": taxonomies,
    "/taxonomies/<id>": taxonomy,
    "/taxonomy_terms": taxonomy_terms,
    "/taxonomy_terms/<id>": taxonomy_term,
}


def _list(name: str, choose: Callable[[dict[str, Any]], tuple[list[str] | InTurn, Read]]) -> Response:
    of = _standard()
    asked = read_parameters(_given(), of.parameters[name])
    ids, read = choose(asked)
    return answered(asked, ids, lambda session, some: [of.worded(name, row) for row in read(session, some)])


def _one(name: str, found: dict[str, Any]) -> Response:
    return document(_standard().worded(name, found))


def _given() -> MultiDict[str, str]:
    """The parameters of the address, and those of a body, which is a JSON object or a form."""
    body = _sent() if request.method == "POST" else MultiDict[str, str]()
    return MultiDict([*request.args.items(multi=True), *body.items(multi=True)])


def _sent() -> MultiDict[str, str]:
    if not request.is_json:
        return sent_form()
    body = sent_json()
    if not isinstance(body, dict) or not all(isinstance(value, str | int) for value in body.values()):
        raise Refused("", _('Send a JSON object of texts and numbers, such as {"search": "grief", "page": 1}.'))
    return MultiDict(
        {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in body.items()}
    )


def _standard() -> Standard:
    return standard_of(request.blueprint)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)
