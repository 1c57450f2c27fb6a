"""What is decided about crisis lines that organisations add."""

import re
from datetime import date, timedelta

MOST_LINES = 10
# As often as the lines of the file are looked up again.
CHECKED_FOR = timedelta(days=180)
# What a steward can decide of one that stands so, and how it stands then.
DECISIONS: dict[tuple[str, str], str] = {
    ("waiting", "accept"): "accepted",
    ("waiting", "refuse"): "refused",
    ("accepted", "accept"): "accepted",
    ("accepted", "refuse"): "refused",
}
LONGEST_PHONE = 40
_PHONE = re.compile(r"\+?\(?[0-9][0-9 ()/.-]*")


def is_phone(text: str) -> bool:
    """Whether this can be dialled: digits, with what people put between them."""
    return len(text) <= LONGEST_PHONE and bool(_PHONE.fullmatch(text)) and 3 <= sum(c.isdigit() for c in text) <= 16


def is_due(checked_on: date | None, today: date) -> bool:
    """Whether a line that is shown has to be looked up again."""
    return checked_on is None or today - checked_on >= CHECKED_FOR
