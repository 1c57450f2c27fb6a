"""E-mail addresses in one form, so that an address is the same address however it was typed."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

LONGEST = 254


def same_form(text: str) -> str:
    """The form in which an address is kept and looked for; what is no address stays what it is, folded."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()[:LONGEST]
    except EmailNotValidError:
        return unicodedata.normalize("NFKC", text).strip().lower()[:LONGEST]


def is_address(text: str) -> bool:
    """Whether mail could be sent to this; asks nobody."""
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(found.normalized) <= LONGEST
