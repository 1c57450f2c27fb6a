"""Help with the fee: what the model implies, and what is named besides."""

import pytest

from app.practitioners.rules import fee_help


@pytest.mark.parametrize(
    ("model", "named", "expected"),
    [
        (None, [], ()),
        ("fixed", [], ()),
        ("free", [], ("free",)),
        ("range", [], ("sliding-scale",)),
        ("bottle", ["free-first-call"], ("sliding-scale", "free-first-call")),
        ("donation", ["pay-what-you-can"], ("pay-what-you-can",)),
        ("concession", ["sponsored", "free"], ("free", "concession", "sponsored")),
    ],
)
def test_fee_help(model: str | None, named: list[str], expected: tuple[str, ...]) -> None:
    assert fee_help(model, named) == expected


def test_the_order_named_in_does_not_matter() -> None:
    assert fee_help(None, ["sponsored", "free"]) == fee_help(None, ["free", "sponsored"])
