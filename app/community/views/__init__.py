"""The pages of organisations, by task. One blueprint: `community.overview` is where a member arrives."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template
from werkzeug.wrappers import Response as Answer

from app.access.visitors import signed_in
from app.community.standing import area_links

community = Blueprint("community", __name__)


@community.context_processor
def _links() -> dict[str, Any]:
    """The way from each page to the others; none for whoever has not signed in."""
    return {"area_links": area_links()} if signed_in() is not None else {}


@community.after_request
def keep_from_search_engines(response: Answer) -> Answer:
    """Whose service may be seen on this site has not thereby agreed to be found elsewhere."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def page(template: str, form: Any, **values: Any) -> Response:
    """A page with its form; 400 when what was sent will not do."""
    status = 400 if form.errors else 200
    return make_response(render_template(f"community/{template}.html", form=form, **values), status)


from app.community.views import asking, belonging, inviting, lines, published, services  # noqa: E402, F401 (they add to the blueprint)
