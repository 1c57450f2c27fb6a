"""What is kept apart, sorted into groups of messages that are alike, so that many are decided about at once.

Pure: it knows nothing of what they say.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.enquiries.apart.likeness import grouped
from app.enquiries.rules import Apart

# The group of those that are like no other.
ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Kept:
    """What may be known of a message. `apart` is None for one that had arrived before the others came, unread."""

    id: UUID
    sent_at: datetime
    apart: Apart | None
    likeness: bytes | None
    sender: bytes | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that are alike, the first first; or, under the key ALONE, those that are like no other."""

    key: str
    members: tuple[Kept, ...]

    @property
    def arrived(self) -> int:
        """How many of them had arrived before."""
        return sum(member.apart is None for member in self.members)


def groups_of(kept: Sequence[Kept]) -> list[Group]:
    """Every group in which something is kept apart: first those alone, then the largest."""
    found: dict[int, list[Kept]] = defaultdict(list)
    by_time = sorted(kept, key=lambda one: (one.sent_at, one.id))
    numbers = grouped([one.likeness for one in by_time], [one.sender for one in by_time])
    for number, one in zip(numbers, by_time, strict=True):
        found[number].append(one)
    alone = [members[0] for members in found.values() if len(members) == 1 and members[0].apart is not None]
    several = [members for members in found.values() if len(members) > 1 and any(one.apart for one in members)]
    groups = [Group(_key(members), tuple(members)) for members in sorted(several, key=len, reverse=True)]
    return [Group(ALONE, tuple(alone)), *groups] if alone else groups


def chosen_in(groups: Sequence[Group], keys: Set[str], seen_until: datetime) -> list[UUID]:
    """The members of the chosen groups that were there when they were looked at.

    A key is that of any member: groups may have grown, or grown together, meanwhile.
    """
    chosen = [group for group in groups if group.key in keys or keys & {str(one.id) for one in group.members}]
    return [member.id for group in chosen for member in group.members if member.sent_at <= seen_until]


def _key(members: Sequence[Kept]) -> str:
    return next(str(member.id) for member in members if member.apart is not None)
