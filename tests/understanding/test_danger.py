"""Words of danger in many languages bring help first, and the search goes on."""

import pytest

from app.urgent_help.danger import suggests_danger
from tests.understanding.conftest import Hear

DANGEROUS = [
    *(
        "I want to die",
        "i wanna die",
        "thinking of suicide",
        "SUICIDAL",
        "I'm going to kill myself",
        "end it all",
        "kms",
    ),
    *(
        "I don't want to be here anymore",
        "I cut myself",
        "self-harm",
        "he said he will kill me",
        "my husband hits me",
        "unalive",
    ),
    *("quiero morir", "pensamientos de suicidio", "j'ai envie de mourir", "me tuer", "chcę umrzeć", "myśli samobójcze"),
    *(
        "أريد أن أموت",
        "انتحار",
        "میں مرنا چاہتی ہوں",
        "خودکشی",
        "ਖੁਦਕੁਸ਼ੀ",
        "आत्महत्या",
        "хочу умереть",
        "自杀",
        "죽고 싶어",
        "ölmek istiyorum",
    ),
    *("I am not suicidal", "Selbstmord", "intihar", "khudkushi", "I   want\nto die"),
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_danger_is_heard(hear: Hear, text: str) -> None:
    assert hear(text).urgent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "grief",
        "killer whales",
        "my dad died",
        "I am dying to meet you",
        "a woman near Leeds",
        "depresja",
        "اكتئاب",
        "deadline",
        "skms",
    ],
)
def test_other_words_are_no_danger(hear: Hear, text: str) -> None:
    assert not hear(text).urgent
    assert not suggests_danger(text)


def test_the_search_goes_on(hear: Hear) -> None:
    heard = hear("I want to die, a woman near Leeds, evenings")
    assert heard.urgent
    assert heard.criteria.near == "Leeds" and heard.criteria.chosen["times"] == ("evening",)
    assert heard.criteria.chosen["concern"] == ("suicidal-thoughts",)
