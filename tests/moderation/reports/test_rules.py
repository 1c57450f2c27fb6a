"""What a decision knows again, and what is kept of a text, whatever is thrown at them."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.moderation.reports.forms import ReportForm
from app.moderation.reports.rules import REASONS, digest

KEPT = st.dictionaries(st.sampled_from(REASONS), st.integers(0, 60))


@given(KEPT, KEPT)
def test_a_decision_tells_every_two_states_of_a_case_apart(one: dict[str, int], other: dict[str, int]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@given(KEPT)
def test_the_order_of_reasons_makes_no_difference(kept: dict[str, int]) -> None:
    assert digest(kept) == digest(dict(reversed(kept.items())))


@given(st.text())
def test_of_a_text_only_goes_what_no_page_can_show(text: str) -> None:
    form = ReportForm(MultiDict({"words": text}))
    none = [c for c in text if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF]
    visible = [c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in none and not c.isspace()]
    assert [c for c in form.words.data if not c.isspace()] == visible
    assert "\0" not in form.words.data and "\r" not in form.words.data
