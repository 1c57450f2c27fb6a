"""What is told of a count, and when. Pure.

A total is rounded to tens by chance: 0 to 9 is added before its last digit is dropped. Below two steps nothing is
told, so that no total up to ten is ever told from none. From there on one visit more changes what is told in one case
of ten, and nobody knows where that edge lies: were it known, whoever opened a page nine times themselves would see
whether somebody else made it ten. As it is they find out in one month of ten, and cannot choose which. On average the
number is right. Chance is drawn once for each number, when its month is over: neither looking again, nor another
month, nor another kind tells more of it.
"""

from datetime import date, datetime, timedelta

# `enquiries` are counted by whoever takes enquiries.
SHOWN, VIEWED, ENQUIRIES = "shown", "viewed", "enquiries"
KINDS = (SHOWN, VIEWED, ENQUIRIES)
STEP = 10
# The least that is told.
LEAST = 2 * STEP
# A process that was slow to say what it counted still has a day for it.
OVER_AFTER = timedelta(days=1)
KEPT_MONTHS = 13


def rounded(total: int, chance: int) -> int:
    """What is kept of a total, 0 for what is not told; `chance` is a whole number from 0 below STEP."""
    told = (total + chance) // STEP * STEP
    return told if told >= LEAST else 0


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def months_before(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    year, index = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(year, index + 1, 1)


def first_not_over(now: datetime) -> date:
    """The month before which all months are over for good."""
    return month_of((now - OVER_AFTER).date())
