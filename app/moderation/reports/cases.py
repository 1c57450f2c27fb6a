"""The desk of reports as it is shown: a page of cases, and one case with all that is needed to decide about it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for

from app.access.visitors import account_id
from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.finder.profile import Profile, profile
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listing_by_id
from app.moderation.paging import Pager, paged
from app.moderation.reports import queries
from app.moderation.reports.models import CaseAct, ReportCase, ReportText
from app.moderation.reports.rules import MOST_TEXTS, digest
from app.moderation.reports.sealing import opened
from app.moderation.reports.wording import deeds, outcomes, reasons
from app.moderation.wording import listing_statuses
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.models import Record

_CASES, _TEXTS = 20, 10
ENDPOINTS: dict[queries.Which, str] = {
    "open": "moderation.reports",
    "closed": "moderation.closed_reports",
    "withheld": "moderation.withheld_listings",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A reason and how many gave it."""

    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list; `since` is when it was opened or, of closed ones, when that was."""

    address: str
    name: str
    fictional: bool
    number: int
    counts: tuple[Counted, ...]
    since: str
    asked: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class CasesPage:
    """A page of cases; `tabs` are (address, words, is it this one), `name` what was looked for."""

    which: queries.Which
    total: int
    lines: tuple[Line, ...]
    pager: Pager
    tabs: tuple[tuple[str, str, bool], ...]
    name: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, line by line; None for what cannot be read any more."""

    reason: str
    day: str
    lines: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a steward did, and their words."""

    day: str
    who: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case, which `stands` open or as it was closed. `profile` is the listing as everybody sees it now, if they do;
    `needs_another`: who withheld it may not put it back alone; `dropped`: so many were counted and not kept."""

    id: UUID
    name: str
    fictional: bool
    since: str
    number: int
    counts: tuple[Counted, ...]
    dropped: int
    texts: tuple[Written, ...]
    pager: Pager
    deeds: tuple[Deed, ...]
    others: tuple[tuple[str, str], ...]
    seen: str
    outcome: str | None
    stands: str
    is_withheld: bool
    needs_another: bool
    has_owner: bool
    status: str
    profile: Profile | None
    public_address: str | None
    trail: str


def cases_page(which: queries.Which, page: int | None, name: str | None = None) -> CasesPage:
    """Cases of one kind, as far as whoever is signed in may decide about them."""
    session, reads, steward = database_session(), reader(), account_id()
    total = queries.count_cases(session, which, steward, name)
    pager = paged(page, total, _CASES, ENDPOINTS[which], **({"name": name} if name else {}))
    found = queries.cases(session, which, steward, _CASES, pager.first, name)
    words = {"open": _("Open"), "closed": _("Closed"), "withheld": _("Withheld now")}
    tabs = tuple((url_for(endpoint), words[key], key == which) for key, endpoint in ENDPOINTS.items())
    return CasesPage(which, total, tuple(_line(one, reads) for one in found), pager, tabs, name)


def case_page(case_id: UUID, page: int | None = None) -> CasePage:
    """One case. Answers 404 itself, and 403 to whoever's listing it is about."""
    session, reads = database_session(), reader()
    case, record = queries.case_by_id(session, case_id) or abort(404)
    if queries.owner_of(record) == account_id():
        abort(403)
    counts, there = queries.counts_of(session, case_id), queries.count_texts(session, case_id)
    pager = paged(page, there, _TEXTS, "moderation.case", case_id=case_id)
    return CasePage(
        id=case_id,
        name=record.name,
        fictional=record.fictional,
        since=reads.day(case.opened_on),
        number=sum(count.number for count in counts),
        counts=_counted((count.reason, count.number) for count in counts),
        dropped=sum(count.number - count.kept for count in counts if count.kept == MOST_TEXTS),
        texts=tuple(_written(text, reads) for text in queries.texts_of(session, case_id, _TEXTS, pager.first)),
        pager=pager,
        deeds=tuple(_deed(act, reads) for act in queries.acts_of(session, case_id)),
        others=tuple(_other(other, reads) for other in queries.other_cases(session, case)),
        seen=digest({count.reason: count.kept for count in counts}),
        outcome=None if case.outcome is None else outcomes()[case.outcome],
        stands=case.outcome or "open",
        trail=url_for("moderation.audit", about=str(case_id)),
        **_listing(record, reads),
    )


def _listing(record: Record, reads: Reader) -> dict[str, Any]:
    """How the listing stands, and what can be done about it."""
    session, withholding = database_session(), record.withholding
    shown = listing_by_id(session, record.id, "site")
    is_by_them = withholding is not None and withholding.steward == account_id()
    status = record.status if withholding is None else "withheld"
    return {
        "is_withheld": withholding is not None,
        "needs_another": is_by_them and queries.has_another_steward(session, account_id(), record),
        "has_owner": queries.owner_of(record) is not None,
        "status": listing_statuses().get(status, status),
        "profile": _profile(shown, reads) if isinstance(shown, Listing) else None,
        "public_address": url_for("finder.listing", slug=shown.slug) if isinstance(shown, Listing) else None,
    }


def _profile(shown: Listing, reads: Reader) -> Profile:
    return profile(shown, labels_of(directory().lexicon, reads.code), reads)


def _line(found: queries.Found, reads: Reader) -> Line:
    case = found.case
    since = case.opened_on if case.closed_at is None else case.closed_at.date()
    return Line(
        address=url_for("moderation.case", case_id=case.id),
        name=found.name,
        fictional=found.fictional,
        number=sum(number for _reason, number in found.counts),
        counts=_counted(found.counts),
        since=reads.day(since),
        asked=None if found.asked_at is None else reads.day(found.asked_at.date()),
        outcome=None if case.outcome is None else outcomes()[case.outcome],
    )


def _counted(counts: Any) -> tuple[Counted, ...]:
    return tuple(Counted(reasons()[reason], number) for reason, number in counts)


def _written(text: ReportText, reads: Reader) -> Written:
    words = opened(text.sealed)
    lines = None if words is None else tuple(line for line in words.split("\n") if line.strip())
    return Written(reasons()[text.reason], reads.day(text.received_on), lines)


def _deed(act: CaseAct, reads: Reader) -> Deed:
    who = _("you") if act.steward == account_id() else _("a steward")
    return Deed(reads.day(act.at.date()), who, deeds()[act.act], act.words)


def _other(case: ReportCase, reads: Reader) -> tuple[str, str]:
    """(address, words) of another case about the same listing."""
    became = _("open") if case.outcome is None else outcomes()[case.outcome]
    return url_for("moderation.case", case_id=case.id), f"{reads.day(case.opened_on)}: {became}"
