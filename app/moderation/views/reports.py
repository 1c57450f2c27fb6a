"""The desk of reports: cases, what was said in one, and the decision."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.moderation.reports.cases import case_page, cases_page
from app.moderation.reports.deciding import decided, put_back, withheld
from app.moderation.reports.forms import CaseForm, PutBackForm, WithholdForm
from app.moderation.views import moderation
from app.plumbing.typed import as_written

_LIST, _CASE, _ACT = "moderation/reports.html", "moderation/case.html", "moderation/case-act.html"


@moderation.get("/steward/reports")
@for_stewards
def reports() -> str:
    """Open cases, the oldest first."""
    return render_template(_LIST, page=cases_page("open", request.args.get("page", type=int)))


@moderation.get("/steward/reports/closed")
@for_stewards
def closed_reports() -> str:
    """Closed cases, the last one first, or those about a name."""
    page, name = request.args.get("page", type=int), as_written(request.args.get("name"))
    return render_template(_LIST, page=cases_page("closed", page, name))


@moderation.get("/steward/reports/withheld")
@for_stewards
def withheld_listings() -> str:
    """Cases by which a listing is withheld now."""
    return render_template(_LIST, page=cases_page("withheld", request.args.get("page", type=int)))


@moderation.get("/steward/reports/<uuid:case_id>")
@for_stewards
def case(case_id: UUID) -> str:
    """One case."""
    page = case_page(case_id, request.args.get("page", type=int))
    return render_template(_CASE, page=page, form=CaseForm(seen=page.seen))


@moderation.post("/steward/reports/<uuid:case_id>")
@for_stewards
def decide_case(case_id: UUID) -> Response | tuple[str, int]:
    """Close it, or ask the practitioner."""
    form = CaseForm()
    if decided(case_id, form):
        return redirect(url_for("moderation.case", case_id=case_id), 303)
    page = case_page(case_id)
    form.seen.data = page.seen
    return render_template(_CASE, page=page, form=form), 400


@moderation.get("/steward/reports/<uuid:case_id>/withhold")
@for_stewards_again
def withholding(case_id: UUID) -> str:
    """What it means to withhold the listing."""
    page = case_page(case_id)
    return render_template(_ACT, page=page, form=WithholdForm(seen=page.seen), act="withhold")


@moderation.post("/steward/reports/<uuid:case_id>/withhold")
@for_stewards_again
def withhold(case_id: UUID) -> Response | tuple[str, int]:
    """Nobody sees it from now on."""
    form = WithholdForm()
    if withheld(case_id, form):
        return redirect(url_for("moderation.case", case_id=case_id), 303)
    page = case_page(case_id)
    form.seen.data = page.seen
    return render_template(_ACT, page=page, form=form, act="withhold"), 400


@moderation.get("/steward/reports/<uuid:case_id>/put-back")
@for_stewards_again
def putting_back(case_id: UUID) -> str:
    """What it means to put the listing back."""
    return render_template(_ACT, page=case_page(case_id), form=PutBackForm(), act="put-back")


@moderation.post("/steward/reports/<uuid:case_id>/put-back")
@for_stewards_again
def put_listing_back(case_id: UUID) -> Response | tuple[str, int]:
    """Everybody sees it again."""
    form = PutBackForm()
    if put_back(case_id, form):
        return redirect(url_for("moderation.case", case_id=case_id), 303)
    return render_template(_ACT, page=case_page(case_id), form=form, act="put-back"), 400
