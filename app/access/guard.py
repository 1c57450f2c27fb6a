"""The guard: before a view runs, its marker is held. A route without a marker is closed."""

from typing import Any

from flask import Flask, abort, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from app.access.permissions import Permission, public
from app.access.queries import holder_of
from app.plumbing.assets import serve
from app.plumbing.requests import database_session
from app.plumbing.server import livez, readyz

# Plumbing knows no permissions: its routes get their markers here.
_PLUMBING: dict[str, tuple[str, Any]] = {
    "static": ("/static/<digest>/<path:name>", public(serve)),
    "livez": ("/livez", public(livez)),
    "readyz": ("/readyz", public(readyz)),
}

# Sent by POST only so that a sentence or a list is in no address: they change nothing, and a seeker has no cookie to
# misuse. A token would only cost the reader one.
_CHANGES_NOTHING = ("app.finder.views.say", "app.finder.views.sent_list", "app.api.views.understanding")


def init_app(app: Flask) -> None:
    # Every form that changes something carries a token; a seeker's pages have none, and set no cookie.
    protection = CSRFProtect(app)
    for view in _CHANGES_NOTHING:
        protection.exempt(view)
    app.before_request(_hold_marker)
    for endpoint, (path, view) in _PLUMBING.items():
        app.add_url_rule(path, endpoint, view)


def _hold_marker() -> None:
    if request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    permission = getattr(view, "permission", None)
    if permission is Permission.PUBLIC:
        return
    if permission is Permission.API_KEY:
        scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
        g.api_key = holder_of(database_session(), key.strip()) if scheme.lower() == "bearer" else None
        if g.api_key is None:
            abort(401)
        return
    abort(403)
