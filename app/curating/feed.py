"""The Atom feed of a list (RFC 4287): who is new on it, for programs that ask again and again.

What it tells leaves this site, so it says only what the API may: the name, where the listing is, since when it is on
the list, and the organisation's own words.
"""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

from flask import Response, current_app, request

from app.curating import addresses
from app.curating.showing import read
from app.finder.addresses import lasting_listing
from app.listings.listing import Listing

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
# So many of the newest; whoever was away longer reads the page.
MOST = 50
_MAY_BE_KEPT = "public, max-age=0, must-revalidate"


def feed_of(collection_id: UUID) -> Response:
    """The feed, or that nothing has changed since it was last asked for; aborts with 404."""
    row, listed = read(collection_id, "api")
    base = current_app.config["BASE_URL"]
    newest = sorted(listed, key=lambda pair: (pair[0].added_at, pair[0].record_id), reverse=True)[:MOST]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": row.language})
    _text(feed, "id", f"urn:uuid:{row.id}")
    _text(feed, "title", row.title)
    _text(feed, "updated", _moment(max([row.changed_at, *(entry.added_at for entry, _one in newest)])))
    _link(feed, "self", TYPE, base + addresses.feed(collection_id))
    _link(feed, "alternate", "text/html", base + addresses.public(collection_id))
    _text(ET.SubElement(feed, "author"), "name", row.organisation)
    for entry, listing in newest:
        feed.append(_entry(row.id, entry.added_at, entry.note, listing, base))
    body = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    response = Response(body, content_type=f"{TYPE}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = _MAY_BE_KEPT
    response.add_etag()
    response.make_conditional(request)
    return response


def _entry(collection_id: UUID, added_at: datetime, note: str | None, listing: Listing, base: str) -> ET.Element:
    entry = ET.Element("entry")
    # The same for as long as they are on this list, whatever they are called; another on another list.
    _text(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'{collection_id}/{listing.id}')}")
    _text(entry, "title", listing.name)
    _text(entry, "updated", _moment(added_at))
    _link(entry, "alternate", "text/html", base + lasting_listing(listing.slug))
    if note:
        _text(entry, "summary", note)
    return entry


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _link(parent: ET.Element, rel: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
