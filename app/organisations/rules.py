"""What is decided about organisations without asking anything."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

INVITED_FOR = timedelta(days=7)
MOST_INVITED = 20
MOST_SERVICES = 200
# What a steward can decide of one that stands so, and how it stands then.
DECISIONS: dict[tuple[str, str], str] = {
    ("in_review", "accept"): "approved",
    ("in_review", "refuse"): "refused",
    ("approved", "suspend"): "suspended",
    ("suspended", "accept"): "approved",
}
# Who of its members may edit what it says and its services.
MAY_EDIT = ("owner", "editor")
# While it stands so its owner may write it anew.
MAY_ASK = ("in_review", "refused")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}|(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+")


def web_address(text: str) -> str | None:
    """The address of a page on the web in one form; None for what is none, or leads anywhere else."""
    typed = text.strip()
    if "://" not in typed:
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except ValueError:
        return None
    plain = parts.scheme in ("http", "https") and parts.username is None and parts.password is None and port is None
    if not plain or not _HOST.fullmatch(host) or any(c.isspace() or c in "<>\"'\\" for c in typed):
        return None
    return typed
