"""What is said to people about a number."""

from app.credentials.registers import Register
from app.credentials.rules import read_number
from app.plumbing.words import gettext as _


def doubt(typed: str, register: Register, body: str) -> str | None:
    """A sentence when a number does not look like one of this register, or None; `body` is its name to the reader."""
    if read_number(typed, register).fits:
        return None
    return _("This does not look like a %(body)s number: they are %(shape)s.", body=body, shape=register.numbers)
