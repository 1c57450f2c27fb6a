"""FORM-09: no pattern takes more than its share of time, whatever text it is given.

The patterns are collected from the source, so that a new one is held as well. A good one takes twice as long for twice
the text; one that looks at everything again from each place four times, and one that backtracks never ends. What is
compared is a pattern with itself; `bench_patterns` has the milliseconds.
"""

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest

from app.understanding.tokens import _TOKEN
from tests.house.patterns import Written, hostile, patterns, unwritten
from tests.house.source import APP

# Put together from pieces, and read by everybody's own words.
_OF_WORDS = Written(APP / "understanding/tokens.py", 38, _TOKEN.pattern, _TOKEN.flags, frozenset({"finditer"}))
PATTERNS = [*patterns(), _OF_WORDS]
# Doubled until something is slow or the last is reached: what backtracks is noticed while it still ends.
LENGTHS = tuple(24 * 2**doubled for doubled in range(9))
# A good pattern reads the longest in a small part of this; only what takes longer is compared.
_WORTH_COMPARING = 0.004
_GROWS = 3.0


def seconds(written: Written, method: str, text: str) -> float:
    """Of this thread's own work, the least of a few."""
    least = float("inf")
    for _time in range(3):
        before = time.thread_time()
        written.ask(method, text)
        least = min(least, time.thread_time() - before)
        if least < _WORTH_COMPARING:
            break
    return least


def slow_texts(written: Written) -> list[str]:
    found = []
    for method in sorted(written.methods):
        for texts in zip(*(hostile(written, length) for length in LENGTHS), strict=True):
            if (long := _slow(written, method, texts)) is not None:
                found.append(f"{method} {long[:8]!r}…{long[-2:]!r} of {len(long)}")
    return found


def _slow(written: Written, method: str, texts: Sequence[str]) -> str | None:
    """The first of ever longer texts that takes far more than twice as long as the one before."""
    for short, long in pairwise(texts):
        took = seconds(written, method, long)
        if took > _WORTH_COMPARING and took > _GROWS * seconds(written, method, short):
            return long
    return None


@pytest.mark.parametrize("written", PATTERNS, ids=lambda written: written.name)
def test_twice_the_text_takes_no_more_than_twice_as_long(written: Written) -> None:
    assert slow_texts(written) == []


@pytest.mark.parametrize("pattern", [r"\s+$", r"(\w+)@", r"\(([^)]*)\)"])
def test_a_bad_pattern_is_noticed(pattern: str) -> None:
    bad = Written(APP / "nowhere.py", 1, pattern, 0, frozenset({"search"}))
    assert slow_texts(bad) != []


def test_patterns_that_are_put_together_are_few_and_known() -> None:
    """One is an address, escaped; the other is measured above."""
    assert len(PATTERNS) > 70
    assert [where.partition(":")[0] for where in unwritten()] == [
        "app/plumbing/mailing.py",
        "app/understanding/tokens.py",
    ]
