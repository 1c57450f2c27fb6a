"""`/together`: a sheet for somebody one searches with."""

from flask import Blueprint, Response, render_template

from app.access.permissions import public
from app.finder.together import blank, made

together = Blueprint("together", __name__)


@together.after_request
def keep_from_search_engines(response: Response) -> Response:
    """A sheet is one person's."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@together.get("/together")
@public
def explain() -> str:
    """What it is for; whom one chose is in the fragment, which no browser sends."""
    return render_template("together/together.html", page=blank())


@together.post("/together")
@public
def sheet_for() -> tuple[str, int]:
    """The sheet of those a browser sends: in the body, so that they are in no address. Nothing is changed."""
    page = made()
    return render_template("together/together.html", page=page), 400 if page.paper is None else 200
