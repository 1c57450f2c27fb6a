"""What is kept apart, as whoever decides about it sees it: how many, since when, how alike; not what they say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.criteria.wording import Reader
from app.enquiries.apart.actions import Chosen, groups_for
from app.enquiries.apart.queries import count_put_away
from app.enquiries.apart.sorting import ALONE, Group, Kept
from app.enquiries.rules import Apart
from app.plumbing import clock
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

# A page shows so many groups; the largest are decided about first.
_MOST_GROUPS = 40


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group; `share` is how much of the largest it is, from 0 to 100."""

    key: str
    title: str
    share: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApartView:
    """What the component `apart-groups` shows; `seen_until` comes back with the decision."""

    number: int
    groups: tuple[GroupView, ...]
    more: int
    seen_until: str
    put_away: int


def apart_view(session: Session, practitioner_id: UUID, reads: Reader) -> ApartView:
    """What is kept apart from this practitioner."""
    now = clock.now()
    groups = groups_for(session, practitioner_id, now)
    shown = groups[:_MOST_GROUPS]
    most = max((len(group.members) for group in shown), default=1)
    return ApartView(
        number=sum(len(group.members) - group.arrived for group in groups),
        groups=tuple(_view(group, most, reads) for group in shown),
        more=len(groups) - len(shown),
        seen_until=now.isoformat(),
        put_away=count_put_away(session, practitioner_id, now),
    )


def chosen(form: MultiDict[str, str]) -> Chosen | None:
    """What was ticked, None when nothing was."""
    try:
        seen_until = datetime.fromisoformat(form.get("seen_until", ""))
    except ValueError:
        return None
    keys = frozenset(form.getlist("group"))
    return Chosen(keys, seen_until) if keys and seen_until.tzinfo is not None else None


def _view(group: Group, most: int, reads: Reader) -> GroupView:
    members, number = group.members, len(group.members)
    if group.key == ALONE:
        title = ngettext("%(num)s message that is like no other", "%(num)s messages, each like no other", number)
    else:
        title = ngettext("%(num)s message", "%(num)s messages that are much alike", number)
    return GroupView(group.key, title, round(100 * number / most), tuple(_notes(group, members, reads)))


def _notes(group: Group, members: Sequence[Kept], reads: Reader) -> list[str]:
    first, last = (reads.day(moment.date()) for moment in (members[0].sent_at, members[-1].sent_at))
    notes = [first if first == last else _("%(first)s to %(last)s", first=first, last=last)]
    addresses = len({one.sender for one in members if one.sender is not None})
    if addresses:
        notes.append(ngettext("from %(num)s address", "from %(num)s addresses", addresses))
    without = sum(one.sender is None for one in members)
    if without:
        notes.append(ngettext("%(num)s without an address", "%(num)s without an address", without))
    if confirmed := sum(one.confirmed for one in members):
        notes.append(ngettext("%(num)s address is confirmed", "%(num)s addresses are confirmed", confirmed))
    why = Counter(one.apart for one in members if one.apart is not None)
    notes += [_WHY[apart]() for apart, _number in why.most_common()]
    if group.arrived:
        notes.append(ngettext("%(num)s had arrived, unread", "%(num)s had arrived, unread", group.arrived))
    return notes


_WHY = {
    Apart.AGAIN: lambda: _("the same address wrote within a week"),
    Apart.SURGE: lambda: _("came while very many came"),
    Apart.UNPROVEN: lambda: _("looked a little like a machine's"),
    Apart.MACHINE: lambda: _("looked like a machine's"),
}
