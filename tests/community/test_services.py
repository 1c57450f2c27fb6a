"""An organisation's services: kept on the editor's pages, looked at by a steward, found, shown with who offers them."""

import pytest
from flask import Flask

from app.organisations.models import Member, Organisation, Service
from app.plumbing import clock
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.community.conftest import decide as decide_about
from tests.community.conftest import waiting
from tests.editor.conftest import seen
from tests.records import offer, premises, save
from tests.records import practitioner as record_of
from tests.signed_in import Person, letters, member, practitioner
from tests.visit import Page, Visit


@pytest.fixture
def editor(app: Flask) -> Person:
    return member(app, role="editor")


@pytest.fixture
def begun(editor: Person) -> str:
    """The address of a service that says what it is called."""
    page = editor.submit(editor.get("/organisation/services/add"), name="Grief circle", kind="peer_group")
    assert page.h1 == "What would you like people to read first?"
    return page.response.request.path.partition("/listing/")[0]


def fill(editor: Person, at: str) -> None:
    """What sending needs."""
    language = {"language-0": "Punjabi", "level-0": "clinical"}
    editor.submit(editor.get(f"{at}/listing/language"), "Save and go on", **language)
    page = editor.get(f"{at}/listing/concern")
    editor.post(f"{at}/listing/concern", {"seen": seen(page), "chosen": ["anxiety"]})
    page = editor.submit(editor.get(f"{at}/offers"), "Add a way")
    editor.submit(page, "Save and see everything", session="group", format="video")


def found(app: Flask) -> int:
    with app.extensions["attune.database"].reading() as session:
        app.extensions["attune.live"].current(session, at_once=True)
    total: int = app.test_client().get("/api/v1/listings?language=pa&kind=peer_group").get_json()["total"]
    return total


def look(sam: Person) -> Page:
    queue = sam.get("/steward/reviews")
    lines = [a for ul in queue.every("ul", class_="queue") for a in ul.iter("a")]
    return sam.get(lines[0].get("href", ""))


def accept(sam: Person, *, expect: int = 200) -> Page:
    page = look(sam)
    sam.page = page
    return sam.post(page.response.request.path, {"seen": seen(page), "reason": "", "accept": "x"}, expect=expect)


def test_a_service_goes_from_its_form_to_the_search(
    app: Flask, database: Database, editor: Person, sam: Person, begun: str
) -> None:
    fill(editor, begun)
    editor.submit(editor.get(begun), "Send it")
    assert (found(app), "Grief circle" in look(sam).text) == (0, True)
    accept(sam)
    assert found(app) == 1
    assert [mail.subject for mail in letters(app, editor.email)] == ["It is public now"]
    with database.reading() as session:
        service = session.query(Service).one()
        where = f"/organisations/{service.organisation_id}"
    shown = Person(app, "seeker@example.org").get(f"/listings/{service.slug}")
    assert shown.link("Harbour Collective") == where
    assert Person(app, "seeker@example.org").get(where).link("Grief circle") == f"/listings/{service.slug}"
    editor.submit(editor.get(begun), "Pause it now")
    assert found(app) == 0


def test_what_only_a_person_can_say_is_not_asked(editor: Person, begun: str) -> None:
    for key in ("registers", "profession", "gender", "consent"):
        editor.get(f"{begun}/listing/{key}", expect=404)
    assert "registers" not in editor.get(begun).text


def test_it_can_be_called_otherwise_and_is_no_person(editor: Person, begun: str) -> None:
    editor.submit(editor.get(f"{begun}/listing/who"), "Save and see everything", name="Grief table", kind="clinic")
    assert editor.get(begun).h1 == "Grief table"
    page = editor.get(f"{begun}/listing/who")
    assert {e.get("value") for e in page.every("input", name="kind")} == {"community_service", "peer_group", "clinic"}


