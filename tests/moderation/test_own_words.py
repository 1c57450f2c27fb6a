"""Words that practitioners use for themselves become suggestions, and never say whose they are."""

from typing import Any

from app.plumbing.database import Database
from tests.moderation.test_vocabulary_desk import DESK
from tests.records import identity, offer, practitioner, save
from tests.signed_in import Person
from tests.visit import text_of


def test_own_words_are_suggested_once_three_use_them(database: Database, sam: Person) -> None:
    def saying(name: str, words: str, *audiences: str, **fields: Any) -> Any:
        fact = identity("gender", "non-binary", *audiences)
        fact.own_words = words
        return practitioner(name, identity_facts=[fact], offers=[offer()], **fields)

    save(
        database,
        saying("Ada Canaryname", "Gender alchemist!", "site"),
        saying("Bea Canaryname", "gender alchemist", "site", "api"),
        saying("Cleo Example", "gender alchemist", "api"),
        saying("Dora Example", "gender alchemist", "site", status="draft"),
        saying("Elsa Example", "gender alchemist", "site", fictional=True),
        *(saying(f"Fay{n} Example", "Enby.", "site") for n in range(3)),
    )
    assert "None at present." in sam.get(f"{DESK}/own-words").text
    save(database, saying("Gia Canaryname", "GENDER  Alchemist", "site"))
    page = sam.get(f"{DESK}/own-words")
    [line] = [text_of(li) for ul in page.every("ul", class_="queue") for li in ul.iter("li")]
    assert "3 practitioners" in line
    assert "Canaryname" not in page.body
    form = sam.get(page.link("Make it a term"))
    assert form.every("input", name="label")[0].get("value", "").lower().startswith("gender alchemist")
    assert "1 suggestion" in sam.get("/steward").text
