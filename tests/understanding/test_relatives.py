"""Whose illness it is that somebody speaks of who cares for another."""

import pytest

from tests.understanding.conftest import Asked

CARING = "concern=caring-for-someone"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("I'm a carer for my mum who has depression", CARING),
        ("caring for my child with anxiety", CARING),
        ("I look after my husband who is depressed and I am exhausted", f"{CARING}&concern=burnout"),
        ("I am a carer for my brother living with schizophrenia near Leeds", f"{CARING}&near=Leeds"),
        ("carer for my wife who is living with ptsd, I want someone who does EMDR", f"{CARING}&approach=emdr"),
        ("I'm a young carer, mum has bipolar", "concern=young-carers"),
        # Dementia is a concern of the carers as well, by the vocabulary's own words.
        ("I'm a carer for my mum with dementia", f"{CARING}&concern=dementia"),
    ],
)
def test_the_illness_of_a_relative_is_not_asked_for(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("I care for my dad, I have anxiety", f"{CARING}&concern=anxiety"),
        ("I'm a carer and I have depression", f"{CARING}&concern=depression"),
        ("carer, with anxiety", f"{CARING}&concern=anxiety"),
        ("carer. mum. with anxiety", f"{CARING}&concern=anxiety"),
        ("my mum anxiety, I am a carer", f"concern=anxiety&{CARING}"),
        ("carer with anxiety", f"{CARING}&concern=anxiety"),
        # Who does not say that they care for somebody may ask for a child, or for both of them.
        ("my son has anxiety", "concern=anxiety"),
    ],
)
def test_an_illness_of_ones_own_is_asked_for(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query
