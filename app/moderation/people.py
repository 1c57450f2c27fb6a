"""The people desk as it is shown: what accounts are and what was done to them, nothing of what they say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.factors.queries import Factors, factors_of
from app.accounts.models import Account
from app.accounts.people.models import StewardsNote
from app.accounts.people.queries import (
    LISTS,
    account_by_id,
    active_stewards,
    count_people,
    notes_of,
    people,
    proposals_about,
    reset_of,
)
from app.accounts.people.rules import REASONS, Subject, needs_second, why_not
from app.accounts.people.wording import ActWords, words_of
from app.accounts.queries import account_by_email, live_sessions
from app.criteria.wording import Reader, reader
from app.listings.drafts import status_of
from app.moderation.paging import Pager, paged
from app.moderation.wording import listing_statuses, roles
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext
from app.practitioners.queries import listing_of

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a list."""

    address: str
    email: str
    note: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A list of people; `lists` are (address, words, is it this one)."""

    lists: tuple[tuple[str, str, bool], ...]
    total: int
    lines: tuple[Line, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Note:
    """What a steward wrote."""

    day: str
    by: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One account. `facts` are (what, how it stands); `acts` (address, words) of what may be done to it now."""

    id: UUID
    email: str
    suspended: bool
    is_own: bool
    facts: tuple[tuple[str, str], ...]
    listing_address: str | None
    waits: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, ActWords], ...]
    notes: tuple[Note, ...]
    trail: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """One thing to be done to an account; `for_two` when another steward has to agree."""

    email: str
    words: ActWords
    for_two: bool
    back: str


def people_page(show: str | None, page: int | None) -> PeoplePage:
    """Stewards, or whom something was done to."""
    session, reads = database_session(), reader()
    which = show if show in LISTS else LISTS[0]
    total = count_people(session, which)
    pager = paged(page, total, _PER_PAGE, "moderation.people", show=which)
    return PeoplePage(
        lists=tuple((url_for("moderation.people", show=key), _list_name(key), key == which) for key in LISTS),
        total=total,
        lines=tuple(_line(one, which, reads) for one in people(session, which, _PER_PAGE, pager.first)),
        pager=pager,
    )


def found(email: str) -> str | None:
    """The address of the page of whose account this is."""
    account = account_by_email(database_session(), email)
    return None if account is None else url_for("moderation.person", person_id=account.id)


def person_page(about: UUID) -> PersonPage:
    """One account; answers 404 itself."""
    session, reads = database_session(), reader()
    account = account_by_id(session, about) or abort(404)
    record = listing_of(session, account.id)
    factors, waiting = factors_of(session, account.id), proposals_about(session, account.id)
    return PersonPage(
        id=account.id,
        email=account.email,
        suspended=account.suspended_at is not None,
        is_own=account.id == account_id(),
        facts=_facts(session, account, factors, reads),
        listing_address=url_for("finder.listing", slug=record.slug)
        if record is not None and status_of(session, record) == "published"
        else None,
        waits=tuple((url_for("moderation.proposal", proposal_id=p.id), words_of(p.act).title) for p in waiting),
        acts=_acts(session, account, factors, has_listing=record is not None),
        notes=tuple(_note(note, reads) for note in notes_of(session, account.id)),
        trail=url_for("moderation.audit", about=str(account.id)),
    )


def act_page(about: UUID, act: str) -> ActPage:
    """One thing to be done; answers 404 itself."""
    session = database_session()
    account = account_by_id(session, about)
    if account is None or act not in REASONS:
        abort(404)
    back = url_for("moderation.person", person_id=about)
    return ActPage(account.email, words_of(act), needs_second(act, active_stewards(session)), back)


def _acts(
    session: Session, account: Account, factors: Factors, *, has_listing: bool
) -> tuple[tuple[str, ActWords], ...]:
    stewards, waiting = active_stewards(session), {p.act for p in proposals_about(session, account.id)}
    subject = Subject(
        id=account.id,
        role=account.role,
        suspended=account.suspended_at is not None,
        has_factors=len(factors) > 0,
        reset_waits=reset_of(session, account.id) is not None,
        has_listing=has_listing,
    )
    possible = [act for act in REASONS if why_not(act, subject, stewards, account_id()) is None]
    return tuple(
        (url_for("moderation.act_on_person", person_id=account.id, act=act), words_of(act))
        for act in possible
        if act not in waiting or not needs_second(act, stewards)
    )


def _facts(session: Session, account: Account, factors: Factors, reads: Reader) -> tuple[tuple[str, str], ...]:
    def since(moment: datetime | None, otherwise: str) -> str:
        return otherwise if moment is None else _("since %(day)s", day=reads.day(moment.date()))

    reset = reset_of(session, account.id)
    browsers = len(live_sessions(session, account.id, clock.now()))
    facts = [
        (_("Role"), roles().get(account.role, account.role)),
        (_("Account"), since(account.created_at, "")),
        (_("Suspended"), since(account.suspended_at, _("no"))),
        (_("Address confirmed"), since(account.email_confirmed_at, _("no"))),
        (_("Mail does not reach it"), since(account.unreachable_since, _("not as far as we know"))),
        (_("Second steps"), _factors(factors)),
        (_("Browsers signed in"), reads.number(browsers)),
        (_("Listing"), _listing(session, account)),
    ]
    if reset is not None:
        moment = _("%(day)s, %(time)s UTC", day=reads.day(reset.due_at.date()), time=f"{reset.due_at:%H:%M}")
        facts.append((_("Second steps are taken off on"), moment))
    return tuple(facts)


def _factors(factors: Factors) -> str:
    if not len(factors):
        return _("none")
    parts = [] if factors.app_since is None else [_("an app for codes")]
    if factors.passkeys:
        parts.append(ngettext("%(num)s passkey", "%(num)s passkeys", len(factors.passkeys)))
    parts.append(ngettext("%(num)s recovery code left", "%(num)s recovery codes left", factors.recovery_codes))
    return " · ".join(parts)


def _listing(session: Session, account: Account) -> str:
    record = listing_of(session, account.id)
    if record is None:
        return _("none")
    status = status_of(session, record)
    words = listing_statuses().get(status, status)
    # What was never sent to be looked at is nobody's but its practitioner's.
    return words if record.status == "draft" else f"{record.name}: {words}"


def _line(account: Account, which: str, reads: Reader) -> Line:
    moments = {
        "stewards": account.created_at,
        "suspended": account.suspended_at,
        "unreachable": account.unreachable_since,
    }
    moment = moments[which]
    note = "" if moment is None else _("since %(day)s", day=reads.day(moment.date()))
    if which == "stewards" and account.suspended_at is not None:
        note = _("suspended")
    elif which == "stewards" and account.password_hash is None:
        note = _("has not chosen a password yet")
    return Line(url_for("moderation.person", person_id=account.id), account.email, note)


def _list_name(which: str) -> str:
    return {
        "stewards": _("Stewards"),
        "suspended": _("Suspended"),
        "unreachable": _("Not reached by mail"),
    }[which]


def _note(note: StewardsNote, reads: Reader) -> Note:
    by = _("you") if note.written_by == account_id() else _("a steward")
    return Note(reads.day(note.written_at.date()), by, words_of(note.act).title, note.words)
