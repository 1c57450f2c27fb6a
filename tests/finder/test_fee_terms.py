"""The terms of a fee model, line by line."""

from typing import Any

import pytest

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.finder.fee_terms import term_lines
from app.listings.listing import Fees


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        ({"tiers": [{"label": "Supported", "amount": 1500}]}, [("Supported", "£15")]),
        (
            {"levels": [{"label": "Half", "meaning": "some savings", "amount": 3000}]},
            [("Half: some savings", "£30")],
        ),
        ({"concessions": [{"who": ["student"], "amount": 2000}]}, [("Students", "£20")]),
        ({"least": 1500, "most": 6000}, [("Between", "£15 and £60")]),
        ({"sessions": 6, "amount": 30000}, [("6 sessions bought together", "£300")]),
        ({"suggested": 500}, [("Suggested, if you can", "£5")]),
        ({"sponsor": "A fund", "sessions": 6}, [("Paid for by", "A fund"), ("For", "6 sessions")]),
        ({"tiers": "not a list", "least": "x"}, []),
        ({}, []),
    ],
)
def test_terms_in_words(terms: dict[str, Any], lines: list[tuple[str, str]], labels: Labels, reader: Reader) -> None:
    assert term_lines(Fees(currency="GBP", terms=terms), labels, reader) == lines
