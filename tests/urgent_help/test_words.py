"""What crisis lines say is said in the languages of the interface, and nothing else is."""

import tomllib

import pytest
from flask import Flask

from app.urgent_help.words import read_words
from config import ROOT
from tests.visit import Page, text_of

FOLDER = ROOT / "seeds" / "urgent_help"
LINES = tomllib.loads((FOLDER / "lines.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", read_words(FOLDER))
@pytest.mark.parametrize("what", ["for_whom", "hours", "text", "note"])
def test_all_that_lines_say_has_words(code: str, what: str) -> None:
    assert set(read_words(FOLDER)[code][what]) == {line[what] for line in LINES["line"] if what in line}


def test_the_page_says_them(app: Flask) -> None:
    page = Page(app.test_client().get("/urgent-help?lang=ar"))
    assert "على مدار الساعة، كل يوم" in page.text and "All day" not in page.text
    [first] = [p for p in page.every("p", class_="emergency") if "999" in "".join(p.itertext())][:1]
    assert " ".join("".join(first.itertext()).split()).endswith("999 أو 112")


def test_a_number_with_blanks_is_kept_together(app: Flask) -> None:
    """Among Arabic words 0808 164 0123 would be read as 0123 164 0808."""
    page = Page(app.test_client().get("/urgent-help?lang=ar"))
    assert "\u20660808 164 0123\u2069" in page.text
    numbers = [text_of(bdi) for bdi in page.every("bdi", dir="ltr")]
    assert "116 123" in numbers