def test_nobody_else_edits_it(app: Flask, editor: Person, begun: str) -> None:
    """AUTH-16."""
    strangers = (
        member(app, "stranger@example.org", role="owner"),
        member(app, "walker@example.org", role="navigator"),
        practitioner(app, "ada@example.org"),
    )
    for stranger in strangers:
        stranger.get(begun, expect=404)
        stranger.get(f"{begun}/listing/words", expect=404)
        stranger.post(f"{begun}/listing/words", {"headline": "Mine now"}, expect=404)
        stranger.post(f"{begun}/remove", expect=404)
    assert "Mine now" not in editor.get(begun).text


def test_search_engines_show_it_once_its_organisation_says_so(
    app: Flask, database: Database, editor: Person, sam: Person, begun: str
) -> None:
    fill(editor, begun)
    editor.submit(editor.get(begun), "Send it")
    accept(sam)

    def may_be_found() -> bool:
        with database.reading() as session:
            slug = session.query(Service).one().slug
        return "noindex" not in Visit(app).path(f"/listings/{slug}").response.headers["X-Robots-Tag"]

    assert not may_be_found()
    editor.submit(editor.get(f"{begun}/listing/found"), anywhere="yes")
    assert may_be_found()


def test_nothing_of_another_record_is_reached_inside_ones_own_service(
    database: Database, editor: Person, begun: str
) -> None:
    """AUTH-16: an address that begins with a service of one's own holds no offer or place of somebody else's."""
    room, way = premises(51.5, -0.1), offer()
    [theirs] = save(database, record_of("Ada Example", premises=[room], offers=[way]))
    own = editor.submit(editor.get(f"{begun}/offers"), "Add a way").response.request.path
    assert own.startswith(f"{begun}/offers/")
    key = own.rpartition("/")[2]
    for at, asked in ((f"{begun}/offers/{way.id}", key), (f"{begun}/places/{room.id}", "where")):
        editor.get(f"{at}/{asked}", expect=404)
        for act in (asked, f"{asked}/preview", "remove"):
            editor.post(f"{at}/{act}", expect=404)
    for counted in ("place-taken", "place-free"):
        editor.post(f"{begun}/offers/{way.id}/{counted}", expect=404)
    with database.reading() as session:
        record = session.get_one(Record, theirs)
        assert ([o.id for o in record.offers], [p.id for p in record.premises]) == ([way.id], [room.id])


def test_a_steward_accepts_no_service_of_their_own_organisation(
    app: Flask, database: Database, editor: Person, sam: Person, begun: str
) -> None:
    fill(editor, begun)
    editor.submit(editor.get(begun), "Send it")
    with database.writing() as session:
        here = session.query(Organisation).one().id
        session.add(Member(account_id=sam.account.id, organisation_id=here, role="navigator", joined_at=clock.now()))
    page = look(sam)
    assert not page.every("input", name="accept")
    sam.page = page
    assert found(app) == 0


def test_services_of_a_suspended_organisation_are_not_found(
    app: Flask, editor: Person, sam: Person, begun: str
) -> None:
    fill(editor, begun)
    editor.submit(editor.get(begun), "Send it")
    accept(sam)
    decide_about(sam, waiting(sam, "approved"), "suspend", reason="We look into something.")
    assert found(app) == 0
    decide_about(sam, waiting(sam, "suspended"), "accept")
    assert found(app) == 1


def test_it_is_removed_for_good(database: Database, editor: Person, begun: str) -> None:
    editor.submit(editor.get(f"{begun}/remove"), "Remove it for good")
    with database.reading() as session:
        assert session.query(Service).count() == 0
    editor.get(begun, expect=404)


def test_closing_the_organisation_takes_its_services_along(
    app: Flask, database: Database, editor: Person, sam: Person, begun: str
) -> None:
    fill(editor, begun)
    editor.submit(editor.get(begun), "Send it")
    accept(sam)
    with database.writing() as session:
        session.query(Member).update({"role": "owner"})
    editor.be_signed_in(strong=True)
    editor.submit(editor.get("/organisation/close"), "Close it for good")
    with database.reading() as session:
        assert (session.query(Organisation).count(), session.query(Service).count()) == (0, 0)
    assert found(app) == 0
