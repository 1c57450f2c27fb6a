"""Which requests are counted: a person opens a page, has no account here, and has not asked to be left out."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from flask import current_app, request, session

from app.accounts.cookies import BrowserSession
from app.listings.counts.rules import SHOWN, VIEWED
from app.listings.counts.tally import Tally

# Programs that say what they are, in words of theirs or by the address of a page about them.
_ROBOTS = (
    *("bot", "crawl", "spider", "slurp", "scrap", "preview", "monitor", "headless", "lighthouse", "+http", "feed"),
    *("facebookexternalhit", "whatsapp", "archive", "curl/", "wget/", "python", "java/", "okhttp", "go-http"),
    *("libwww-perl", "httpx", "axios", "node-fetch"),
)
# A maker of telephones.
_NO_ROBOT = "cubot"
# A page that a browser fetches before anybody asked for it. Looked up as the server has them: it is ten times quicker.
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


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
    sent = request.environ
    if sent["REQUEST_METHOD"] != "GET" or sent.get("HTTP_SEC_GPC") == "1" or sent.get("HTTP_DNT") == "1":
        return False
    # A script or a frame asks for another kind of thing than a document.
    if sent.get("HTTP_SEC_FETCH_DEST", "document") != "document" or any(name in sent for name in _AHEAD):
        return False
    # Who looks for somebody has no cookie: this is a practitioner or a steward, perhaps at their own page.
    if cast("BrowserSession", session).has_been_here:
        return False
    agent = sent.get("HTTP_USER_AGENT", "").lower().replace(_NO_ROBOT, "")
    return bool(agent) and not any(word in agent for word in _ROBOTS)
