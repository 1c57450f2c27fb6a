"""An organisation's services: begun here, and kept on the editor's own pages, at addresses that name the service."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_editors, for_editors_again
from app.access.visitors import account_id, organisation_id
from app.community.services import ServiceForm, services_page
from app.community.views import community, page
from app.community.wording import refusal
from app.editor.editing import edit_service
from app.editor.views import changing, confirming, deciding, looking, questions, seeing
from app.organisations.actions import Refused, begin_service
from app.plumbing.requests import database

# (address, method, what the editor does there): the endpoint is the editor's with "service_" before it.
_PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("", "GET", seeing.overview),
    ("/preview", "GET", seeing.preview),
    ("/listing/<key>", "GET", questions.question),
    ("/listing/<key>", "POST", questions.answer),
    ("/listing/<key>/preview", "POST", looking.look_at_record),
    ("/offers", "GET", seeing.offers),
    ("/offers", "POST", changing.add_offer),
    ("/offers/<uuid:offer_id>/<key>", "GET", questions.offer_question),
    ("/offers/<uuid:offer_id>/<key>", "POST", questions.offer_answer),
    ("/offers/<uuid:offer_id>/<key>/preview", "POST", looking.look_at_offer),
    ("/offers/<uuid:offer_id>/remove", "POST", changing.remove_offer),
    ("/offers/<uuid:offer_id>/place-taken", "POST", changing.place_taken),
    ("/offers/<uuid:offer_id>/place-free", "POST", changing.place_free),
    ("/places", "GET", seeing.places),
    ("/places/add", "GET", questions.new_place),
    ("/places/add", "POST", questions.add_place),
    ("/places/add/preview", "POST", looking.look_at_new_place),
    ("/places/<uuid:premises_id>/<key>", "GET", questions.premises_question),
    ("/places/<uuid:premises_id>/<key>", "POST", questions.premises_answer),
    ("/places/<uuid:premises_id>/<key>/preview", "POST", looking.look_at_premises),
    ("/places/<uuid:premises_id>/remove", "POST", changing.remove_place),
    ("/confirm", "GET", confirming.confirm),
    ("/confirm", "POST", confirming.confirm_now),
    ("/counts", "GET", seeing.counts),
    ("/submit", "POST", deciding.submit),
    ("/take-back", "POST", deciding.take_back),
    ("/pause", "POST", deciding.pause),
    ("/resume", "POST", deciding.resume),
    ("/remove", "GET", deciding.removing),
    ("/remove", "POST", deciding.remove),
)


def _of_a_service(does: Callable[..., Any]) -> Callable[..., Any]:
    """The same page, about the service that its address names, for whoever edits for the organisation; what asks a
    practitioner again who they are asks here too."""

    @(for_editors_again if does.asks_again else for_editors)  # type: ignore[attr-defined]
    def held(service_id: UUID, **values: Any) -> Any:
        edit_service(service_id)
        return does(**values)

    return held


for _address, _method, _does in _PAGES:
    community.add_url_rule(
        f"/organisation/services/<uuid:service_id>{_address}",
        f"service_{_does.__name__}",
        _of_a_service(_does),
        methods=[_method],
    )


@community.get("/organisation/services")
@for_editors
def services() -> str:
    """All of them, and how each stands."""
    return render_template("community/services.html", services=services_page())


@community.route("/organisation/services/add", methods=["GET", "POST"])
@for_editors
def add_service() -> Response:
    """One more: what it is called, and what kind it is."""
    form = ServiceForm()
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                name, kind = form.name.data or "", form.kind.data
                begun = begin_service(session, organisation_id(), name, kind, account_id()).id
            return redirect(url_for("community.service_question", service_id=begun, key="words"), 303)
        except Refused as refused:
            form.form_errors.append(refusal(refused))
    return page("add-service", form)
