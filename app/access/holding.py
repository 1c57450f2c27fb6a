"""The API key a request comes with: in its Authorization header, never in its address (API-08)."""

from flask import Response, request

from app.access.keys import Scope, holds_key
from app.access.queries import Holder, holder_of
from app.plumbing.errors import problem
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

# Where programs knock.
FOR_PROGRAMS = ("/api/", "/hsds/", "/oruk/", "/fhir/")
_HOLDER = "attune.key_holder"
# What keys are called where they are taken from addresses.
_NAMES = {"key", "api_key", "apikey", "api-key", "access_token", "token", "authorization"}


def key_holder() -> Holder | None:
    """Who this request is by, if it comes with a key that is good. Looked up once."""
    # Kept with the request, not in `g`: while an answer is being streamed another request may find its context there.
    if _HOLDER not in request.environ:
        scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
        bearer = scheme.lower() == "bearer"
        request.environ[_HOLDER] = holder_of(database_session(), key.strip()) if bearer else None
    found: Holder | None = request.environ[_HOLDER]
    return found


def may(scope: Scope) -> bool:
    """Whether this request comes with a key that opens this."""
    holder = key_holder()
    return holder is not None and scope in holder.scopes


def key_in_address() -> Response | None:
    """The refusal of a request that has a key in its address: addresses are kept in histories and logs."""
    for name, value in request.args.items(multi=True):
        if name.lower() in _NAMES or holds_key(value) or holds_key(name):
            sentence = _(
                "Send a key in the header “Authorization: Bearer …”, never in an address: addresses are kept in "
                "histories and logs. If it was a good one, revoke it and make another."
            )
            return problem(400, sentence, key=name if name.lower() in _NAMES else "Authorization")
    return None


def not_opened(scope: Scope) -> Response:
    """The answer to a key that does not open this (RFC 6750)."""
    refusal = problem(403, _("This key does not open this: it needs the scope “%(scope)s”.", scope=scope), scope=scope)
    refusal.headers["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{scope}"'
    return refusal
