"""Deleting an account: of it nothing is left but the skeleton of the trail, of others nothing goes (DATA-05)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.editor.holdings import NOT_THEIRS
from app.organisations.models import Member
from app.ownership.actions import delete_account
from app.plumbing import clock
from app.plumbing.database import Base, Database
from app.plumbing.files import Files, sweep
from app.plumbing.holdings import tables_of
from app.plumbing.outbox import put
from app.waiting.models import WaitingEntry
from tests.editor.conftest import add_offer, fill, publish, record_of, say
from tests.ownership.canaries import Canaries
from tests.ownership.conftest import signed_in
from tests.signed_in import PASSWORD, Person, letters, link_in, member, practitioner, steward

# Tables that hang on an account and of which a deletion leaves rows, each with its reason. There is none.
LEFT: dict[str, str] = {}


def delete(person: Person) -> Any:
    return person.submit(person.get("/account/delete"), "Delete my account", sure="y")


def there(database: Database, whose: Canaries) -> set[str]:
    """The tables in which somebody's rows still are."""
    with database.reading() as session:
        return {name for name, key in whose.keys.items() if session.execute(_row(name, key)).first() is not None}


def _row(name: str, key: dict[str, Any]) -> Any:
    table = Base.metadata.tables[name]
    return select(table).where(*(table.columns[column] == value for column, value in key.items()))


def test_every_table_that_hangs_on_an_account_is_emptied(app: Flask, database: Database, wren: Canaries) -> None:
    """From the models' own keys: a table of tomorrow is emptied as well, or named above."""
    hanging = tables_of("account", NOT_THEIRS) - {"service", "organisation"}
    assert set(wren.keys) >= hanging
    delete(signed_in(app, wren))
    assert there(database, wren) == set(LEFT)


def test_nothing_of_anybody_else_goes(app: Flask, database: Database, wren: Canaries, rook: Canaries) -> None:
    before = there(database, rook)
    delete(signed_in(app, wren))
    assert there(database, rook) == before == set(rook.keys)


def test_what_a_steward_decided_stays_decided(app: Flask, database: Database, wren: Canaries) -> None:
    steward(app)
    judge = steward(app, "second@example.org")
    with database.writing() as session:
        session.execute(text("update review set decided_by = :id"), {"id": _bound(database, judge.account.id)})
    delete(judge)
    with database.reading() as session:
        assert session.execute(_row("review", wren.keys["review"])).one().decided_by is None


def _bound(database: Database, id: Any) -> Any:
    return id.hex if database.is_sqlite else id


def test_photos_and_evidence_go_with_the_commit(app: Flask, wren: Canaries, stored: Files) -> None:
    assert len(kept(stored)) == 3
    delete(signed_in(app, wren))
    assert kept(stored) == []


def kept(stored: Files) -> list[Path]:
    return [path for path in stored.folder.rglob("*") if path.is_file()]


