"""The desk for letters that were put aside, and for whom mail does not reach."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from app.accounts.letters import half_hidden
from app.accounts.people.queries import count_people, known_addresses
from app.criteria.wording import Reader, reader
from app.moderation.paging import Pager, paged
from app.plumbing.bounces import is_about_address
from app.plumbing.mailing import PutAside, put_aside, standing
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

_PER_PAGE = 20
_FULL = re.compile(r"\b(?:[45]\.2\.2|[45]52)\b")
_POLICY = re.compile(r"\b[45]\.7\.\d+\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One letter. `why` is what the server meant, `said` what it said."""

    id: UUID
    recipient: str
    subject: str
    written: str
    aside: str
    tries: str
    why: str
    said: str | None


@dataclass(frozen=True, slots=True)
class LettersPage:
    """What was put aside, a page of it; how many accounts mail does not reach."""

    total: int
    lines: tuple[Line, ...]
    pager: Pager
    unreachable: int
    unreachable_address: str


def letters_page(page: int | None) -> LettersPage:
    """What was put aside, the latest first."""
    session, reads = database_session(), reader()
    total = standing(session).put_aside
    pager = paged(page, total, _PER_PAGE, "moderation.letters")
    letters = put_aside(session, _PER_PAGE, pager.first)
    known = known_addresses(session, [letter.recipient for letter in letters])
    return LettersPage(
        total=total,
        lines=tuple(_line(letter, letter.recipient in known, reads) for letter in letters),
        pager=pager,
        unreachable=count_people(session, "unreachable"),
        unreachable_address=url_for("moderation.people", show="unreachable"),
    )


def _line(letter: PutAside, is_known: bool, reads: Reader) -> Line:
    return Line(
        id=letter.id,
        # Whoever has no account is a seeker, or somebody's wrong address: no steward needs to know more.
        recipient=letter.recipient if is_known else half_hidden(letter.recipient),
        subject=letter.subject,
        written=_moment(letter.created_at, reads),
        aside="" if letter.put_aside_at is None else _moment(letter.put_aside_at, reads),
        tries=ngettext("tried %(num)s time", "tried %(num)s times", letter.tries),
        why=why(letter.reply),
        said=letter.reply,
    )


def why(reply: str | None) -> str:
    """What a server meant, in words."""
    code = reply.partition(" ")[0] if reply else ""
    if reply is None or not code.isdecimal():
        return _("The server did not say why.")
    if _FULL.search(reply):
        return _("The mailbox is full.")
    if is_about_address(int(code), reply):
        return _("There is no such mailbox, or it takes no mail any more.")
    if _POLICY.search(reply):
        return _("The server does not want mail from us, or not like this.")
    if code.startswith("4"):
        return _("The server asked us each time to come back later.")
    return _("The server does not take this letter.")


def _moment(moment: datetime, reads: Reader) -> str:
    return _("%(day)s, %(time)s UTC", day=reads.day(moment.date()), time=f"{moment:%H:%M}")
