"""No cell we write is worked out by a spreadsheet, and each comes back as it was (UPL-06)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.plumbing.cells import neutralised, restored

TEXTS = st.text(st.sampled_from("'=+-@\t\r\n ＝＋－＠a1\u00a0") | st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXTS)
@example("'=1+1")
@example("''=1+1")
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(TEXTS, st.sampled_from(["", " ", "\u3000", " \t"]), st.sampled_from("=+-@＝＋－＠\t\r\n"))
def test_what_begins_like_a_formula_is_a_text(rest: str, blanks: str, sign: str) -> None:
    assert neutralised(blanks + sign + rest).startswith("'")


@pytest.mark.parametrize("text", ["", "Ada", "'tis", "O'Brien", "1-2", "a=b"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert neutralised(text) == restored(text) == text
