"""oEmbed 1.0: from the address of a frame to the frame, for sites that ask before they show what somebody pasted."""

import re
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from app.plumbing.words import gettext as _
from app.widget.models import Widget
from app.widget.rules import height
from app.widget.snippets import framed

FORMATS = {"json": "application/json", "xml": "text/xml"}
# As wide as a column of text; whoever asks may say that there is less room.
_WIDE = 640
_LONGEST = 6
_ID = re.compile(r"[0-9a-z]{1,32}")


class NoSize(ValueError):
    """A size that is none; the message says so."""


def widget_id(url: str, base: str) -> str | None:
    """The id in the address of a frame of ours; None for any other address."""
    try:
        there, ours = urlsplit(url), urlsplit(base)
    except ValueError:
        return None
    folder, _slash, last = there.path.rpartition("/")
    same = (there.scheme, there.netloc) == (ours.scheme, ours.netloc)
    return last if same and folder == "/widget" and _ID.fullmatch(last) else None


def most(text: str | None) -> int | None:
    """A size as it was asked for; None where there is no limit."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST or int(text) == 0:
        raise NoSize(_("A size is a whole number of pixels, such as 480."))
    return int(text)


def answer(widget: Widget, base: str, site: str, widest: int | None, highest: int | None) -> dict[str, Any]:
    """What oEmbed says of a widget, no wider and no higher than that."""
    width = _WIDE if widest is None else min(_WIDE, widest)
    high = height(widget.height) if highest is None else min(height(widget.height), highest)
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": site,
        "provider_url": base,
        "title": widget.heading,
        "html": framed(widget, base, str(width), highest),
        "width": width,
        "height": high,
    }


def as_xml(said: dict[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in said.items():
        SubElement(root, name).text = str(value)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def discovery(widget: Widget, base: str) -> str:
    """The Link header by which a frame says where oEmbed speaks of it."""
    url = quote(f"{base}/widget/{widget.id}", safe="")
    return ", ".join(
        f'<{base}/oembed?url={url}&format={name}>; rel="alternate"; type="{kind}+oembed"'
        for name, kind in FORMATS.items()
    )
