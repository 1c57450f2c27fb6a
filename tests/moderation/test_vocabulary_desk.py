"""The vocabulary desk: its real forms, and then what seekers and practitioners meet."""

from typing import Any

import pytest
from flask import Flask

from app.listings.listing import AUDIENCES
from app.plumbing.auditing import lines_about
from app.plumbing.database import Database
from app.practitioners.intake import NewFact
from tests.editor.conftest import LISTING, publish, record_of, say, seen, tick
from tests.records import identity, offer, practitioner, premises, save
from tests.signed_in import Person
from tests.visit import Page, Visit, text_of

DESK = "/steward/vocabulary"


def concern(slug: str) -> NewFact:
    return NewFact("concern", slug)


def retire(sam: Person, term: str, into: str = "") -> Page:
    """Merge or retire `scheme/slug` by the pages: look what it would touch, then do it."""
    scheme, slug = term.split("/")
    page = sam.get(f"{DESK}/{scheme}/terms/{slug}/retire")
    page = sam.submit(page, "See what that would touch", into=into)
    return sam.submit(page, "Merge them" if into else "Retire it")


def look_again(app: Flask) -> None:
    """What every process does each quarter of a second."""
    with app.extensions["attune.database"].reading() as session:
        app.extensions["attune.live"].current(session, at_once=True)


def found(app: Flask, query: str) -> list[str]:
    """Names on the page of results."""
    look_again(app)
    page = Visit(app).path(f"/find?{query}")
    return [text_of(e) for tag in ("h2", "h3") for e in page.every(tag, class_="card-name")]


def in_api(app: Flask, query: str, expect: int = 200) -> Any:
    look_again(app)
    answer = app.test_client().get(f"/api/v1/listings?{query}")
    assert answer.status_code == expect
    return answer.get_json()


def test_lists_and_terms_are_browsed(app: Flask, database: Database, sam: Person) -> None:
    save(database, practitioner(facts=[concern("anxiety")], offers=[offer()]))
    look_again(app)
    page = sam.get(f"{DESK}/concern")
    assert "anxiety · 1 listing" in page.text
    page = sam.get(page.link("Anxiety"))
    assert "It can be chosen and searched for." in page.text
    assert "It is as it came with the software." in page.text


def test_a_term_is_found_by_any_of_its_names(sam: Person) -> None:
    page = sam.submit(sam.get(DESK), "Find", q="MUJER")
    assert "found by “mujer”" in page.text
    assert "found by “mujer”" in sam.submit(sam.get(f"{DESK}/gender"), "Find", q="mujer").text
    assert "No term has these words" in sam.get(f"{DESK}/gender?q=zzzz").text


def test_a_new_term_is_ticked_found_and_understood(app: Flask, sam: Person, ready: Person) -> None:
    page = sam.get(f"{DESK}/concern/add")
    page = sam.submit(page, "Add it", label="Volcano worry", meaning="Afraid of volcanoes.", synonyms="lava dread\n\n")
    assert page.response.request.path == f"{DESK}/concern/terms/volcano-worry"
    assert "added a term" in page.text
    look_again(app)
    tick(ready, "concern", "volcano-worry")
    publish(app, ready)
    assert found(app, "concern=volcano-worry") == ["Ada Example"]
    said = app.test_client().post("/api/v1/understanding", json={"say": "help with lava dread"}).get_json()
    assert said["query"] == "concern=volcano-worry"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"label": ""}, "Please write what it is called."),
        ({"meaning": ""}, "Please say what it means, in one line."),
        ({"key": "Not a key"}, "Please write a key of small letters"),
        ({"key": "anxiety"}, "is taken, and a key is never used again"),
        ({"label": "اردو"}, "Please write a key of small letters"),
        ({"synonyms": "lava\nPANIC"}, "“PANIC” leads to “Panic"),
        ({"broader": "nothing at all"}, "“nothing at all” is not a term of this list."),
        ({"label": "x" * 121}, "Please write at most 120 characters."),
        ({"synonyms": "\n".join(map(str, range(101)))}, "Please write at most 100 lines of 120 characters."),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_lost(sam: Person, fields: dict[str, str], says: str) -> None:
    typed = {"label": "Volcano worry", "meaning": "Afraid of volcanoes.", "synonyms": "lava"} | fields
    page = sam.submit(sam.get(f"{DESK}/concern/add"), "Add it", expect=400, **typed)
    assert says in page.text
    assert page.every("input", name="label")[0].get("value", "") == typed["label"]


