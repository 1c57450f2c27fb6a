"""Security headers on every response, and the cap on what a request may bring (HDR-01 to HDR-09)."""

from flask import Flask, Response, abort, current_app, request

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


def _refuse_oversize() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


def _add_headers(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if response.headers.get("Access-Control-Allow-Origin") == "*":
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A page is about one seeker's search: it is kept by nobody unless a view says otherwise.
    response.headers.setdefault("Cache-Control", "no-store")
    if current_app.config["BASE_URL"].startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    return response
