"""The audit trail as stewards read it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.criteria.wording import Reader, reader
from app.moderation.wording import acts
from app.plumbing.auditing import Broken, Head, head_of, latest_lines, lines_about, verify
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

_PER_PAGE = 50
# So many lines are walked whenever somebody looks: a moment's work. The command walks them all.
_WALKED = 10_000
# Enough of an id to tell it from the others.
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `about` leads to every line about the same subject."""

    number: str
    day: str
    time: str
    who: str
    act: str
    subject: str
    about: str | None
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """`whole` says that the lines that were walked are as they were written, `broken` what is wrong with them."""

    lines: tuple[Line, ...]
    whole: str | None
    broken: str | None
    head: str | None
    about: str | None
    older: str | None


def trail_page(before: int | None, about: str | None) -> Trail:
    """Lines, the newest first, from below a number; or all about one subject."""
    session, reads = database_session(), reader()
    rows = lines_about(session, about) if about else latest_lines(session, before, _PER_PAGE)
    whole, broken, head = _walk(session, reads)
    last = rows[-1].sequence if rows and not about else 1
    return Trail(
        lines=tuple(line_of(row, reads) for row in rows),
        whole=whole,
        broken=broken,
        head=head,
        about=about,
        older=url_for("moderation.audit", before=last) if last > 1 else None,
    )


def _walk(session: Session, reads: Reader) -> tuple[str | None, str | None, str | None]:
    try:
        head = verify(session, latest=_WALKED)
    except Broken as broken:
        return None, str(broken), _head(session)
    if head.sequence <= _WALKED:
        return _("All %(lines)s lines are as they were written.", lines=reads.number(head.sequence)), None, str(head)
    words = _("The latest %(lines)s lines are as they were written.", lines=reads.number(_WALKED))
    return words, None, str(head)


def _head(session: Session) -> str | None:
    try:
        head: Head = head_of(session)
    except Broken:
        return None
    return str(head)


def line_of(row: Any, reads: Reader) -> Line:
    """A line of the trail in words."""
    details = json.loads(row.details)
    return Line(
        number=reads.number(row.sequence),
        day=reads.day(row.at.date()),
        time=f"{row.at:%H:%M}",
        who=_who(row.actor),
        act=acts().get(row.act, row.act),
        subject=f"{row.subject_type} {row.subject_id[:_SHORT]}" if row.subject_id else row.subject_type,
        about=url_for("moderation.audit", about=row.subject_id) if row.subject_id else None,
        details=tuple((name, _said(value)) for name, value in details.items()),
    )


def _who(actor: UUID | None) -> str:
    if actor is None:
        return _("the server")
    return _("you") if actor == account_id() else _("account %(id)s", id=str(actor)[:_SHORT])


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("none")
    return str(value)[:_SHORT] if _is_id(value) else str(value)


def _is_id(value: Any) -> bool:
    try:
        return str(UUID(value)) == value
    except (ValueError, AttributeError, TypeError):
        return False
