"""A member's lists. What is sent is the list's own: another organisation's is not there."""

from functools import partial
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_editors
from app.curating import addresses
from app.curating.forms import OneForm, WhyForm, collection_form
from app.curating.views import curating
from app.curating.working import all_collections, languages, made, reworded, with_collection, with_entry, working_page
from app.organisations.collections import actions
from app.organisations.collections.actions import CollectionRefused


@curating.get("/organisation/lists")
@for_editors
def collections() -> str:
    """All of them."""
    return render_template("curating/collections.html", lines=all_collections())


@curating.route("/organisation/lists/add", methods=["GET", "POST"])
@for_editors
def add_collection() -> Response | tuple[str, int]:
    """A new one."""
    form = collection_form(languages())
    if form.validate_on_submit() and (collection_id := made(form)) is not None:
        return redirect(addresses.collection(collection_id), 303)
    return render_template("curating/words.html", form=form, one=None), 400 if form.errors else 200


@curating.get("/organisation/lists/<uuid:collection_id>")
@for_editors
def collection(collection_id: UUID) -> str:
    """One, with whom is on it, and whom to put on it."""
    page = working_page(collection_id, request.args.get("look", ""))
    return render_template("curating/collection.html", page=page, form=OneForm(), why=WhyForm(), problem=None)


@curating.route("/organisation/lists/<uuid:collection_id>/words", methods=["GET", "POST"])
@for_editors
def collection_words(collection_id: UUID) -> Response | tuple[str, int]:
    """What it says of itself."""
    one = working_page(collection_id, "")
    form = collection_form(languages(), title=one.title, note=one.note, language=one.language, public=bool(one.public))
    if form.validate_on_submit():
        reworded(collection_id, form)
        return redirect(addresses.collection(collection_id), 303)
    return render_template("curating/words.html", form=form, one=one), 400 if form.errors else 200


@curating.post("/organisation/lists/<uuid:collection_id>/add")
@for_editors
def add_entry(collection_id: UUID) -> Response | tuple[str, int]:
    """Put somebody on it."""
    form, look = OneForm(), request.args.get("look", "")
    form.validate()
    try:
        with_collection(collection_id, partial(actions.add, record_id=form.listing_id()))
    except CollectionRefused as refusal:
        page = working_page(collection_id, look)
        return render_template(
            "curating/collection.html", page=page, form=form, why=WhyForm(), problem=str(refusal)
        ), 400
    return redirect(url_for("curating.collection", collection_id=collection_id, look=look or None), 303)


@curating.post("/organisation/lists/<uuid:collection_id>/people/<uuid:listing_id>/move")
@for_editors
def move_entry(collection_id: UUID, listing_id: UUID) -> Response:
    """One step up or down."""
    up = request.form.get("to") == "up"
    with_collection(collection_id, partial(actions.move, record_id=listing_id, up=up))
    return redirect(addresses.collection(collection_id) + f"#on-{listing_id}", 303)


@curating.post("/organisation/lists/<uuid:collection_id>/people/<uuid:listing_id>/why")
@for_editors
def why_entry(collection_id: UUID, listing_id: UUID) -> Response | tuple[str, int]:
    """What is said of them."""
    form = WhyForm()
    if not form.validate_on_submit():
        page = working_page(collection_id, "", typed={listing_id: form.note.data or ""})
        problem = next(iter(form.note.errors), None)
        return render_template("curating/collection.html", page=page, form=OneForm(), why=form, problem=problem), 400
    with_entry(collection_id, listing_id, partial(actions.say_why, text=form.note.data))
    return redirect(addresses.collection(collection_id) + f"#on-{listing_id}", 303)


@curating.post("/organisation/lists/<uuid:collection_id>/people/<uuid:listing_id>/take-off")
@for_editors
def take_off_entry(collection_id: UUID, listing_id: UUID) -> Response:
    """They are not on it any more."""
    with_entry(collection_id, listing_id, actions.take_off)
    return redirect(addresses.collection(collection_id), 303)


@curating.post("/organisation/lists/<uuid:collection_id>/remove")
@for_editors
def remove_collection(collection_id: UUID) -> Response:
    """There is no such list any more."""
    with_collection(collection_id, actions.remove)
    return redirect(url_for("curating.collections"), 303)
