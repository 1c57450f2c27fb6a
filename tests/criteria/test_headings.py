"""The headings of the vocabulary have words in every language of the interface."""

import tomllib

from app.criteria.headings import HEADINGS, heading
from app.listings.facets import BY_KEY
from config import ROOT


def test_every_heading_a_seeker_meets_is_known_to_the_catalogues() -> None:
    known = {str(words) for words in HEADINGS}
    files = [path for path in (ROOT / "seeds" / "vocabulary").glob("*.toml") if path.stem in BY_KEY]
    terms = [term for path in files for term in tomllib.loads(path.read_text(encoding="utf-8"))["term"]]
    # Languages stand by name, under no heading.
    assert {term["group"] for term in terms if "group" in term and "autonym" not in term} - known == set()


def test_a_heading_nobody_has_words_for_stands_as_it_was_written() -> None:
    assert (heading("Of our town"), heading(None)) == ("Of our town", None)
