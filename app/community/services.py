"""The services of an organisation: how each stands, and the form that begins one."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import Length, ValidationError

from app.access.visitors import organisation_id
from app.community.forms import MOST_NAME, labels
from app.editor.kinds.written import SERVICE_KINDS
from app.listings.listing import Listing
from app.listings.source import listings_by_id
from app.organisations.models import Service
from app.organisations.queries import services_of
from app.plumbing.boxes import Stated
from app.plumbing.requests import database_session
from app.plumbing.typed import one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l


class ServiceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What a service is called, and what kind it is."""

    name = StringField(
        _l("What is it called?"),
        [
            Stated(_l("Please write what it is called.")),
            Length(max=MOST_NAME, message=_l("Please write at most 120 characters.")),
        ],
        filters=[one_line],
    )
    kind = RadioField(_l("What kind of service is it?"), validate_choice=False, default=SERVICE_KINDS[0])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.kind.choices = [(slug, labels().of("kind", slug)) for slug in SERVICE_KINDS]

    def validate_kind(self, field: Any) -> None:
        if field.data not in SERVICE_KINDS:
            raise ValidationError(_("Please choose what kind it is."))


@dataclass(frozen=True, slots=True)
class ServiceView:
    """One service; `address` is None of one that was read from a register, which keeps itself."""

    name: str
    kind: str
    standing: str
    address: str | None


def services_page() -> tuple[ServiceView, ...]:
    """Those of the organisation at hand, by name."""
    services, words = services_of(database_session(), organisation_id()), labels()
    found = listings_by_id(database_session(), [service.id for service in services], "site")
    shown = {id for id, listing in found.items() if isinstance(listing, Listing)}
    return tuple(
        ServiceView(
            service.name,
            words.of("kind", service.kind),
            _standing(service, is_shown=service.id in shown),
            url_for("community.service_overview", service_id=service.id) if service.source is None else None,
        )
        for service in services
    )


def _standing(service: Service, *, is_shown: bool) -> str:
    status = service.status
    if status == "published" and not is_shown:
        status = "resting" if service.withholding is None else "withheld"
    return standings().get(status, status)


def standings() -> dict[str, str]:
    return {
        "draft": _("a draft: nobody sees it yet"),
        "in_review": _("waits for a steward"),
        "published": _("public"),
        "paused": _("paused: nobody sees it"),
        "resting": _("rests: nobody confirmed it for a long time"),
        "withheld": _("not shown for now"),
    }
