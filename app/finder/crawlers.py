"""What programs that go from page to page are told: `/robots.txt`, and the listings they may take up.

A request, not a control (T7): what must not be seen is not sent.
"""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, stream_with_context

from app.access.permissions import public
from app.finder import addresses
from app.listings import findable
from app.plumbing.requests import database, database_session

blueprint = Blueprint("crawlers", __name__)

# The most that a file of the sitemaps protocol may hold.
PER_PAGE = 50_000
# Listings and the pages that are the same for everybody; what is not named here is somebody's search or work.
_ALLOWED = ("/$", "/listings/", "/about/", "/safety", "/urgent-help", "/static/", "/sitemap.xml", "/sitemaps/")
# A listing's address that carries what was searched for is one reader's.
_REFUSED = ("/", "/listings/*?")
# They gather text for models. People who are listed wrote for whoever looks for help.
_MODELS = (
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "Google-Extended",
    "GPTBot",
    "Meta-ExternalAgent",
)
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """What may be read, and by whom."""
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in _ALLOWED),
        *(f"Disallow: {path}" for path in _REFUSED),
        "",
        *(f"User-agent: {name}" for name in _MODELS),
        "Disallow: /",
        "",
        f"Sitemap: {_base_url()}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The index of the pages of listings."""
    numbers = range(1, findable.pages(database_session(), PER_PAGE) + 1)
    entries = "".join(f"<sitemap><loc>{_base_url()}/sitemaps/{number}</loc></sitemap>\n" for number in numbers)
    return _xml([f'<sitemapindex xmlns="{_SITEMAPS}">\n', entries, "</sitemapindex>\n"])


@blueprint.get("/sitemaps/<number>")
@public
def sitemap_page(number: str) -> Response:
    """One page of them, of one moment."""
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    if not 1 <= asked <= findable.pages(database_session(), PER_PAGE):
        abort(404)
    return _xml(stream_with_context(_addresses(asked, _base_url())))


def _addresses(number: int, base_url: str) -> Iterator[str]:
    yield f'<urlset xmlns="{_SITEMAPS}">\n'
    with database().reading() as session:
        for one in findable.page(session, number, PER_PAGE):
            changed = one.updated_at.isoformat(timespec="seconds")
            address = base_url + addresses.lasting_listing(one.slug)
            yield f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>\n"
    yield "</urlset>\n"


def _xml(parts: Iterator[str] | list[str]) -> Response:
    def whole() -> Iterator[str]:
        yield _XML
        yield from parts

    return Response(whole(), mimetype="application/xml")


def _base_url() -> str:
    return str(current_app.config["BASE_URL"])
