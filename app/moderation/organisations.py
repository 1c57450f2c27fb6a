"""The desk for organisations: who asks to be listed, and what was decided about them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.queries import address_of
from app.community.facts import facts_of
from app.community.wording import statuses
from app.criteria.wording import reader
from app.editor.addresses import absolute
from app.moderation.deciding import DecisionRefused
from app.moderation.keepers import belongs
from app.moderation.paging import Pager, paged
from app.moderation.standing import OwnOrganisation
from app.organisations.actions import Refused, decide
from app.organisations.models import Organisation
from app.organisations.queries import able_owners, count_of_status, of_status, organisation_by_id
from app.organisations.rules import DECISIONS
from app.plumbing import outbox
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.practitioners.parts import digest

LISTS = ("in_review", "approved", "suspended", "refused")
_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation on a list."""

    address: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """A list of organisations; `lists` are (address, words, is it this one)."""

    lists: tuple[tuple[str, str, bool], ...]
    total: int
    lines: tuple[Line, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One of them; `decisions` are what may be decided now, `seen` is what was looked at."""

    name: str
    status: str
    facts: tuple[tuple[str, str], ...]
    contact: str | None
    reason: str | None
    decisions: tuple[str, ...]
    is_own: bool
    seen: str


def organisations_page(status: str | None, page: int | None) -> OrganisationsPage:
    """Those that wait, or another list."""
    session, reads = database_session(), reader()
    shown = status if status in LISTS else LISTS[0]
    total = count_of_status(session, shown)
    pager = paged(page, total, _PER_PAGE, "moderation.organisations", show=shown)
    return OrganisationsPage(
        lists=tuple((url_for("moderation.organisations", show=s), statuses()[s], s == shown) for s in LISTS),
        total=total,
        lines=tuple(
            Line(
                url_for("moderation.organisation", organisation_id=body.id),
                body.name,
                reads.day(body.created_at.date()),
            )
            for body in of_status(session, shown, _PER_PAGE, pager.first)
        ),
        pager=pager,
    )


def organisation_page(organisation_id: UUID) -> OrganisationPage:
    """One organisation that has members or had; answers 404 for another."""
    session = database_session()
    body = organisation_by_id(session, organisation_id)
    if body is None or body.status not in LISTS:
        abort(404)
    wanted = ((_("What they would like to do here"), body.wanted_for or ""),)
    return OrganisationPage(
        name=body.name,
        status=statuses()[body.status],
        facts=(*facts_of(body), *wanted),
        contact=body.contact_email,
        reason=body.reason,
        decisions=tuple(decision for stands, decision in DECISIONS if stands == body.status),
        is_own=belongs(session, account_id(), body.id),
        seen=_seen(body),
    )


def decide_about_organisation(organisation_id: UUID, steward: UUID, form: Any) -> None:
    """Accept, refuse or suspend it, and tell its owners. Raises DecisionRefused, and then nothing has changed."""
    with database().writing() as session:
        body = organisation_by_id(session, organisation_id, to_change=True)
        if body is None:
            raise DecisionRefused(_("This has been decided, or taken back, meanwhile."))
        if belongs(session, steward, body.id):
            raise OwnOrganisation(body.id)
        if _seen(body) != form.seen.data:
            raise DecisionRefused(_("It was changed while you looked at it. Please look again."))
        try:
            decide(session, body, steward, form.decision, form.said)
        except Refused:
            raise DecisionRefused(_("This has been decided, or taken back, meanwhile.")) from None
        _tell(session, body)


def count_asking(session: Session) -> int:
    """How many wait."""
    return count_of_status(session, LISTS[0])


def _seen(body: Organisation) -> str:
    said = (body.name, body.kind, body.about, body.country, body.languages, body.website)
    return digest([*said, body.contact_email, body.wanted_for, body.status])


def _tell(session: Session, body: Organisation) -> None:
    """Tell its owners, in a mail that says nothing of what it is about; the reason is read after signing in."""
    subject = _("Your organisation is accepted") if body.status == "approved" else _("About your organisation")
    text = _("A steward has decided about it. Sign in to read what:")
    for owner in sorted(able_owners(session, body.id)):
        address = address_of(session, owner)
        if address is not None:
            outbox.put(session, address, subject, f"{text}\n\n{absolute('/organisation')}\n")
