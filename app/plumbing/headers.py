"""Security headers on every response, and the cap on what a request may bring (HDR-01 to HDR-09)."""

from collections.abc import Sequence

from flask import Flask, Response, abort, current_app, g, request

# The longest query string that is read; longer ones are nobody's search.
LONGEST_QUERY = 8_000

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types attune",
    )
)

_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A page names people's own websites and crisis lines: none is even looked up before it is asked for (PRIV-09).
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()",
}


def init_app(app: Flask) -> None:
    app.before_request(_refuse_oversize)
    app.after_request(_add_headers)


def may_be_framed_by(origins: Sequence[str]) -> None:
    """The page this request answers with may stand in a frame of these exact sites; an error never may (WID-01)."""
    g.framed_by = " ".join(origins)


def may_frame_our_own() -> None:
    """The page this request answers with shows another page of ours in a frame."""
    g.frames_our_own = True


def _refuse_oversize() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


def _add_headers(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if g.get("frames_our_own"):
        response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    if (framed_by := g.get("framed_by")) and response.status_code == 200:
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
            "frame-ancestors 'none'", f"frame-ancestors {framed_by}"
        )
        del response.headers["X-Frame-Options"]
    if response.headers.get("Access-Control-Allow-Origin") == "*":
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A page is about one seeker's search: it is kept by nobody unless a view says otherwise.
    response.headers.setdefault("Cache-Control", "no-store")
    if current_app.config["BASE_URL"].startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    return response
