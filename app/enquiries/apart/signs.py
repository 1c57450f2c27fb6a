"""Whether a message looks like a machine's, and what is asked of it then: pure rules (T10).

No sign refuses a message. A few ask the device it comes from for some seconds of work, which a person need not do;
many keep it apart until somebody has looked at what is known of it.
"""

import re
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

_LINK = re.compile(r"https?:|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url|\]\(http|<script", re.IGNORECASE)
# Beyond so many letters a second nobody types, though somebody may paste.
_LETTERS_A_SECOND = 15
# As many besides it may say nearly the same within a day: somebody who writes to many in one's own words. Of a text
# shorter than so many letters nobody can tell.
_MOST_ALIKE = 8
_TELLING = 40
_ASKED_FROM = 2
_APART_FROM = 4


class Sign(StrEnum):
    """What machines do."""

    TRAP = "trap"
    MARKUP = "markup"
    LINK = "link"
    ALIKE = "alike"
    HASTE = "haste"


_WEIGHTS = {Sign.TRAP: 4, Sign.MARKUP: 2, Sign.LINK: 2, Sign.ALIKE: 2, Sign.HASTE: 1}


class Course(StrEnum):
    """What becomes of a message before it is sent."""

    ARRIVES = "arrives"
    # It is asked to do some work first, or to wait.
    ASKED = "asked"
    # It would rather wait.
    WAITS = "waits"
    APART = "apart"


def signs_of(text: str, *, trapped: bool, took: timedelta, alike: int) -> frozenset[Sign]:
    """The signs of a message: all that was written in it, whether the trap was filled in, how long the form was open,
    and how many that came within a day say nearly the same."""
    marked = _MARKUP.search(text) is not None
    there = {
        Sign.TRAP: trapped,
        Sign.MARKUP: marked,
        # What is marked up is a link as well, and counts once.
        Sign.LINK: not marked and _LINK.search(text) is not None,
        Sign.ALIKE: alike > _MOST_ALIKE and len(text) >= _TELLING,
        Sign.HASTE: len(text) > _LETTERS_A_SECOND * max(took.total_seconds(), 0.0),
    }
    return frozenset(sign for sign, is_there in there.items() if is_there)


def course(signs: Collection[Sign], *, has_worked: bool, rather_waits: bool) -> Course:
    """What these signs ask for, of a device that has worked, or of somebody who would rather wait."""
    weight = sum(_WEIGHTS[sign] for sign in signs)
    if weight >= _APART_FROM:
        return Course.APART
    if weight < _ASKED_FROM or has_worked:
        return Course.ARRIVES
    return Course.WAITS if rather_waits else Course.ASKED
