"""A shortlist as something to hand on: a link whose fragment is sent to nobody, and the picture of it."""

from dataclasses import dataclass

from app.plumbing.qr import Code, code


@dataclass(frozen=True, slots=True)
class Share:
    """What to hand on."""

    link: str
    code: Code


def share(base_url: str, path: str, token: str) -> Share:
    """The link to a list, and its QR code."""
    link = f"{base_url}{path}#kept={token}"
    return Share(link, code(link))
