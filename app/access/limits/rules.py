"""How many requests are too many, and how that is said in headers: pure, the time is passed in.

`RateLimit-Policy` and `RateLimit` are of draft-ietf-httpapi-ratelimit-headers-10; `RateLimit-Limit`, `-Remaining` and
`-Reset` of its seventh version, which most clients read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE, DAY = 60, 86_400


@dataclass(frozen=True, slots=True)
class Limits:
    """So many requests a minute of the clock, and so many a day (UTC)."""

    per_minute: int
    per_day: int


@dataclass(frozen=True, slots=True)
class Window:
    """A minute or a day: `used` of `limit` requests, until `until`."""

    name: str
    seconds: int
    limit: int
    used: int
    until: datetime

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    def seconds_left(self, now: datetime) -> int:
        return _seconds(now, self.until)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left after a request, or after one that was one too many (`refused`)."""

    minute: Window
    day: Window
    refused: bool

    @property
    def until(self) -> datetime:
        """When asking again makes sense."""
        return max((window.until for window in (self.minute, self.day) if not window.left), default=self.minute.until)

    def headers(self, now: datetime) -> Mapping[str, str]:
        both = (self.minute, self.day)
        tightest = min(both, key=lambda window: (window.left, -window.seconds))
        said = {
            "RateLimit-Policy": ", ".join(f'"{w.name}";q={w.limit};w={w.seconds}' for w in both),
            "RateLimit": ", ".join(f'"{w.name}";r={w.left};t={w.seconds_left(now)}' for w in both),
            "RateLimit-Limit": str(tightest.limit),
            "RateLimit-Remaining": str(tightest.left),
            "RateLimit-Reset": str(tightest.seconds_left(now)),
        }
        if self.refused:
            said["Retry-After"] = str(_seconds(now, self.until))
        return said


def minute_of(now: datetime) -> int:
    """The number of this minute."""
    return int(now.timestamp()) // MINUTE


def allowance(limits: Limits, in_minute: int, in_day: int, now: datetime, *, refused: bool) -> Allowance:
    """What is left where so much was used in this minute and on this day."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    next_minute = datetime.fromtimestamp((minute_of(now) + 1) * MINUTE, UTC)
    return Allowance(
        Window("minute", MINUTE, limits.per_minute, in_minute, next_minute),
        Window("day", DAY, limits.per_day, in_day, midnight + timedelta(days=1)),
        refused,
    )


def _seconds(now: datetime, until: datetime) -> int:
    """Whole ones, so that whoever waits them out comes after it."""
    return max(int((until - now).total_seconds() + 0.999), 1)
