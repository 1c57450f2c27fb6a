"""What may be evidence, and for how long it is kept."""

from datetime import date, datetime, timedelta

from app.plumbing.picture_headers import read_header

MOST_BYTES = 5 * 1024 * 1024
# Long enough to answer a complaint about the decision; what was decided, by whom and when is kept elsewhere (UPL-08).
KEPT_AFTER_DECISION = timedelta(days=30)

_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def media_type(content: bytes) -> str | None:
    """The type of a file by its first bytes; None when it is neither a PDF nor a picture."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    header = read_header(content)
    return None if header is None else _PICTURES[header.format]


def gone_on(decided_at: datetime) -> date:
    """The day on which what was decided on then is deleted."""
    return (decided_at + KEPT_AFTER_DECISION).date()


def decided_before(now: datetime) -> datetime:
    """What was decided on by this moment has been kept long enough."""
    return now - KEPT_AFTER_DECISION
