"""What was done to a listing and its account, when, and by whom: the lines of the trail that are about them."""

import json
from dataclasses import dataclass
from typing import Any

from flask import abort

from app.access.visitors import account_id
from app.accounts.people.wording import acts as account_acts
from app.criteria.wording import Reader, reader
from app.editor.questions import question_at
from app.plumbing.auditing import lines_about
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.queries import listing_of


@dataclass(frozen=True, slots=True)
class Change:
    """One act."""

    day: str
    time: str
    who: str
    what: str


def history_page() -> tuple[Change, ...]:
    """The acts about the listing and the account of whoever is signed in, the newest first."""
    session = database_session()
    record = listing_of(session, account_id()) or abort(404)
    reads = reader()
    lines = [*lines_about(session, str(record.id)), *lines_about(session, str(account_id()))]
    return tuple(_change(line, reads) for line in sorted(lines, key=lambda line: -line.sequence))


def acts() -> dict[str, str]:
    """Acts about listings in words."""
    return {
        "listing.begun": _("began the listing"),
        "listing.stated": _("answered"),
        "listing.added": _("added"),
        "listing.taken-off": _("took off"),
        "listing.confirmed": _("confirmed that everything is right"),
        "listing.sent": _("sent it to be looked at"),
        "listing.taken-back": _("took it back"),
        "listing.paused": _("paused it"),
        "listing.resumed": _("showed it again"),
        "listing.removed": _("removed it"),
        "listing.withheld": _("withheld it from everybody"),
        "listing.put-back": _("no longer withheld it"),
        "review.accepted": _("accepted it"),
        "review.returned": _("gave it back"),
    }


def _change(line: Any, reads: Reader) -> Change:
    part = json.loads(line.details).get("part")
    what = (acts() | account_acts()).get(line.act, line.act)
    return Change(
        day=reads.day(line.at.date()),
        time=f"{line.at:%H:%M}",
        who=_("you") if line.actor == account_id() else _("a steward") if line.actor else _("the server"),
        what=what if part is None else _("%(what)s: %(part)s", what=what, part=_part_name(part)),
    )


def _part_name(part: str) -> str:
    own = {
        "photo": _("Your photo"),
        "offer": _("A way to be seen"),
        "place": _("A place"),
        "listing": _("The whole listing"),
    }
    kinds = (question_at(of, part.replace("_", "-")) for of in ("record", "offer", "premises"))
    asked = next((question for question in kinds if question is not None), None)
    return own[part] if part in own else part if asked is None else str(asked.title)
