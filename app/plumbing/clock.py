"""The one clock. Everything that asks what time it is asks here, so that tests can move it."""

from datetime import UTC, date, datetime, time


def now() -> datetime:
    """The present instant, timezone-aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in UTC: the day the rotation of results and all dates of facts are counted in."""
    return now().date()


def start_of(day: date) -> datetime:
    """The first instant of a day in UTC."""
    return datetime.combine(day, time(), UTC)
