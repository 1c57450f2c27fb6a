"""Pages of first messages, for both sides. Those of a seeker set no cookie, and looking changes nothing."""

from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.plumbing.words import gettext as _

enquiries = Blueprint("enquiries", __name__)


@enquiries.context_processor
def _links() -> dict[str, Any]:
    """The way from a practitioner's messages to the other pages; a seeker's have none."""
    if not request.path.startswith("/practitioner/"):
        return {}
    pages = (
        ("editor.overview", _("Your listing")),
        ("enquiries.messages", _("Messages")),
        ("accounts.account", _("Account and signing out")),
    )
    return {"area_links": [(url_for(endpoint), words, request.endpoint == endpoint) for endpoint, words in pages]}


@enquiries.after_request
def keep_to_oneself(response: Response) -> Response:
    """What two people write is kept by no cache and found by no search engine (HDR-06)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


from app.enquiries.views import answering, apart, following, writing  # noqa: E402, F401 (they add to the blueprint)
