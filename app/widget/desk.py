"""Where an organisation makes its widgets."""

from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from app.access.permissions import for_editors, for_editors_again
from app.access.visitors import account_id, organisation_id
from app.community.standing import area_links
from app.plumbing.headers import may_be_framed_by, may_frame_our_own
from app.plumbing.requests import database
from app.widget import actions, builder
from app.widget.forms import ActForm, WidgetForm
from app.widget.showing import frame, in_its_language
from app.widget.wanting import Wish, as_sent, wish

widgets = Blueprint("widgets", __name__)


@widgets.context_processor
def _links() -> dict[str, Any]:
    """The way to the other pages of an organisation's area."""
    return {"area_links": area_links()}


_ACTS = {"pause": actions.pause, "bring-back": actions.bring_back, "delete": actions.delete}


@widgets.get("/organisation/widgets")
@for_editors
def overview() -> str:
    """The widgets there are."""
    return render_template("widget/widgets.html", page=builder.overview_page())


@widgets.route("/organisation/widgets/new", methods=["GET", "POST"])
@for_editors
def new() -> Answer:
    """Make one."""
    sent = request.form if request.method == "POST" else builder.blank()
    form, chosen = builder.form_of(sent), wish(sent)
    if _is_right(form, chosen):
        try:
            with database().writing() as session:
                made = actions.make(session, organisation_id(), builder.wanted(form, chosen), account_id())
            return redirect(url_for("widgets.change", widget_id=made, _anchor="put-in"), 303)
        except actions.TooMany as too_many:
            form.form_errors.append(str(too_many))
    return _page(builder.builder_page(sent, form, chosen, None))


@widgets.route("/organisation/widgets/<widget_id>", methods=["GET", "POST"])
@for_editors
def change(widget_id: str) -> Answer:
    """Change one, see how it looks, and copy what goes into a page."""
    own = builder.own_widget(widget_id)
    sent = request.form if request.method == "POST" else as_sent(own)
    form, chosen = builder.form_of(sent, own), wish(sent)
    if _is_right(form, chosen):
        with database().writing() as session:
            actions.change(session, organisation_id(), widget_id, builder.wanted(form, chosen), account_id())
        return redirect(url_for("widgets.change", widget_id=widget_id, _anchor="put-in"), 303)
    return _page(builder.builder_page(sent, form, chosen, own))


@widgets.post("/organisation/widgets/<widget_id>/<act>")
@for_editors_again
def act(widget_id: str, act: str) -> Answer:
    """Pause it, bring it back, give it another address, delete it."""
    own = builder.own_widget(widget_id)
    if not ActForm().validate_on_submit() or act not in (*_ACTS, "rotate"):
        abort(404)
    with database().writing() as session:
        if act == "rotate":
            renewed = actions.rotate(session, organisation_id(), own.id, account_id())
            return redirect(url_for("widgets.change", widget_id=renewed, _anchor="put-in"), 303)
        _ACTS[act](session, organisation_id(), own.id, account_id())
    return redirect(url_for("widgets.overview"), 303)


@widgets.get("/organisation/widgets/preview")
@for_editors
def preview() -> str:
    """The frame as the form would make it: shown beside the form, and kept nowhere."""
    draft = request.args.get("draft", "")
    imagined = builder.imagined(MultiDict(parse_qsl(draft)))
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != "draft"]
    with in_its_language(imagined):
        page = frame(imagined, asked, url_for("widgets.preview"), [("draft", draft)])
        may_be_framed_by(["'self'"])
        return render_template("widget/frame.html", page=page)


def _is_right(form: WidgetForm, chosen: Wish) -> bool:
    return request.method == "POST" and "look" not in request.form and form.validate() and not chosen.problems


def _page(page: builder.BuilderPage) -> Response:
    may_frame_our_own()
    wrong = page.form.errors or (page.problems and request.method == "POST")
    return make_response(render_template("widget/builder.html", page=page), 400 if wrong else 200)
