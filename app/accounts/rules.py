"""Decisions about sessions and addresses: pure, the time is passed in."""

import re
from datetime import datetime, timedelta
from urllib.parse import unquote

# AUTH-05: idle and absolute life of a signed-in session.
IDLE = timedelta(minutes=30)
IDLE_OF_STEWARDS = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
# How long a first factor waits for the second.
HALF = timedelta(minutes=10)
# How long a browser is known again, by its cookie and here. The longest that browsers keep a cookie is 400 days.
DEVICE_KNOWN_FOR = timedelta(days=365)

_LONGEST_NEXT = 2_000
# One slash, then neither a slash nor anything a browser reads as one, drops, or takes for the end of a host.
_PATH_HERE = re.compile(r"/(?:[\x21-\x2e\x30-\x5b\x5d-\x7e][\x21-\x5b\x5d-\x7e]*)?")

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def is_alive(*, role: str, stage: str, created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """Whether a session is still good: by how long nobody used it, and by its age."""
    if stage != "complete":
        return timedelta(0) <= now - created_at <= HALF
    idle = IDLE_OF_STEWARDS if role == "steward" else IDLE
    return now - last_seen_at <= idle and now - created_at <= ABSOLUTE


def path_here(target: str | None) -> str | None:
    """The target if it is a path on this host whoever reads it, else None (AUTH-14).

    Also what it says when its escapes are read once more must stay here: something behind us might do so.
    """
    if not target or len(target) > _LONGEST_NEXT:
        return None
    return target if _PATH_HERE.fullmatch(target) and not unquote(target).startswith(("//", "/\\")) else None


def label_of(user_agent: str) -> str:
    """A browser as its owner would name it: “Firefox on Android”, without a version."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    return " · ".join(filter(None, (browser, system)))
