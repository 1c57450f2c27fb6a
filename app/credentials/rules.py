"""Pure decisions about registrations."""

import re
from collections.abc import Sequence
from datetime import date

_SEPARATORS = re.compile(r"[\s\-–—./]+")


def normalise_number(number: str) -> str:
    """A register number as the register would sort it: upper case, no blanks, dashes, dots or strokes."""
    return _SEPARATORS.sub("", number).upper()


def standing(checks: Sequence[tuple[date, str]], expires_on: date | None, today: date) -> tuple[str, date | None]:
    """(status, day of the last check): `checked`, `stated` (never checked), `not_found` or `lapsed`.

    checks: (day, outcome) in any order; the latest one counts. A passed expiry date means lapsed.
    """
    if not checks:
        return ("lapsed" if expires_on and expires_on < today else "stated"), None
    checked_on, outcome = max(checks)
    if outcome == "found":
        return ("lapsed" if expires_on and expires_on < today else "checked"), checked_on
    return outcome, checked_on
