"""How long a vouch stands, and for whom none may be given."""

from datetime import date

# Whom an organisation knew two years ago it may not know any more: it says so again, or the vouch ends.
STANDS_YEARS = 2
LONGEST_INTEREST = 300


def stands_until(given_on: date) -> date:
    """The last day on which a vouch stands, if nobody renews it or takes it back."""
    try:
        return given_on.replace(year=given_on.year + STANDS_YEARS)
    except ValueError:
        # Given on the 29th of February.
        return given_on.replace(year=given_on.year + STANDS_YEARS, day=28)
