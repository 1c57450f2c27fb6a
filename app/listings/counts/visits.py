"""Which requests are counted: a person opens a page, has no account here, and has not asked to be left out."""

import re
from collections.abc import Iterable
from typing import cast
from uuid import UUID

from flask import current_app, request, session

from app.accounts.cookies import BrowserSession
from app.listings.counts.rules import SHOWN, VIEWED
from app.listings.counts.tally import Tally

# Programs that say what they are. The maker of telephones called Cubot is none.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|preview|monitor|headless|lighthouse|facebookexternalhit|whatsapp|\+http"
    r"|curl/|wget/|python|java/|okhttp|go-http|libwww-perl|httpx|axios|node-fetch|feed|archive"
)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def count(kind: str, ids: Iterable[UUID]) -> None:
    """These listings once more, whoever asked: for what is counted by what was done."""
    tally().add(kind, ids)


def count_view(listing_id: UUID) -> None:
    """Somebody opened the page of this listing, if this request is by a person who may be counted."""
    if is_counted():
        count(VIEWED, (listing_id,))


def count_shown(ids: Iterable[UUID]) -> None:
    """These listings were in somebody's results, if this request is by a person who may be counted."""
    if is_counted():
        count(SHOWN, ids)


def tally() -> Tally:
    """What this process has counted."""
    found: Tally = current_app.extensions["attune.tally"]
    return found


def is_counted() -> bool:
    """Whether this request is counted. Asks nothing but the request itself."""
    headers = request.headers
    if request.method != "GET" or headers.get("Sec-GPC") == "1" or headers.get("DNT") == "1":
        return False
    # A page that a browser fetches before anybody asked for it, or that a script or a frame asks for.
    if any(name in headers for name in _AHEAD) or headers.get("Sec-Fetch-Dest", "document") != "document":
        return False
    # Who looks for somebody has no cookie: this is a practitioner or a steward, perhaps at their own page.
    if cast("BrowserSession", session).has_been_here:
        return False
    agent = headers.get("User-Agent", "").lower()
    return bool(agent) and _ROBOT.search(agent) is None
