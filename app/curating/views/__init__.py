"""The pages of lists and vouches, by who opens them. One blueprint."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.curating.addresses import links
from app.editor.addresses import area_links

curating = Blueprint("curating", __name__)


@curating.context_processor
def _links() -> dict[str, Any]:
    """The way from each page of a member, or of a practitioner, to the others."""
    if request.path.startswith("/practitioner/"):
        return {"area_links": area_links()}
    return {"area_links": links()} if request.path.startswith("/organisation/") else {}


@curating.after_request
def keep_from_search_engines(response: Response) -> Response:
    """Who may be seen on this site has not thereby agreed to be found elsewhere."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


from app.curating.views import about_me, collections, showing, vouching  # noqa: E402, F401 (they add to the blueprint)
