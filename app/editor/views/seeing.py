"""Looking at one's listing: all it says, and as each audience sees it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.editor import addresses
from app.editor.counted import counts_page
from app.editor.history import history_page
from app.editor.listed import offers_of as offers_listed
from app.editor.listed import overview_page, own_listing
from app.editor.listed import places_of as places_listed
from app.editor.preview import preview_page
from app.editor.views import editor


@editor.get("/practitioner")
@for_practitioners
def overview() -> str | Response:
    """All a listing says; the first question for whoever has none."""
    page = overview_page()
    if page is None:
        return redirect(url_for("editor.question", key="who"), 303)
    return render_template("editor/overview.html", page=page)


@editor.get("/practitioner/offers")
@for_practitioners
def offers() -> str | Response:
    """The ways to be seen."""
    record = own_listing()
    if record is None:
        return redirect(addresses.listed("record"), 303)
    return render_template("editor/offers.html", entries=offers_listed(record), has_place=bool(record.premises))


@editor.get("/practitioner/places")
@for_practitioners
def places() -> str | Response:
    """The places where people are seen."""
    record = own_listing()
    if record is None:
        return redirect(addresses.listed("record"), 303)
    return render_template("editor/places.html", entries=places_listed(record), of="premises")


@editor.get("/practitioner/history")
@for_practitioners
def history() -> str:
    """What was done to the listing, and by whom."""
    return render_template("editor/history.html", changes=history_page())


@editor.get("/practitioner/counts")
@for_practitioners
def counts() -> str:
    """How often the listing was seen, by whole months."""
    return render_template("editor/counts.html", page=counts_page())


@editor.get("/practitioner/preview")
@for_practitioners
def preview() -> str:
    """The listing as an audience sees it."""
    return render_template("editor/preview.html", page=preview_page(request.args.get("audience", "site")))
