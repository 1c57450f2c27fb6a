"""Help with the fee: what the model implies, and what is named besides."""

import pytest

from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from app.practitioners.rules import fee_help
from tests.records import practitioner, save


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


def test_no_import_claims_more_specialities_than_the_editor_allows(database: Database) -> None:
    claims = [NewFact("concern", slug, "specialist") for slug in ("anxiety", "depression", "panic", "ocd", "phobias")]
    more = [NewFact("approach", slug, "certified") for slug in ("cbt", "act", "dbt", "emdr")]
    with pytest.raises(ValueError, match="more than 8 specialities"):
        save(database, practitioner(facts=[*claims, *more]))
