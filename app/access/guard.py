"""The guard: before a view runs, its marker is held. A route without a marker is closed."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from app.access.holding import FOR_PROGRAMS, key_holder, key_in_address, may, not_opened
from app.access.keys import Scope
from app.access.permissions import Permission, public
from app.access.visitors import NEED_TWO_FACTORS, membership, signed_in
from app.plumbing.assets import serve
from app.plumbing.mail_page import mail, mails
from app.plumbing.server import livez, readyz

# Plumbing knows no permissions: its routes get their markers here.
_PLUMBING: dict[str, tuple[str, Any]] = {
    "static": ("/static/<digest>/<path:name>", public(serve)),
    "livez": ("/livez", public(livez)),
    "readyz": ("/readyz", public(readyz)),
}
_IN_DEVELOPMENT: dict[str, tuple[str, Any]] = {
    "mails": ("/development/mail", public(mails)),
    "mail": ("/development/mail/<name>", public(mail)),
}

# Sent by POST only so that a sentence or a list is in no address: they change nothing, and a seeker has no cookie to
# misuse. A token would only cost the reader one.
_CHANGES_NOTHING = (
    "app.finder.views.say",
    "app.finder.together_views.sheet_for",
    "app.finder.views.sent_list",
    "app.finder.views.forget",
    "app.finder.views.ask_quietly",
    "app.finder.views.sent_quietly",
    "app.finder.views.go_on_openly",
    "app.api.fhir.views.search_by_body",
    "app.api.views.understanding",
    "app.waiting.news.views.form",
    "app.api.hsds.views.services",
    "app.api.hsds.views.organizations",
    "app.api.hsds.views.service_at_locations",
    "app.api.hsds.views.taxonomies",
    "app.api.hsds.views.taxonomy_terms",
)
# These change something for people who have no cookie, and shall have none. Each carries a proof of its own: a token
# bound to the form, good once (FORM-03), or the key of a mail that only its reader has. They are sent from our pages.
_CARRIES_ITS_OWN_PROOF = (
    "app.waiting.views.join",
    "app.waiting.views.decide",
    "app.moderation.reports.views.report",
    "app.waiting.news.views.send",
    "app.waiting.news.views.decide",
    "app.editor.views.confirming.confirm_now_by_link",
    "app.enquiries.views.writing.send",
    "app.enquiries.views.following.take_back_all",
    "app.enquiries.views.following.take_back",
    "app.enquiries.views.following.write_back",
    "app.enquiries.views.following.forget_address",
    "app.enquiries.views.following.follow_mailed_link",
    "app.enquiries.views.answering.answer_by_link",
)

_ROLES = {Permission.SIGNED_IN: None, Permission.PRACTITIONER: "practitioner", Permission.STEWARD: "steward"}
# Membership is independent of what an account is otherwise: a practitioner may own an organisation as well.
_IN_ORGANISATION = {
    Permission.MEMBER: ("owner", "editor", "navigator"),
    Permission.EDITOR: ("owner", "editor"),
    Permission.OWNER: ("owner",),
}


def init_app(app: Flask) -> None:
    # Every form that changes something carries a token; a seeker's pages have none, and set no cookie.
    protection = CSRFProtect(app)
    for view in (*_CHANGES_NOTHING, *_CARRIES_ITS_OWN_PROOF):
        protection.exempt(view)
    app.before_request(_refuse_key_in_address)
    app.before_request(_hold_marker)
    app.before_request(_refuse_other_sites)
    routes = _PLUMBING if app.config["ENVIRONMENT"] == "production" else _PLUMBING | _IN_DEVELOPMENT
    for endpoint, (path, view) in routes.items():
        app.add_url_rule(path, endpoint, view)


def _refuse_key_in_address() -> Response | None:
    return key_in_address() if request.path.startswith(FOR_PROGRAMS) else None


def _hold_marker() -> Response | None:
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    permission = getattr(view, "permission", None)
    if permission is Permission.PUBLIC:
        return None
    if permission is Permission.API_KEY:
        return _hold_key(getattr(view, "asks_scope", None))
    again, strong = getattr(view, "asks_again", False), getattr(view, "asks_two_factors", False)
    if permission in _IN_ORGANISATION:
        return _hold_member(_IN_ORGANISATION[permission], asks_again=again, strong=strong)
    if permission in _ROLES:
        return _hold_account(_ROLES[permission], asks_again=again, strong=strong)
    abort(403)


def _refuse_other_sites() -> None:
    """A browser says when a form was sent from elsewhere (FORM-01); what changes nothing may come from anywhere."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    if not _came_from_here() and f"{view.__module__}.{view.__name__}" not in _CHANGES_NOTHING:
        abort(403)


def _came_from_here() -> bool:
    """By what a browser says of the page that sent it. An old one names only the origin, and "null" where it was told
    not to: then the form's own token decides alone."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    hosts = {request.host, urlsplit(current_app.config["BASE_URL"]).netloc}
    return origin == "null" or urlsplit(origin).netloc in hosts


def _hold_key(scope: Scope | None) -> Response | None:
    if key_holder() is None:
        abort(401)
    return None if scope is None or may(scope) else not_opened(scope)


def _hold_account(role: str | None, *, asks_again: bool, strong: bool) -> Response | None:
    """Lead whoever is not signed in to where they can; another role finds nothing here (AUTH-16)."""
    person = signed_in()
    if person is None:
        return _led_to("accounts.sign_in")
    if role is not None and person.role != role:
        abort(404)
    if not person.strong and (strong or (person.role in NEED_TWO_FACTORS and role is not None)):
        return _led_to("accounts.second_factor")
    if asks_again and not person.is_fresh():
        return _led_to("accounts.confirm")
    return None


def _hold_member(roles: tuple[str, ...], *, asks_again: bool, strong: bool) -> Response | None:
    """Whoever is not one of them finds nothing here, before a second factor is asked of them."""
    if signed_in() is not None:
        belongs = membership()
        if belongs is None or belongs.role not in roles:
            abort(404)
    return _hold_account(None, asks_again=asks_again, strong=strong)


def _page_at(path: str) -> str:
    """The page at an address, or the nearest above one that only takes forms."""
    pages = current_app.url_map.bind("")
    while path.strip("/") and not pages.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def _led_to(endpoint: str) -> Response:
    # What a form sent is not carried along: it comes back to the page it was on, and nothing was done.
    came_from = request.full_path if request.method in ("GET", "HEAD") else _page_at(request.path)
    return redirect(url_for(endpoint, next=came_from.rstrip("?")), 303)