def test_a_list_by_which_the_code_decides_takes_no_more(sam: Person) -> None:
    assert "none can be added" in sam.get(f"{DESK}/format").text
    sam.get(f"{DESK}/format/add", expect=404)
    page = sam.get(f"{DESK}/format/terms/video/retire")
    assert "it has to stay" in page.text
    again = sam.post(f"{DESK}/format/terms/video/retire", {"into": "phone"}, expect=400)
    assert "It can be called otherwise, and it has to stay." in again.text


def test_what_it_was_called_still_leads_there(app: Flask, sam: Person) -> None:
    page = sam.get(f"{DESK}/concern/terms/panic/words")
    before = page.every("input", name="label")[0].get("value", "")
    page = sam.submit(page, "Save the words", label="Sudden terror")
    assert page.h1 == "Sudden terror"
    assert before in page.text
    look_again(app)
    for words in (before.lower(), "sudden terror"):
        said = app.test_client().post("/api/v1/understanding", json={"say": f"help with {words}"}).get_json()
        assert said["query"] == "concern=panic"
    facets = app.test_client().get("/api/v1/facets").get_json()["facets"]["concern"]["terms"]
    assert [term["label"] for term in facets if term["slug"] == "panic"] == ["Sudden terror"]


def test_saving_what_is_there_changes_nothing(sam: Person, database: Database) -> None:
    sam.submit(sam.get(f"{DESK}/gender/terms/woman/words"), "Save the words")
    with database.reading() as session:
        assert lines_about(session, "gender:woman") == []


def test_merged_everybody_finds_whom_they_found(app: Flask, database: Database, sam: Person) -> None:
    save(
        database,
        practitioner("Ada Example", facts=[concern("panic")], offers=[offer()]),
        practitioner("Bea Example", facts=[concern("panic"), concern("anxiety")], offers=[offer()]),
    )
    page = sam.get(f"{DESK}/concern/terms/panic/retire?into=anxiety")
    assert "2 listings state it, 2 of them public." in page.text
    assert "1 of them states both: the stronger statement stays, once." in page.text
    page = retire(sam, "concern/panic", "anxiety")
    assert "It is merged" in page.text
    assert "merged a term into another" in page.text
    for key in ("panic", "anxiety"):
        assert sorted(found(app, f"concern={key}")) == ["Ada Example", "Bea Example"]
    answer = in_api(app, "concern=panic")
    assert answer["criteria"] == {"concern": ["anxiety"]}
    assert [[c["slug"] for c in result["concern"]] for result in (r.get("listing", r) for r in answer["results"])] == [
        ["anxiety"],
        ["anxiety"],
    ]
    assert found(app, "without=concern:panic") == []


def test_a_merge_by_an_identity_term_shows_nobody_more(app: Flask, database: Database, sam: Person) -> None:
    """Through the doors: who had kept one of both from an audience is not found there by the other."""
    save(
        database,
        practitioner("Ada Example", identity_facts=[identity("faith", "quaker", "site")], offers=[offer()]),
        practitioner(
            "Bea Example",
            identity_facts=[identity("faith", "quaker", "site", "api"), identity("faith", "humanist", "site")],
            offers=[offer()],
        ),
        practitioner(
            "Cleo Example",
            identity_facts=[identity("faith", "quaker", *AUDIENCES), identity("faith", "humanist")],
            offers=[offer()],
        ),
    )
    page = sam.get(f"{DESK}/faith/terms/quaker/retire?into=humanist")
    assert "Each fact is seen by those to whom it was given, and by nobody else." in page.text
    retire(sam, "faith/quaker", "humanist")
    assert sorted(found(app, "faith=quaker")) == ["Ada Example", "Bea Example"]
    assert in_api(app, "faith=humanist")["total"] == 0
    assert in_api(app, "faith=quaker")["total"] == 0


def test_retired_it_leaves_the_public_and_its_practitioner_is_told(app: Flask, sam: Person, ready: Person) -> None:
    publish(app, ready)
    assert found(app, "concern=anxiety") == ["Ada Example"]
    page = sam.get(f"{DESK}/concern/terms/anxiety/retire?into=")
    assert "1 listing states it, 1 of them public." in page.text
    retire(sam, "concern/anxiety")
    assert "is no longer used here, and nothing stands for it." in Visit(app).path("/find?concern=anxiety").text
    problem = in_api(app, "concern=anxiety", expect=400)
    assert problem["key"] == "concern"
    slug = record_of(app, ready, lambda r: r.slug)
    look_again(app)
    assert "Anxiety" not in Visit(app).path(f"/listings/{slug}").text
    overview = ready.get("/practitioner").text
    assert "is no longer used here. It stays in what you said, and nobody sees it." in overview
    assert record_of(app, ready, lambda r: [f.slug for f in r.facts if f.facet == "concern"]) == ["anxiety"]


