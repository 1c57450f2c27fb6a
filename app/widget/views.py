"""The frame."""

from flask import Blueprint, Response, abort, current_app, jsonify, make_response, render_template, request

from app.access.permissions import public
from app.plumbing.assets import everlasting
from app.plumbing.headers import may_be_framed_by
from app.plumbing.requests import database_session
from app.widget import loader as loaders
from app.widget import oembed as embedding
from app.widget.queries import live_widget
from app.widget.showing import frame as frame_of
from app.widget.showing import in_its_language

widget = Blueprint("widget", __name__)


@widget.get("/widget/<widget_id>")
@public
def frame(widget_id: str) -> Response:
    """The search as an organisation shows it on its own site."""
    found = live_widget(database_session(), widget_id)
    if found is None:
        abort(404)
    with in_its_language(found):
        page = frame_of(found, list(request.args.items(multi=True)), request.path)
        may_be_framed_by(found.origins)
        answer = make_response(render_template("widget/frame.html", page=page))
    answer.headers["Link"] = embedding.discovery(found, current_app.config["BASE_URL"])
    return answer


@widget.get(f"/widget/loader-{loaders.VERSION}.js")
@public
def loader() -> Response:
    """What an organisation may put into its page instead of the frame itself."""
    return everlasting(loaders.FILE)


@widget.get("/oembed")
@public
def oembed() -> Response:
    """The frame for whoever has its address, no larger than they have room (oEmbed 1.0)."""
    form, base = request.args.get("format", "json"), current_app.config["BASE_URL"]
    found = live_widget(database_session(), embedding.widget_id(request.args.get("url", ""), base) or "")
    if found is None:
        abort(404)
    if form not in embedding.FORMATS:
        abort(501)
    try:
        widest, highest = (embedding.most(request.args.get(name)) for name in ("maxwidth", "maxheight"))
    except embedding.NoSize as wrong:
        abort(400, str(wrong))
    said = embedding.answer(found, base, current_app.config["SITE_NAME"], widest, highest)
    answer = jsonify(said) if form == "json" else Response(embedding.as_xml(said), mimetype="text/xml")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
