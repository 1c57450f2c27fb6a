"""`/unmet-need`: the page and its open data. Each view calls one presenter and answers."""

from flask import Blueprint, Response, jsonify, render_template, request

from app.access.permissions import public
from app.finder import unmet_data
from app.finder.unmet import PATH, unmet_page
from app.finder.unmet_data import CannotTell
from app.plumbing.errors import problem
from app.unmet.asking import Figures, figures

unmet = Blueprint("unmet", __name__, url_prefix=PATH)


@unmet.after_request
def open_to_all(response: Response) -> Response:
    """Open data may be read from any page."""
    if request.endpoint != "unmet.page":
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@unmet.get("")
@public
def page() -> str:
    """What is offered, with the zeros, as a table and on a map."""
    return render_template("unmet/unmet.html", page=unmet_page(list(request.args.items(multi=True))))


@unmet.get("/supply.json")
@public
def supply_json() -> Response:
    """The table as JSON."""
    return jsonify(unmet_data.supply_data(_asked()))


@unmet.get("/supply.csv")
@public
def supply_csv() -> Response:
    """The table as CSV."""
    return Response(unmet_data.supply_csv(unmet_data.supply_data(_asked())), mimetype="text/csv")


@unmet.get("/demand.json")
@public
def demand_json() -> Response:
    """What people searched for, as JSON."""
    return jsonify(unmet_data.demand_data())


@unmet.get("/demand.csv")
@public
def demand_csv() -> Response:
    """What people searched for, as CSV."""
    return Response(unmet_data.demand_csv(unmet_data.demand_data()), mimetype="text/csv")


@unmet.errorhandler(CannotTell)
def cannot_tell(error: CannotTell) -> Response:
    """One clear sentence, as the API gives it."""
    return problem(400, error.problem.sentence, key=error.problem.key)


def _asked() -> Figures:
    return figures(request.args.items(multi=True))
