"""Vouches: for one community, dated, with interests declared, never for oneself, and gone at once everywhere."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from app.access.actions import create_key
from app.listings.sweeping import sweep
from app.organisations.models import Member, Organisation, Service
from app.organisations.vouching.models import Vouch
from app.plumbing import clock
from app.practitioners.models import Practitioner
from tests.curating.conftest import ADA, HELEN, Harbour
from tests.signed_in import Person, letters, link_in, practitioner

SAID = "Vouched for by Harbour Collective for Carers"


def surfaces(harbour: Harbour, body: UUID) -> dict[str, bool]:
    """Where it is said that the organisation vouches for Ada: every place that shows a listing, or counts it."""
    record_id = harbour.ids[0]
    with harbour.database.writing() as session:
        slug = session.get_one(Practitioner, record_id).slug
        key = create_key(session, f"reader {uuid4()}")
    everyone = harbour.find("")
    client = harbour.visit.client
    listing = client.get(f"/api/v1/listings/{record_id}").get_json()
    found = client.get("/api/v1/listings").get_json()
    one = next(row for row in found["results"] if row["id"] == str(record_id))
    export = client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"}).text
    by_facet = client.get(f"/api/v1/listings?vouched_by={body}")
    return {
        "card": SAID in everyone.text,
        "page": SAID in harbour.visit.path(f"/listings/{slug}").text,
        "panel": bool([b for b in everyone.every("input", name="vouched_by") if b.get("disabled") is None]),
        "facet": by_facet.status_code == 200 and by_facet.get_json()["total"] == 1,
        "counts": [row["count"] for row in found["facets"]["vouched_by"] if row["count"]] == [1],
        "api": bool(listing["vouches"]) or bool(one["vouches"]),
        "organisation": "Whom it vouches for" in client.get(f"/organisations/{body}").text,
        "export": '"vouches": [{' in export or '"vouches":[{' in export,
    }


def take_back(harbour: Harbour) -> None:
    harbour.editor.submit(harbour.editor.get("/organisation/vouches"), "Take back")


def take_off(harbour: Harbour) -> None:
    ada = Person(harbour.app, ADA)
    ada.be_signed_in()
    ada.submit(ada.get("/practitioner/vouches"), "Take it off")


def suspend(harbour: Harbour) -> None:
    with harbour.database.writing() as session:
        session.scalars(select(Organisation)).one().status = "suspended"


def close(harbour: Harbour) -> None:
    with harbour.database.writing() as session:
        session.delete(session.scalars(select(Organisation)).one())


def take_in(harbour: Harbour) -> None:
    """Ada becomes a member of the organisation that vouches for her."""
    with harbour.database.writing() as session:
        ada = session.get_one(Practitioner, harbour.ids[0]).account_id
        body = session.scalars(select(Organisation.id)).one()
        session.add(Member(account_id=ada, organisation_id=body, role="navigator", joined_at=clock.now()))


@pytest.mark.parametrize("end", [take_back, take_off, suspend, close, take_in])
def test_once_it_is_ended_nothing_says_it(harbour: Harbour, end: Callable[[Harbour], None]) -> None:
    harbour.vouch(harbour.ids[0])
    with harbour.database.reading() as session:
        body = session.scalars(select(Organisation.id)).one()
    assert all(surfaces(harbour, body).values()), surfaces(harbour, body)
    end(harbour)
    assert not any(surfaces(harbour, body).values()), surfaces(harbour, body)


def test_it_runs_out_after_two_years_unless_it_is_renewed(harbour: Harbour) -> None:
    harbour.vouch(harbour.ids[0])
    given = clock.now()
    page = f"/api/v1/listings/{harbour.ids[0]}"
    for passed, renew, stands in ((700, True, True), (1400, False, True), (1500, False, False)):
        with time_machine.travel(given + timedelta(days=passed), tick=True):
            with harbour.database.writing() as session:
                # So that it is not the listing itself that rests.
                ada = session.get_one(Practitioner, harbour.ids[0])
                ada.confirmed_on, ada.rhythm_days = clock.today(), 365
            sweep(harbour.database)
            assert bool(harbour.visit.client.get(page).get_json()["vouches"]) is stands
            if renew:
                harbour.editor.be_signed_in(strong=True)
                harbour.editor.submit(harbour.editor.get("/organisation/vouches"), "Renew")


def test_it_says_by_whom_for_whom_when_and_with_which_interest(harbour: Harbour) -> None:
    with time_machine.travel("2026-11-28T09:00:00Z", tick=True):
        harbour.editor.be_signed_in(strong=True)
        harbour.vouch(harbour.ids[0], has_interest="yes", interest="She teaches our volunteers.")
        text = harbour.find("").text
    assert f"{SAID}, November 2026" in text
    assert "It declares an interest: She teaches our volunteers." in text


def test_an_interest_is_asked_for_and_said_in_words(harbour: Harbour) -> None:
    page = harbour.vouch(harbour.ids[0], has_interest="yes", community="roma", expect=400)
    assert "which conflict of interest there is" in page.text
    page = harbour.editor.post(f"/organisation/vouches/for/{harbour.ids[0]}", {"community": "roma"}, expect=400)
    assert "whether there is a conflict of interest" in page.text
    assert page.every("option", value="roma")[0].get("selected") is not None


def test_whom_it_is_about_is_told_without_a_word_of_what(harbour: Harbour, ada: Person) -> None:
    harbour.vouch(harbour.ids[0])
    [mail] = letters(harbour.app, ADA)
    assert "Harbour" not in mail.subject + mail.body
    page = ada.get(link_in(mail, harbour.app))
    assert "Harbour Collective for Carers" in page.text


def test_what_was_taken_off_is_not_said_again_until_it_may_be(harbour: Harbour, ada: Person) -> None:
    harbour.vouch(harbour.ids[0])
    ada.submit(ada.get("/practitioner/vouches"), "Take it off")
    for community in ("carers", "roma"):
        page = harbour.vouch(harbour.ids[0], community=community, expect=400)
        assert "Only they can allow it again." in page.text
    ada.submit(ada.get("/practitioner/vouches"), "Let them vouch for you again")
    harbour.vouch(harbour.ids[0])
    assert SAID in harbour.find("").text


def run_out(harbour: Harbour) -> None:
    with harbour.database.writing() as session:
        for vouch in session.scalars(select(Vouch)):
            vouch.given_on = clock.today() - timedelta(days=1000)


def test_what_was_taken_off_stands_against_renewing_another(harbour: Harbour, ada: Person) -> None:
    for community in ("carers", "roma"):
        harbour.vouch(harbour.ids[0], community=community)
    run_out(harbour)
    page = ada.get("/practitioner/vouches")
    ada.post(next(form.get("action") or "" for form in page.every("form") if "take-off" in (form.get("action") or "")))
    [renew] = [
        form.get("action") or ""
        for form in harbour.editor.get("/organisation/vouches").every("form")
        if "/renew" in (form.get("action") or "")
    ]
    assert "Only they can allow it again." in harbour.editor.post(renew, expect=400).text
    assert "Vouched for" not in harbour.find("").text


def test_who_is_vouched_for_anew_after_it_ran_out_is_told_again(harbour: Harbour) -> None:
    harbour.vouch(harbour.ids[0])
    run_out(harbour)
    for told in (2, 2):
        harbour.editor.submit(harbour.editor.get("/organisation/vouches"), "Renew")
        assert len(letters(harbour.app, ADA)) == told


def test_joining_ends_it_also_for_when_they_have_left(harbour: Harbour, ada: Person) -> None:
    harbour.vouch(harbour.ids[0])
    owner = Person(harbour.app, HELEN)
    owner.be_signed_in(strong=True)
    with harbour.database.writing() as session:
        session.scalars(select(Member)).one().role = "owner"
    owner.submit(owner.get("/organisation/invite"), email=ADA, role="editor")
    [*_, mail] = letters(harbour.app, ADA)
    ada.submit(ada.get(link_in(mail, harbour.app)))
    with harbour.database.reading() as session:
        [vouch] = session.scalars(select(Vouch))
        [other] = [m for m in session.scalars(select(Member)) if m.role == "editor"]
    assert (vouch.ended_by, other.account_id) == ("organisation", ada.account.id)
    with harbour.database.writing() as session:
        session.delete(session.get_one(Member, ada.account.id))
    assert "Vouched for" not in harbour.find("").text


def test_nobody_vouches_for_themselves_or_their_own(harbour: Harbour, ada: Person) -> None:
    """Not a member for their own listing, not for a member, not for a service, not where nobody could say no."""
    with harbour.database.writing() as session:
        body = session.scalars(select(Organisation.id)).one()
        editor, helen = session.get_one(Practitioner, harbour.ids[1]), harbour.editor.account.id
        editor.account_id = helen
        session.add(Member(account_id=ada.account.id, organisation_id=body, role="navigator", joined_at=clock.now()))
        kind = {"kind": "clinic", "slug": "own", "name": "Own", "status": "published"}
        times = {"created_at": clock.now(), "updated_at": clock.now()}
        own = Service(organisation_id=body, **kind, **times)
        session.add(own)
        session.flush()
        own_id = own.id
    sentences = {
        harbour.ids[1]: "This is your own listing. Nobody can vouch for themselves.",
        harbour.ids[0]: "They are a member of your organisation, which cannot vouch for itself.",
        harbour.ids[2]: "Nobody keeps this listing yet, so nobody could be told and say no.",
        own_id: "This is a service of your own organisation, which cannot vouch for itself.",
    }
    for record_id, sentence in sentences.items():
        assert sentence in harbour.vouch(record_id, expect=400).text
    with harbour.database.reading() as session:
        assert session.scalars(select(Vouch)).all() == []


def test_nobody_ends_the_vouch_of_somebody_else(harbour: Harbour) -> None:
    harbour.vouch(harbour.ids[0])
    with harbour.database.reading() as session:
        vouch_id = session.scalars(select(Vouch.id)).one()
    eve = practitioner(harbour.app, "eve@example.org")
    eve.post(f"/practitioner/vouches/{vouch_id}/take-off", expect=404)
    assert SAID in harbour.find("").text


def test_a_vouch_is_a_value_to_search_for_and_to_wish_for(harbour: Harbour) -> None:
    harbour.vouch(harbour.ids[0])
    with harbour.database.reading() as session:
        body = session.scalars(select(Organisation.id)).one()
    assert harbour.find(f"vouched_by={body}").h1 == "1 person or service vouched for by Harbour Collective"
    wished = harbour.find(f"prefer=vouched_by:{body}")
    assert "not: vouched for by Harbour Collective" in wished.text
    with harbour.database.writing() as session:
        session.scalars(select(Organisation)).one().name = "Safe Harbour"
    assert harbour.find(f"vouched_by={body}").h1 == "1 person or service vouched for by Safe Harbour"
