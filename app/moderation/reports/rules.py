"""What can be reported, how much of it is kept, and for how long."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

REASONS = ("out-of-date", "no-answer", "not-who-they-say", "other-charges", "unsafe", "hateful", "other")
LONGEST = 2_000
# Of a storm every report is counted, and so many texts are kept for each reason: a flood under one of them leaves room
# for what somebody says under another.
MOST_TEXTS = 50
# In the whole house: a flood over many listings fills no disk.
MOST_TEXTS_A_DAY = 2_000
# Long enough to answer a complaint about the decision. What was decided, and the counts, stay.
KEPT_AFTER_CLOSING = timedelta(days=30)

# Beyond so many new cases a day the desk alone tells of them.
MOST_NOTICES_A_DAY = 20

# How a case ended; a listing that was withheld may be put back later.
OUTCOMES = ("nothing-wrong", "withheld", "put-back")
ACTS = ("asked", *OUTCOMES)


def digest(kept: Mapping[str, int]) -> str:
    """By what a decision knows again the reports it was made about: texts kept for each reason.

    Not the number of reports: who goes on sending them could otherwise keep a case from ever being decided.
    """
    said = "\n".join(f"{reason} {number}" for reason, number in sorted(kept.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
