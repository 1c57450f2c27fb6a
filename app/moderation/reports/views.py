"""The page by which anybody says that something is wrong with a listing. It sets no cookie."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.moderation.reports.forms import ReportForm
from app.moderation.reports.reporting import blank, problem_with, reported, reported_id

reports = Blueprint("reports", __name__)


@reports.after_request
def keep_from_search_engines(response: Response) -> Response:
    """A page to complain of somebody is not what others should find them by."""
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@reports.get("/listings/<slug>/report")
@public
def form(slug: str) -> str | Response:
    """What can be said, and what we keep of it; a former address leads to the present one."""
    found = reported(slug)
    if found.slug != slug:
        return redirect(url_for("reports.form", slug=found.slug), 302)
    return render_template("reports/form.html", reported=found, form=blank(found.id), problem=None)


@reports.post("/listings/<slug>/report")
@public
def report(slug: str) -> Response | tuple[str, int]:
    """Take what was said."""
    sent, listing_id = ReportForm(request.form), reported_id(slug)
    problem = problem_with(sent, listing_id)
    if problem is None:
        return redirect(url_for("reports.taken"), 303)
    return render_template("reports/form.html", reported=reported(slug), form=sent, problem=problem), 400


@reports.get("/reported")
@public
def taken() -> str:
    """It has arrived."""
    return render_template("reports/taken.html")
