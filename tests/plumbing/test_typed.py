"""What people type is kept as they wrote it, but for what no page can show."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plumbing.typed import as_written, one_line


@given(st.text())
def test_any_text_can_be_shown(text: str) -> None:
    for kept in (as_written(text), one_line(text)):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(f"<!doctype html><title>T</title><p>{kept.replace('&', '&amp;').replace('<', '&lt;')}")
        assert parser.errors == []


@given(st.text())
def test_what_was_kept_is_kept_as_it_is(text: str) -> None:
    assert as_written(as_written(text)) == as_written(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "👩‍👩‍👧", "שלום‏", "a\tb\n\nc"])
def test_every_script_stays_as_it_is_written(text: str) -> None:
    """The joiners and marks of direction have no form of their own."""
    assert as_written(text) == text


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_nothing_turns_what_follows(sign: str) -> None:
    """A name that is read backwards is somebody else's."""
    assert as_written(f"a{sign}b") == "ab"
    assert one_line(f"a{sign}b") == "a b"


def test_what_was_apart_stays_apart_on_one_line() -> None:
    assert one_line("a\x00b\x0bc\r\nd \u2028e") == "a b c d e"
