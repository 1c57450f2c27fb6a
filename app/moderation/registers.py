"""The registers desk as it is shown: what is due, and one entry with everything known of it."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, url_for

from app.access.visitors import account_id
from app.credentials.models import RegisterCheck, Registration
from app.credentials.registers import Register, register_of
from app.credentials.rules import is_own
from app.credentials.wording import doubt
from app.criteria.labels import Labels, labels_of
from app.criteria.wording import Reader, reader
from app.finder.prices import Mark
from app.listings.requests import directory
from app.moderation.evidence import KeptFile, kept_files
from app.moderation.paging import Pager, paged
from app.moderation.queries import Due, Whose, count_due, due, whose
from app.moderation.wording import listing_statuses, methods, outcomes, standings
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One entry that is due."""

    address: str
    name: str
    fictional: bool
    body: str
    number: str
    standing: Mark
    since: str
    where: str | None
    # What somebody found already, where another has to find the same.
    first: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What is due, a page of it."""

    total: int
    lines: tuple[Line, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PastCheck:
    """A check that was made."""

    day: str
    outcome: str
    method: str
    by: str
    until: str
    evidence: str | None
    note: str | None
    first: str | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with everything a steward needs to look it up."""

    name: str
    legal_name: str | None
    public_address: str | None
    listing_status: str
    fictional: bool
    body: str
    meaning: str
    number: str
    compared: str | None
    doubt: str | None
    ends_on: str | None
    standing: Mark
    register: Register
    checks: tuple[PastCheck, ...]
    files: tuple[KeptFile, ...]
    is_own: bool
    trail: str


def queue_page(page: int | None) -> Queue:
    """What is due, whoever waits longest first."""
    session, today, reads = database_session(), clock.today(), reader()
    labels = labels_of(directory().lexicon, reads.code)
    total = count_due(session, today)
    pager = paged(page, total, _PER_PAGE, "moderation.registers")
    found = due(session, today, _PER_PAGE, pager.first)
    return Queue(total, tuple(_line(one, labels, reads) for one in found), pager)


def entry_page(registration_id: UUID) -> EntryPage:
    """One entry. Answers 404 itself."""
    found = whose(database_session(), registration_id, clock.today())
    if found is None:
        abort(404)
    reads = reader()
    return _entry_page(found, labels_of(directory().lexicon, reads.code), reads)


def _line(found: Due, labels: Labels, reads: Reader) -> Line:
    entry = found.entry.registration
    return Line(
        address=url_for("moderation.registration", registration_id=entry.id),
        name=found.name,
        fictional=found.fictional,
        body=labels.of("register", entry.body),
        number=entry.number,
        standing=_standing(found, reads),
        since=reads.day(entry.due_on),
        where=register_of(entry.body).where,
        first=_first(found.entry.checks[0]) if found.entry.checks else None,
    )


def _entry_page(found: Whose, labels: Labels, reads: Reader) -> EntryPage:
    entry = found.entry.registration
    register, body = register_of(entry.body), labels.of("register", entry.body)
    return EntryPage(
        name=found.name,
        legal_name=found.legal_name,
        public_address=url_for("finder.listing", slug=found.slug) if found.status == "published" else None,
        listing_status=listing_statuses().get(found.status, found.status),
        fictional=found.fictional,
        body=body,
        meaning=_meaning(entry, labels, reads),
        number=entry.number,
        compared=entry.number_normalised if entry.number_normalised != entry.number else None,
        doubt=doubt(entry.number, register, body),
        ends_on=None if entry.expires_on is None else reads.day(entry.expires_on),
        standing=_standing(found, reads),
        register=register,
        checks=tuple(_past(check, reads) for check in found.entry.checks),
        files=kept_files(entry.id, reads),
        is_own=is_own(account_id(), found.owner),
        trail=url_for("moderation.audit", about=str(entry.id)),
    )


def _meaning(entry: Registration, labels: Labels, reads: Reader) -> str:
    term = labels.terms("register").get(entry.body)
    return entry.body if term is None else term.meaning_in(reads.code)


def _standing(found: Due | Whose, reads: Reader) -> Mark:
    now = found.entry.standing
    detail = None
    if now.status == "checked" and now.holds_until is not None:
        detail = _("holds until %(day)s", day=reads.day(now.holds_until))
    elif now.checked_on is not None:
        detail = _("last looked at on %(day)s", day=reads.day(now.checked_on))
    return Mark(standings()[now.status], stated=now.status == "checked", detail=detail)


def _past(check: RegisterCheck, reads: Reader) -> PastCheck:
    by = _("you") if check.checked_by == account_id() else _("a steward")
    return PastCheck(
        day=reads.day(check.checked_at.date()),
        outcome=outcomes()[check.outcome],
        method=methods().get(check.method, check.method),
        by=by if check.checked_by is not None else _("not recorded"),
        until=reads.day(check.expires_on),
        evidence=check.evidence,
        note=check.note,
        first=_first(check),
    )


def _first(check: RegisterCheck) -> str | None:
    """That another steward has to find the same, or had to, before it counts."""
    if check.counts:
        return None
    if check.checked_by == account_id():
        return _("You found it; it counts once another steward has found the same.")
    return _("One steward found it; it counts once another has looked for themselves and found the same.")