def test_a_sweep_finds_what_a_crash_left(
    app: Flask, database: Database, wren: Canaries, stored: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = signed_in(app, wren)
    monkeypatch.setattr(stored, "delete", lambda _kind, _name: None)
    delete(person)
    assert len(kept(stored)) == 3
    with database.reading() as session:
        assert sweep(session, stored, clock.now() + timedelta(hours=2)) == 3


def test_removing_only_the_listing_takes_its_evidence_along(app: Flask, wren: Canaries, stored: Files) -> None:
    person = signed_in(app, wren)
    person.submit(person.get("/practitioner/remove"), "Remove it for good")
    assert kept(stored) == []


@pytest.fixture
def public(app: Flask) -> Person:
    """Somebody with a public listing, found by who looks for Punjabi."""
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Merlinda", kind="individual")
    fill(ada)
    say(ada, "words", headline="A merlinda in the headline", about="A merlinda in the text")
    publish(app, ada)
    return ada


def test_its_addresses_say_for_ever_that_it_is_gone(app: Flask, public: Person) -> None:
    slug, record_id = record_of(app, public, lambda r: (r.slug, r.id))
    say(public, "who", name="Ada Kestrel")
    delete(public)
    client = app.test_client()
    assert client.get(f"/listings/{slug}").status_code == 410
    assert client.get(f"/api/v1/listings/{record_id}").status_code == 410
    assert client.get(f"/listings/somebody-else-{'0' if record_id.hex[0] != '0' else '1'}00000").status_code == 404


def test_it_is_gone_from_the_search_of_every_process_at_the_next_look(
    app: Flask, make_app: Callable[..., Flask], database: Database, public: Person
) -> None:
    beside = make_app(database.url.render_as_string(hide_password=False))
    assert [found(a) for a in (app, beside)] == [1, 1]
    delete(public)
    assert [found(a) for a in (app, beside)] == [0, 0]


def test_no_saved_index_knows_a_word_of_theirs(
    app: Flask, make_app: Callable[..., Flask], database: Database, public: Person, tmp_path: Path
) -> None:
    """Neither this server's, which is deleted, nor that of another one beside it, once that has started again."""
    settings = {"instance_dir": tmp_path / "beside"}
    beside = make_app(database.url.render_as_string(hide_password=False), **settings)
    saved = [a.config["INSTANCE_DIR"] / "index" / "listings" for a in (app, beside)]
    for each in (app, beside):
        save(each)
    assert all(b"merlinda" in file.read_bytes() for file in saved)
    delete(public)
    assert not saved[0].exists()
    for each in (app, beside):
        save(make_app(database.url.render_as_string(hide_password=False), instance_dir=each.config["INSTANCE_DIR"]))
    assert not any(b"merlinda" in file.read_bytes() for file in saved)


def save(app: Flask) -> None:
    """As a start does."""
    live = app.extensions["attune.live"]
    with app.extensions["attune.database"].reading() as session:
        live.current(session, at_once=True)
    live.save()


def found(app: Flask) -> int:
    with app.extensions["attune.database"].reading() as session:
        app.extensions["attune.live"].current(session, at_once=True)
    total: int = app.test_client().get("/api/v1/listings?language=pa").get_json()["total"]
    return total


def test_signing_in_says_what_it_says_to_unknown_people(app: Flask, public: Person) -> None:
    delete(public)
    gone = Person(app, public.email).sign_in(expect=400)
    nobody = Person(app, "nobody@example.org").sign_in(expect=400)
    assert gone.text == nobody.text


def test_every_browser_is_signed_out(app: Flask, public: Person) -> None:
    phone = Person(app, public.email)
    phone.be_signed_in()
    delete(public)
    assert (public.is_signed_in, phone.is_signed_in, public.reference) == (False, False, None)


def test_one_last_mail_says_so_and_what_waited_is_not_sent(app: Flask, database: Database, public: Person) -> None:
    with database.writing() as session:
        put(session, public.email, "Is it still right?", "A link")
        put(session, "eve@example.org", "For Eve", "A link")
    delete(public)
    assert [mail.subject for mail in letters(app, public.email)] == ["Your account is deleted"]
    assert [mail.subject for mail in letters(app, "eve@example.org")] == ["For Eve"]


def test_the_address_can_sign_up_again_as_new(app: Flask, public: Person) -> None:
    delete(public)
    again = Person(app, public.email)
    again.submit(again.get("/account/sign-up"), email=public.email)
    link = link_in(letters(app, public.email)[-1], app)
    assert again.submit(again.get(link), password=PASSWORD).h1 == "Who is this listing about?"


def test_a_slip_of_the_finger_deletes_nothing(app: Flask, public: Person) -> None:
    page = public.submit(public.get("/account/delete"), "Delete my account", expect=422)
    assert "Please tick this first" in page.text
    assert public.is_signed_in


def test_the_page_says_what_stays(app: Flask, public: Person) -> None:
    text_of_page = public.get("/account/delete").text
    assert "in the trail by which stewards answer for what they do" in text_of_page
    assert public.get("/account/delete").link("Take everything with you") == "/practitioner/export"


def test_the_only_steward_cannot_go(app: Flask) -> None:
    sam = steward(app)
    page = sam.submit(sam.get("/account/delete"), "Delete my account", sure="y", expect=409)
    assert "You are the only steward here." in page.text
    assert sam.is_signed_in


def test_one_of_two_stewards_can(app: Flask) -> None:
    sam, _other = steward(app), steward(app, "second@example.org")
    delete(sam)
    assert not sam.is_signed_in


def test_a_suspended_steward_is_none(app: Flask, database: Database) -> None:
    sam, other = steward(app), steward(app, "second@example.org")
    with database.writing() as session:
        session.get_one(type(other.account), other.account.id).suspended_at = other.account.created_at
    sam.submit(sam.get("/account/delete"), "Delete my account", sure="y", expect=409)


def test_the_only_owner_of_an_organisation_hands_it_over_first(app: Flask, database: Database) -> None:
    ada = member(app)
    page = ada.submit(ada.get("/account/delete"), "Delete my account", sure="y", expect=409)
    assert "You are the only owner of your organisation." in page.text
    assert ada.is_signed_in
    other = practitioner(app, "second@example.org")
    with database.writing() as session:
        here = session.scalars(select(Member.organisation_id)).one()
        session.add(Member(account_id=other.account.id, organisation_id=here, role="owner", joined_at=clock.now()))
    delete(ada)
    assert not ada.is_signed_in


def test_whoever_waits_for_a_place_is_forgotten(app: Flask, database: Database, wren: Canaries) -> None:
    delete(signed_in(app, wren))
    with database.reading() as session:
        assert session.scalars(select(WaitingEntry)).all() == []


def test_deleting_twice_at_once_is_deleting(database: Database, app: Flask, wren: Canaries) -> None:
    with app.test_request_context():
        for _time in range(2):
            with database.writing() as session:
                delete_account(session, wren.account_id)
    assert [mail.subject for mail in letters(app)] == ["Your account is deleted"]


def every_word(database: Database) -> Iterator[str]:
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            yield from (repr(tuple(row)) for row in session.execute(select(table)))


def test_no_table_holds_a_word_of_theirs(app: Flask, database: Database, public: Person, wren: Canaries) -> None:
    with_listing = signed_in(app, wren)
    add_offer(public, minutes="47")
    for person in (public, with_listing):
        delete(person)
    _send(app)
    left = "\n".join(every_word(database))
    assert [word for word in (*wren.words.values(), "erlinda", public.email) if word in left] == []


def test_no_byte_of_the_database_holds_a_word_of_theirs(
    app: Flask, database: Database, public: Person, wren: Canaries, rook: Canaries
) -> None:
    """DATA-03, on the database whose bytes we can look at: what is deleted is overwritten, log and pages alike."""
    if not database.is_sqlite:
        pytest.skip("another program keeps these files")
    for person in (public, signed_in(app, wren)):
        delete(person)
    _send(app)
    database.dispose()
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
    path = Path(str(database.url.database))
    left = b"".join(Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal") if Path(f"{path}{suffix}").exists())
    assert rook.words["record.about"].encode() in left
    assert [word for word in (*wren.words.values(), "erlinda", public.email) if word.encode() in left] == []


def _send(app: Flask) -> None:
    """The last mails are sent, and gone with that."""
    assert app.test_cli_runner().invoke(args=["mail", "send"]).exit_code == 0
    assert letters(app) == []
