"""An organisation's list in its widget: only its people, or its people first."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.organisations.models import Organisation
from app.organisations.vouching.models import Vouch
from app.plumbing.database import Database
from app.widget.models import Widget
from tests.curating.conftest import Harbour
from tests.enquiries.conftest import with_account
from tests.records import practitioner, save
from tests.signed_in import Person, member
from tests.visit import Page

NEW = "/organisation/widgets/new"
RIGHT = {"name": "Ours", "heading": "Find help", "origins": "https://example.org"}
NAMES = ("Ada Example", "Bo Example", "Cy Example")


@pytest.fixture
def harbour(app: Flask, database: Database) -> Harbour:
    ids = save(database, *map(practitioner, NAMES))
    return Harbour(app, member(app, "helen@example.org", role="editor"), list(ids))


def make(harbour: Harbour, list_id: UUID | str, how: str, expect: int = 200, **said: object) -> Page:
    """By the form."""
    harbour.find("")
    fields = RIGHT | {"collection": str(list_id), "by_list": how} | said
    return harbour.editor.submit(harbour.editor.get(NEW), "Make it", expect=expect, **fields)


def shown(harbour: Harbour, query: str = "") -> str:
    """The frame of the only widget."""
    harbour.find("")
    with harbour.database.reading() as session:
        id = session.scalars(select(Widget.id)).one()
    return harbour.app.test_client().get(f"/widget/{id}{query}").get_data(as_text=True)


def names(body: str) -> list[str]:
    return re.findall(r"<h3 class=\"card-name\"><a [^>]*>([^<]*)<", body)


def own_addresses(body: str) -> list[str]:
    return re.findall(r'(?:href|action)="(/widget/[^"]*)"', body)


LIST_SENT = (
    "",
    "?collection={other}",
    "?prefer=collection:{other}&unstated=collection",
    "?without=collection:{one}&q=",
)


def test_only_the_people_of_a_list_are_found_whatever_is_sent(harbour: Harbour) -> None:
    one, other = harbour.make_list("People we know"), harbour.make_list("Others")
    harbour.put(one, harbour.ids[1])
    harbour.put(other, harbour.ids[0])
    make(harbour, one, "only")
    for query in LIST_SENT:
        body = shown(harbour, query.format(one=one, other=other))
        assert names(body) == ["Bo Example"]
        assert "on the list People we know" in body
        assert not any("collection" in address for address in own_addresses(body))
        assert 'name="collection"' not in body


def test_the_people_of_a_list_come_first_and_the_page_says_so(harbour: Harbour) -> None:
    one, other = harbour.make_list(), harbour.make_list("Others")
    harbour.put(other, harbour.ids[0])
    make(harbour, one, "first")
    for id, name in zip(harbour.ids, NAMES, strict=True):
        harbour.put(one, id)
        for query in (*LIST_SENT, "?sort=cost&prefer=q&q=Example"):
            body = shown(harbour, query.format(one=one, other=other))
            assert (names(body)[0], len(names(body))) == (name, 3)
            assert "Harbour Collective’s list comes first." in body
            assert "you would like" not in body
            assert not any("prefer" in address or "collection" in address for address in own_addresses(body))
        harbour.editor.post(f"/organisation/lists/{one}/people/{id}/take-off")


def hide(editor: Person, one: UUID) -> None:
    own = f"/organisation/lists/{one}/words"
    editor.get(own)
    editor.post(own, {"title": "x", "language": "en", "note": ""})


def remove(editor: Person, one: UUID) -> None:
    editor.submit(editor.get(f"/organisation/lists/{one}/words"), "Remove it for good")


@pytest.mark.parametrize("leave", [hide, remove])
def test_without_its_list_nobody_is_found_where_only_they_were(
    harbour: Harbour, leave: Callable[[Person, UUID], None]
) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    make(harbour, one, "only")
    leave(harbour.editor, one)
    body = shown(harbour, "?q=Example")
    assert names(body) == []
    assert "nobody can see that list at the moment" in body
    assert 'href="/urgent-help' in body
    overview = harbour.editor.get("/organisation/widgets")
    assert "Finds nobody" in overview.text
    # Saved again for something else, it finds nobody still.
    harbour.editor.submit(harbour.editor.get(overview.link("Ours")), "Save", heading="Other words")
    body = shown(harbour)
    assert (names(body), "Other words" in body) == ([], True)


def test_a_list_that_came_with_an_address_leaves_nobody_either(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    make(harbour, "", "first", search=f"/find?collection={one}", held=["search"])
    assert names(shown(harbour)) == ["Ada Example"]
    hide(harbour.editor, one)
    assert names(shown(harbour)) == []


def test_what_is_locked_and_not_known_any_more_finds_nobody(harbour: Harbour) -> None:
    body = member(harbour.app, "other@example.org", role="editor")
    with_account(harbour.database, harbour.ids[0], "ada@example.org")
    harbour.vouch(harbour.ids[0])
    with harbour.database.reading() as session:
        voucher = session.scalars(select(Vouch.organisation_id)).one()
    harbour.editor = body
    make(harbour, "", "first", search=f"/find?vouched_by={voucher}", held=["search"])
    assert names(shown(harbour)) == ["Ada Example"]
    with harbour.database.writing() as session:
        session.get_one(Organisation, voucher).status = "suspended"
    found = shown(harbour)
    assert (names(found), "is not there any more, so it finds nobody" in found) == ([], True)
    assert "Finds nobody" in body.get("/organisation/widgets").text


@pytest.mark.parametrize("leave", [hide, remove])
def test_without_its_list_nobody_comes_first(harbour: Harbour, leave: Callable[[Person, UUID], None]) -> None:
    one = harbour.make_list()
    make(harbour, one, "first")
    leave(harbour.editor, one)
    body = shown(harbour)
    assert len(names(body)) == 3
    assert "comes first" not in body


def test_the_preview_shows_the_list_and_the_form_knows_it_again(harbour: Harbour) -> None:
    one = harbour.make_list("People we know")
    harbour.put(one, harbour.ids[2])
    page = make(harbour, one, "only")
    [frame] = page.every("iframe")
    assert names(harbour.editor.client.get(frame.get("src", "")).get_data(as_text=True)) == ["Cy Example"]
    [chosen] = [option for option in page.every("option", value=str(one)) if option.get("selected") is not None]
    assert chosen.text == "People we know"
    [how] = [radio for radio in page.every("input", name="by_list") if radio.get("checked") is not None]
    assert how.get("value") == "only"


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ("/find?collection={one}", "leave the one in this address out"),
        ("/find?sort=cost", "decides who comes first"),
        ("/find?prefer=collection:{one}", "leave the one in this address out"),
        ("/find?prefer=gender:woman", "decides who comes first"),
    ],
)
def test_a_search_beside_a_list_decides_nothing_of_it(harbour: Harbour, search: str, sentence: str) -> None:
    one = harbour.make_list()
    assert sentence in make(harbour, one, "first", expect=400, search=search.format(one=one)).text


def test_the_list_of_another_organisation_is_none(harbour: Harbour) -> None:
    one = harbour.make_list()
    other = member(harbour.app, "other@example.org", role="editor")
    fields = RIGHT | {"collection": str(one), "by_list": "only"}
    assert "That list is not there any more" in other.submit(other.get(NEW), "Make it", expect=400, **fields).text
    draft = other.get(f"/organisation/widgets/preview?draft=collection%3D{one}%26by_list%3Donly")
    assert len(names(draft.response.get_data(as_text=True))) == 3
