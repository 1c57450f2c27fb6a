"""What a sentence leaves to be told on the page it leads to: pieces not understood, and whether it is urgent.

It travels in the address, because nothing is stored; encrypted and authenticated, because an address may be seen by
others. It is good for an hour, and one that is not good tells nothing. In the quiet search the whole address is
sealed, and this is written into it.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app

from app.criteria.wording import in_a_row
from app.plumbing.sealing import cipher
from app.plumbing.words import gettext as _
from app.understanding.tokens import LONGEST

# The key of the page under which it travels.
TOLD = "told"
GOOD_FOR = 3_600  # seconds
_LONGEST_TOKEN = 6_000


@dataclass(frozen=True, slots=True)
class Told:
    """`pieces` are quoted back; `urgent` brings help to the top; `cut`: more was written than is read; `empty`:
    nothing was."""

    pieces: tuple[str, ...] = ()
    urgent: bool = False
    cut: bool = False
    empty: bool = False

    def sentences(self) -> list[str]:
        """What the page says of it."""
        said = []
        if self.empty:
            said.append(_("Write a few words about what you are looking for, or choose below."))
        if self.cut:
            said.append(_("Only the first %(number)s characters were read.", number=f"{LONGEST:,}"))
        if self.pieces:
            pieces = in_a_row(_("“%(piece)s”", piece=piece) for piece in self.pieces)
            said.append(
                _(
                    "We did not understand %(pieces)s. What we did understand stands above; change it as you like.",
                    pieces=pieces,
                )
            )
        return said


def sealed(told: Told) -> str:
    """The text under which this may travel in an address; nobody without the site's key can read it."""
    return _cipher().encrypt(written(told).encode()).decode()


def opened(text: str | None) -> Told:
    """What was sealed; nothing when it was not sealed here, was changed, or is older than GOOD_FOR."""
    if not text or len(text) > _LONGEST_TOKEN:
        return Told()
    try:
        return _read(_cipher().decrypt(text.encode("utf-8", "replace"), ttl=GOOD_FOR).decode())
    except InvalidToken:
        return Told()


def written(told: Told) -> str:
    """The same as one line of text, for an address that is sealed as a whole."""
    content = {"p": told.pieces, "u": told.urgent, "c": told.cut, "e": told.empty}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def still_told(text: str, age: timedelta) -> Told:
    """What was written into an address that is so old."""
    return _read(text) if text and age <= timedelta(seconds=GOOD_FOR) else Told()


def _read(text: str) -> Told:
    content = json.loads(text)
    return Told(tuple(content["p"]), content["u"], content["c"], content["e"])


def _cipher() -> Fernet:
    return cipher(current_app.config["SECRET_KEY"], "told after say")
