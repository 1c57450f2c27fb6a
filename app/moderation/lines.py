"""The desk for crisis lines: those that wait, and those that have to be looked up again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.community.forms import countries, labels
from app.community.lines import standing_of
from app.criteria.wording import reader
from app.moderation.deciding import DecisionRefused
from app.moderation.keepers import belongs
from app.moderation.standing import OwnOrganisation
from app.organisations.queries import approved_among, organisation_by_id
from app.plumbing import clock
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.practitioners.parts import digest
from app.urgent_help.actions import LineRefused, decide_line
from app.urgent_help.models import AddedLine
from app.urgent_help.queries import line_by_id, lines_that_stand
from app.urgent_help.rules import DECISIONS, is_due


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One line on the desk."""

    address: str
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line; `decisions` are what may be decided now."""

    name: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    is_own: bool
    seen: str


def lines_page() -> tuple[tuple[LineEntry, ...], tuple[LineEntry, ...], tuple[LineEntry, ...]]:
    """Those that wait, those whose check is too old, and the others that are shown."""
    session, today = database_session(), clock.today()
    shown = lines_that_stand(session, "accepted")
    due = [line for line in shown if is_due(line.checked_on, today)]
    others = [line for line in shown if line not in due]
    return _entries(waiting_lines(session)), _entries(due), _entries(others)


def waiting_lines(session: Session) -> list[AddedLine]:
    """Those a steward can decide about: of an organisation that is suspended nothing new is shown."""
    waiting = lines_that_stand(session, "waiting")
    may_act = approved_among(session, {line.organisation_id for line in waiting})
    return [line for line in waiting if line.organisation_id in may_act]


def line_page(line_id: UUID) -> LinePage:
    """One line; answers 404 for one that is not there."""
    session = database_session()
    line = line_by_id(session, line_id) or abort(404)
    spoken = [labels().of("language", slug) for slug in line.languages]
    return LinePage(
        name=line.name,
        standing=standing_of(line),
        facts=(
            (_("Number"), line.phone),
            (_("Country"), countries().get(line.country, line.country)),
            (_("For whom"), line.for_whom),
            (_("Hours"), line.hours),
            (_("Languages"), reader().listed(spoken)),
            (_("Added by"), line.added_by),
        ),
        decisions=tuple(decision for stands, decision in DECISIONS if stands == line.status),
        is_own=belongs(session, account_id(), line.organisation_id),
        seen=_seen(line),
    )


def decide_about_line(line_id: UUID, steward: UUID, form: Any) -> None:
    """Raises DecisionRefused, and then nothing has changed."""
    with database().writing() as session:
        known = line_by_id(session, line_id)
        # Its organisation first, as whoever suspends it holds them: nothing is accepted beside that.
        body = None if known is None else organisation_by_id(session, known.organisation_id, to_change=True)
        line = line_by_id(session, line_id, to_change=True)
        if body is None or line is None or _seen(line) != form.seen.data:
            raise DecisionRefused(_("This has been decided, or taken back, meanwhile."))
        if belongs(session, steward, line.organisation_id):
            raise OwnOrganisation(line.organisation_id)
        if form.decision == "accept" and body.status != "approved":
            raise DecisionRefused(_("Its organisation is suspended, so nothing is shown in its name."))
        try:
            decide_line(session, line, steward, form.decision, form.said)
        except LineRefused:
            raise DecisionRefused(_("This has been decided, or taken back, meanwhile.")) from None


def _seen(line: AddedLine) -> str:
    said = (line.name, line.country, line.phone, line.for_whom, line.hours, line.languages, line.status)
    return digest([*said, None if line.checked_on is None else line.checked_on.isoformat()])


def _entries(lines: Any) -> tuple[LineEntry, ...]:
    return tuple(LineEntry(url_for("moderation.line", line_id=line.id), line.name, standing_of(line)) for line in lines)
