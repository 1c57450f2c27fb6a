"""The declarations themselves: every term they name is in the vocabulary, every column has a target."""

import pytest

from app.exchange.formats import FORMATS
from app.exchange.mapping import OFFER_TARGETS, PLACE_TARGETS, SERVICE_TARGETS, Format
from app.vocabulary.lexicon import Lexicon


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS.keys())
def test_every_meaning_is_a_term(format_: Format, words: Lexicon) -> None:
    meanings = {m for codes in format_.codes for found in (codes.table or {}).values() for m in found}
    unknown = [m for m in meanings if words.term(*m.split(":", 1)) is None]
    assert unknown == []


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS.keys())
def test_every_target_is_known(format_: Format) -> None:
    known = SERVICE_TARGETS | PLACE_TARGETS | OFFER_TARGETS
    assert {column.target for column in format_.columns} <= known


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS.keys())
def test_names_of_columns_are_written_as_they_are_compared(format_: Format) -> None:
    names = [name for column in format_.columns for name in column.names] + [codes.name for codes in format_.codes]
    assert [name for name in names if name != " ".join(name.split()).casefold()] == []
