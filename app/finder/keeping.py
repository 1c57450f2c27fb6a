"""A shortlist as it travels: ids in a link's fragment or in a form, never in an address that is sent.

The token is base64url, without padding, of the 16-byte ids one after the other. It says nothing about anybody,
and one missing end costs one person, not the list.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

# The longest list, and how many stand side by side.
MOST = 20
SIDE_BY_SIDE = 5
_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Read:
    """What one text names: whole ids in order, and whether something of it could not be read."""

    ids: tuple[UUID, ...]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was sent. `broken` texts could not be read, `beyond` ids were more than MOST.

    `chosen` are the ids to compare, None when nobody has chosen yet.
    """

    ids: tuple[UUID, ...]
    broken: int
    beyond: int
    chosen: tuple[UUID, ...] | None


def token(ids: Iterable[UUID]) -> str:
    """The token of a list; empty for nobody."""
    return base64.urlsafe_b64encode(b"".join(one.bytes for one in ids)).decode("ascii").rstrip("=")


def read(text: str) -> Read:
    """The ids of an id, a token, or a whole link with a token in its fragment."""
    text = text.strip()
    if "kept=" in text:
        text = text.rpartition("kept=")[2].partition("&")[0].strip()
    try:
        return Read((UUID(text),))
    except ValueError:
        return _token_read(text)


def _token_read(text: str) -> Read:
    if not _TOKEN.fullmatch(text):
        return Read((), broken=True)
    # Four letters carry three bytes: one letter alone carries none.
    whole = text[: len(text) - (len(text) % 4 == 1)]
    try:
        content = base64.urlsafe_b64decode(whole + "=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return Read((), broken=True)
    ends = range(_BYTES, len(content) + 1, _BYTES)
    return Read(
        tuple(UUID(bytes=content[end - _BYTES : end]) for end in ends),
        broken=len(content) % _BYTES > 0 or whole != text,
    )


def asked(kept: Sequence[str], chosen: Sequence[str] | None, do: str) -> Asked:
    """The list of a form: `kept` texts in order, changed as the pressed button says (`earlier:<id>`, …)."""
    parts = [read(text) for text in kept if text.strip()]
    everyone = list(dict.fromkeys(one for part in parts for one in part.ids))
    ids = _done(everyone[:MOST], do)
    return Asked(
        ids=tuple(ids),
        broken=sum(part.broken for part in parts),
        beyond=max(0, len(everyone) - MOST),
        chosen=None if chosen is None else tuple(one for text in chosen for one in read(text).ids),
    )


def _done(ids: list[UUID], do: str) -> list[UUID]:
    """The list after a button was pressed; a button for somebody who is not in it changes nothing."""
    action, _colon, named = do.partition(":")
    found = read(named).ids
    if len(found) != 1 or found[0] not in ids:
        return ids
    place = ids.index(found[0])
    others = [*ids[:place], *ids[place + 1 :]]
    if action == "drop":
        return others
    to = {"earlier": max(place - 1, 0), "later": place + 1}.get(action, place)
    return [*others[:to], found[0], *others[to:]]
