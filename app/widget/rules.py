"""What a widget may be: whose sites may show it, and how high it may stand. Pure."""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from app.plumbing.words import gettext as _

STEP, LEAST, MOST = 32, 160, 4096
# A name with a dot and a last label of letters: an address of digits is nobody's public site.
_HOST = re.compile(r"(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_LOCAL = frozenset({"localhost", "127.0.0.1"})
_ORIGIN = re.compile(r"(https?)://([^/?#@:\\\s]+)(?::([1-9][0-9]{0,4}))?")
_USUAL = {"http": "80", "https": "443"}
_LONGEST_HOST = 253


class BadOrigin(ValueError):
    """A site that cannot be allowed; the message says why in one sentence."""


def origin(typed: str, *, local: bool = False) -> str:
    """The exact origin of a site as browsers write it; raises BadOrigin. `local` allows http on this machine.

    Names in other scripts are refused in every spelling, also encoded: some look like a site they are not (WID-02).
    """
    # Looked at before capitals are made small: some letters of other scripts become an a to z only then.
    match = _ORIGIN.fullmatch(typed.strip(" ").lower().removesuffix("/")) if typed.isascii() else None
    if match is None:
        raise BadOrigin(_("Write the site as https:// and its name, with nothing after it: https://example.org."))
    scheme, host, port = match.groups()
    at_home = local and host in _LOCAL
    if scheme != "https" and not at_home:
        raise BadOrigin(_("A site must begin with https://, so that nobody on the way can change the page."))
    if not at_home and (_HOST.fullmatch(host) is None or len(host) > _LONGEST_HOST):
        raise BadOrigin(_("A site must be one whole name in the letters a to z, such as https://www.example.org."))
    if port is not None and int(port) > 65535:
        raise BadOrigin(_("The number after the colon is not a port."))
    return f"{scheme}://{host}" if port in (None, _USUAL[scheme]) else f"{scheme}://{host}:{port}"


def height(wanted: int) -> int:
    """The nearest height a frame may have: whole steps, so that it says nothing about what is inside (WID-05)."""
    return min(max(round(wanted / STEP) * STEP, LEAST), MOST)


def address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The address within the frame of what is asked."""
    return f"{path}?{urlencode(pairs)}" if pairs else path
