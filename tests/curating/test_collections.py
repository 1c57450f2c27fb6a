"""Lists by organisations: made by their editors, read by anybody, and never holding who is not listed."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.organisations.models import Organisation
from app.practitioners.models import Record
from tests.curating.conftest import Harbour
from tests.signed_in import member
from tests.visit import Page, text_of


def names(page: Page) -> list[str]:
    """Whose cards are on a page, in their order."""
    return [text_of(h2) for h2 in page.every("h2", class_="card-name")]


def test_an_editor_makes_a_list_that_anybody_can_read(harbour: Harbour) -> None:
    one = harbour.make_list("People we know")
    harbour.put(one, harbour.ids[1], harbour.ids[0])
    page = harbour.visit.path(f"/collections/{one}")
    assert (page.h1, names(page)) == ("People we know", ["Bo Example", "Ada Example"])
    assert "A list by Harbour Collective" in page.text
    assert "Who has time for us." in page.text
    assert harbour.visit.path(page.link("Harbour Collective")).link("People we know") == f"/collections/{one}"


@pytest.mark.parametrize("look", ["bo", "/listings/{slug}", "https://elsewhere.example/find?q=bo", "{id}"])
def test_somebody_is_found_by_name_address_search_or_id(harbour: Harbour, look: str) -> None:
    one = harbour.make_list()
    with harbour.database.reading() as session:
        bo = session.get_one(Record, harbour.ids[1])
    page = harbour.editor.get(f"/organisation/lists/{one}?look={look.format(slug=bo.slug, id=bo.id)}")
    [found] = page.every("ul", class_="found")
    assert text_of(found.findall("li")[0]).startswith("Bo Example")
    assert len(found.findall("li")) == 1


def test_entries_are_moved_explained_and_taken_off(harbour: Harbour) -> None:
    one, ada, bo = harbour.make_list(), *harbour.ids[:2]
    harbour.put(one, ada, bo)
    people = f"/organisation/lists/{one}/people"
    harbour.editor.post(f"{people}/{bo}/move", {"to": "up"})
    harbour.editor.post(f"{people}/{bo}/why", {"note": "Speaks plainly."})
    page = harbour.visit.path(f"/collections/{one}")
    assert names(page) == ["Bo Example", "Ada Example"]
    assert "Speaks plainly." in page.text
    harbour.editor.post(f"{people}/{bo}/take-off")
    assert names(harbour.visit.path(f"/collections/{one}")) == ["Ada Example"]


def test_what_is_too_long_is_not_lost(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    page = harbour.editor.post(
        f"/organisation/lists/{one}/people/{harbour.ids[0]}/why", {"note": "x" * 301}, expect=400
    )
    assert "at most 300 characters" in page.text
    assert page.every("input", name="note")[0].get("value") == "x" * 301


def test_who_is_not_listed_any_more_vanishes_at_once(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, *harbour.ids[:2])
    with harbour.database.writing() as session:
        session.get_one(Record, harbour.ids[0]).status = "paused"
    assert names(harbour.visit.path(f"/collections/{one}")) == ["Bo Example"]
    assert harbour.find(f"collection={one}").h1.startswith("1 person or service on the list")


def test_a_list_is_the_organisations_own_until_it_says_otherwise(harbour: Harbour) -> None:
    one = harbour.make_list(public=False)
    harbour.put(one, harbour.ids[0])
    for path in (f"/collections/{one}", f"/collections/{one}/feed.atom"):
        harbour.visit.path(path, expect=404)
    harbour.editor.submit(harbour.editor.get(f"/organisation/lists/{one}/words"), "Save", public="y")
    assert names(harbour.visit.path(f"/collections/{one}")) == ["Ada Example"]


def test_the_lists_of_a_suspended_organisation_are_gone(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    assert len(names(harbour.find(f"collection={one}"))) == 1
    with harbour.database.writing() as session:
        session.scalars(select(Organisation)).one().status = "suspended"
    harbour.visit.path(f"/collections/{one}", expect=404)
    assert "is not a value" in harbour.find(f"collection={one}").text


def test_nobody_works_on_the_list_of_another_organisation(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    other = member(harbour.app, "other@example.org", role="editor")
    other.get("/organisation/lists")
    own = f"/organisation/lists/{one}"
    other.get(own, expect=404)
    for path in ("/add", "/words", "/remove", f"/people/{harbour.ids[0]}/take-off"):
        other.post(own + path, {"listing": str(harbour.ids[1]), "title": "x", "language": "en"}, expect=404)
    assert names(harbour.visit.path(f"/collections/{one}")) == ["Ada Example"]


def test_a_removed_list_is_gone_with_what_it_said(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    harbour.editor.submit(harbour.editor.get(f"/organisation/lists/{one}/words"), "Remove it for good")
    harbour.visit.path(f"/collections/{one}", expect=404)
    assert "is not a value" in harbour.find(f"collection={one}").text
    assert names(harbour.find("")) != []


def test_nobody_is_put_on_a_list_who_is_not_listed(harbour: Harbour) -> None:
    one = harbour.make_list()
    page = harbour.editor.post(f"/organisation/lists/{one}/add", {"listing": str(uuid4())}, expect=400)
    assert "Nobody is listed there any more." in page.text
    assert "Nobody on this list is listed here now." in harbour.visit.path(f"/collections/{one}").text


def test_a_list_is_a_search_to_go_on_from(harbour: Harbour) -> None:
    one = harbour.make_list("Our list")
    harbour.put(one, *harbour.ids[:2])
    page = harbour.find(harbour.visit.path(f"/collections/{one}").link("Search among them").partition("?")[2])
    assert page.h1 == "2 people and services on the list Our list"
    ticked = [box.get("checked") for box in page.every("input", name="collection", type="checkbox", value=str(one))]
    assert ticked and None not in ticked
    assert not harbour.find("").every("input", name="collection")


def test_people_on_a_list_can_come_first(harbour: Harbour) -> None:
    one = harbour.make_list("Our list")
    for id in harbour.ids:
        harbour.put(one, id)
        page = harbour.find(f"prefer=collection:{one}")
        assert len(names(page)) == 3
        with harbour.database.reading() as session:
            assert names(page)[0] == session.get_one(Record, id).name
        harbour.editor.post(f"/organisation/lists/{one}/people/{id}/take-off")


def test_a_navigator_changes_no_list(harbour: Harbour) -> None:
    member(harbour.app, "nav@example.org", role="navigator").get("/organisation/lists", expect=404)


@pytest.mark.parametrize("title", ["", "   ", "\u200b"])
def test_a_list_is_called_something_that_can_be_seen(harbour: Harbour, title: str) -> None:
    editor = harbour.editor
    page = editor.submit(editor.get("/organisation/lists/add"), expect=400, title=title, note="Kept", language="en")
    assert "Please write what the list is called." in page.text
    assert "Kept" in page.body


@pytest.mark.parametrize("look", ["/listings/%00", "/listings/%2500", "http://[::1/find"])
def test_an_address_of_nobody_finds_nobody(harbour: Harbour, look: str) -> None:
    page = harbour.editor.get(f"/organisation/vouches?look={quote(look)}")
    assert "Nobody who is listed now was found." in page.text
