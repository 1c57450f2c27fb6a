"""Pages of first messages, for both sides. Those of a seeker set no cookie, and looking changes nothing."""

from flask import Blueprint
from werkzeug.wrappers import Response

enquiries = Blueprint("enquiries", __name__)


@enquiries.after_request
def keep_to_oneself(response: Response) -> Response:
    """What two people write is kept by no cache and found by no search engine (HDR-06)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


from app.enquiries.views import following, writing  # noqa: E402, F401 (they add to the blueprint)