def test_brought_back_it_is_seen_as_before(app: Flask, database: Database, sam: Person) -> None:
    save(database, practitioner(facts=[concern("panic")], offers=[offer()]))
    page = retire(sam, "concern/panic")
    look_again(app)
    page = sam.submit(page, "Bring it back")
    assert "It can be chosen and searched for." in page.text
    assert found(app, "concern=panic") == ["Ada Example"]


def test_its_name_may_belong_to_another_meanwhile(sam: Person) -> None:
    page = retire(sam, "concern/panic")
    label = page.h1
    sam.submit(sam.get(f"{DESK}/concern/add"), "Add it", label=label, meaning="Another.", key="panic-anew")
    again = sam.submit(sam.get(f"{DESK}/concern/terms/panic"), "Bring it back", expect=400)
    assert f"“{label}” leads to “{label}” already." in again.text


def test_nothing_is_forwarded_to_itself(sam: Person) -> None:
    retire(sam, "concern/panic", "anxiety")
    page = sam.get(f"{DESK}/concern/terms/anxiety/retire?into=panic")
    assert "nothing can lead to itself" in page.text
    assert not page.every("section", class_="recording")
    again = sam.post(f"{DESK}/concern/terms/anxiety/retire", {"into": "panic"}, expect=400)
    assert again.text.count("leads to “Anxiety") >= 1


def test_a_chain_leads_to_its_end(app: Flask, database: Database, sam: Person) -> None:
    save(database, practitioner(facts=[concern("panic")], offers=[offer()]))
    retire(sam, "concern/panic", "anxiety")
    retire(sam, "concern/anxiety", "stress")
    assert in_api(app, "concern=panic")["criteria"] == {"concern": ["stress"]}
    assert found(app, "concern=panic") == ["Ada Example"]


def test_what_an_offer_and_a_place_say_is_merged_too(app: Flask, database: Database, sam: Person) -> None:
    place = premises(53.8, -1.55, access={"lift": {"answer": "yes"}})
    made = offer(format="in-person", premises_id=place.id, session="intensive", payers=["bupa"])
    save(database, practitioner(premises=[place], offers=[made]))
    retire(sam, "access/lift", "step-free")
    retire(sam, "session/intensive", "individual")
    retire(sam, "payer/bupa", "aviva")
    for query in ("access=lift", "access=step-free", "session=intensive", "payer=bupa", "payer=aviva"):
        assert found(app, query) == ["Ada Example"]


def test_the_next_answer_moves_the_record_with_its_consent(app: Flask, sam: Person, ready: Person) -> None:
    tick(ready, "faith", "quaker")
    page = ready.get(LISTING + "consent")
    ready.post(
        LISTING + "consent", {"seen": seen(page), "audiences:faith:quaker": ["site"], "words:faith:quaker": "Friend"}
    )
    given = record_of(app, ready, lambda r: [(f.audiences, f.own_words, f.consented_at) for f in r.identity_facts])
    retire(sam, "faith/quaker", "humanist")
    look_again(app)
    assert "is now “Humanist”. It is seen by those to whom you gave it" in ready.get("/practitioner").text
    assert "(now “Humanist”)" in ready.get(LISTING + "faith").text
    say(ready, "words", headline="Quiet work")
    assert record_of(app, ready, lambda r: [f.slug for f in r.identity_facts]) == ["humanist"]
    assert (
        record_of(app, ready, lambda r: [(f.audiences, f.own_words, f.consented_at) for f in r.identity_facts]) == given
    )


def test_only_a_steward_who_has_just_signed_in_moves_facts(app: Flask, sam: Person, ready: Person) -> None:
    ready.get(DESK, expect=404)
    views = app.view_functions
    again = {name for name, view in views.items() if name.startswith("moderation.") and view.asks_again}
    assert {"moderation.retire_term", "moderation.bring_term_back"} <= again
    assert "moderation.word_term" not in again


def test_every_act_has_its_line(database: Database, sam: Person) -> None:
    sam.submit(sam.get(f"{DESK}/concern/terms/panic/words"), "Save the words", label="Sudden terror")
    page = retire(sam, "concern/panic", "anxiety")
    sam.submit(page, "Bring it back")
    with database.reading() as session:
        lines = [(row.act, row.actor, row.details) for row in lines_about(session, "concern:panic")]
        taken = lines_about(session, "concern:anxiety")
    assert [act for act, _actor, _details in lines] == ["term.brought-back", "term.merged", "term.worded"]
    assert {actor for _act, actor, _details in lines} == {sam.account.id}
    assert [(row.act, row.details) for row in taken] == [("term.took-in", '{"from":"panic"}')]
