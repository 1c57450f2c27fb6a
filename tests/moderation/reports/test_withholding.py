"""A listing that stewards withhold: gone from everywhere at once, said why to its practitioner, and back at once."""

from datetime import timedelta

import pytest

from app.listings.requests import live
from app.practitioners.actions import pause, resume
from app.practitioners.models import Practitioner
from app.practitioners.queries import unconfirmed_since
from tests.moderation.reports.conftest import DESK, NAME, Desk
from tests.moderation.reports.test_desk import ada, close, names
from tests.signed_in import Person, letters

WHY, AGAIN = "Please show us your register entry.", "They have shown it."


@pytest.fixture
def kim(desk: Desk) -> Person:
    """Another steward."""
    return desk.steward("kim@example.org")


def withhold(desk: Desk, steward: Person, words: str = WHY, expect: int = 200) -> None:
    case = desk.case_path()
    steward.submit(
        steward.get(steward.get(case).link("Withhold the listing")), "Withhold it", words=words, expect=expect
    )


def put_back(desk: Desk, steward: Person, words: str = AGAIN, expect: int = 200) -> None:
    case = desk.case_path()
    steward.submit(steward.get(steward.get(case).link("Put it back")), "Put it back", words=words, expect=expect)


def surfaces(desk: Desk) -> dict[str, bool]:
    """Where the listing can be found now; the index of this process looks again as it would after a moment."""
    desk.clock.shift(timedelta(seconds=1))
    with desk.app.app_context(), desk.database.reading() as session:
        live().current(session, at_once=True)
    client, api = desk.app.test_client(), "/api/v1/listings"
    return {
        "page": client.get(f"/listings/{desk.slug}").status_code == 200,
        "report": client.get(desk.path).status_code == 200,
        "results": NAME in client.get("/find").text,
        "api": client.get(f"{api}/{desk.listing_id}").status_code == 200,
        "api search": NAME in client.get(api).text,
    }


def everywhere(desk: Desk) -> set[bool]:
    return set(surfaces(desk).values())


def test_withheld_it_is_gone_from_everywhere_and_put_back_it_is_there(desk: Desk, sam: Person, kim: Person) -> None:
    assert everywhere(desk) == {True}
    desk.reports()
    withhold(desk, sam)
    assert everywhere(desk) == {False}
    assert desk.app.test_client().get(f"/listings/{desk.slug}").status_code == 410
    assert names(sam.get(f"{DESK}/withheld")) == [NAME]
    put_back(desk, kim)
    assert everywhere(desk) == {True}
    assert "No listing is withheld." in sam.get(f"{DESK}/withheld").text


def test_its_practitioner_reads_why(desk: Desk, sam: Person) -> None:
    desk.reports("unsafe", "canary words")
    withhold(desk, sam)
    page = ada(desk).get("/practitioner")
    assert "Stewards have looked at it and do not show it for now." in page.text and WHY in page.text
    [mail] = letters(desk.app, "ada@example.org")
    assert WHY not in mail.body and "canary" not in mail.body and "/practitioner" in mail.body
    assert "withheld it from everybody" in ada(desk).get("/practitioner/history").text


def test_its_practitioner_is_told_that_it_is_back(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    put_back(desk, kim)
    assert "It is no longer withheld" in [mail.subject for mail in letters(desk.app, "ada@example.org")]
    assert "Your listing is public" in ada(desk).get("/practitioner").text


def test_nothing_its_practitioner_does_shows_it(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    for act in (pause, resume):
        with desk.database.writing() as session:
            act(session, session.get_one(Practitioner, desk.listing_id))
        assert not desk.is_public()
    person = ada(desk)
    person.submit(person.get("/practitioner/confirm"))
    assert not desk.is_public()


def test_what_was_paused_meanwhile_comes_back_paused(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    with desk.database.writing() as session:
        pause(session, session.get_one(Practitioner, desk.listing_id))
    put_back(desk, kim)
    assert not desk.is_public()
    assert "You have paused it." in ada(desk).get("/practitioner").text


def test_nothing_looks_newer_for_it(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    with desk.database.reading() as session:
        before = session.get_one(Practitioner, desk.listing_id).updated_at
    withhold(desk, sam)
    put_back(desk, kim)
    with desk.database.reading() as session:
        assert session.get_one(Practitioner, desk.listing_id).updated_at == before


def test_nobody_is_asked_to_confirm_what_is_withheld(desk: Desk, sam: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    with desk.database.reading() as session:
        assert unconfirmed_since(session, desk.cases()[0].opened_on + timedelta(days=400)) == []


def test_where_there_are_two_stewards_two_put_it_back(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    assert "Another steward has to put it back." in sam.get(desk.case_path()).text
    page = sam.get(f"{desk.case_path()}/put-back")
    assert page.every("textarea") == []
    refused = sam.post(f"{desk.case_path()}/put-back", {"words": AGAIN}, expect=400)
    assert "Another steward has to put it back." in refused.text
    assert not desk.is_public()


def test_a_single_steward_is_not_kept_from_their_work(desk: Desk, sam: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    put_back(desk, sam)
    assert desk.is_public()


@pytest.mark.parametrize("act", ["withhold", "put-back"])
def test_both_need_a_reason_in_words(desk: Desk, sam: Person, act: str) -> None:
    desk.reports()
    if act == "put-back":
        withhold(desk, sam)
    before = desk.is_public()
    (withhold if act == "withhold" else put_back)(desk, sam, "", 400)
    assert desk.is_public() == before


@pytest.mark.parametrize("act", ["withhold", "put-back"])
def test_both_ask_again_who_it_is(desk: Desk, sam: Person, act: str) -> None:
    desk.reports()
    desk.clock.shift(timedelta(minutes=6))
    for led in (sam.get(f"{desk.case_path()}/{act}", expect=303, follow=False),
                sam.post(f"{desk.case_path()}/{act}", {"words": WHY}, expect=303, follow=False)):  # fmt: skip
        assert led.response.location.startswith("/account/confirm")
    assert desk.is_public()


def test_words_that_came_while_somebody_looked_are_looked_at(desk: Desk, sam: Person) -> None:
    desk.reports("other", "One.")
    page = sam.get(f"{desk.case_path()}/withhold")
    desk.reports("other", "Two.")
    again = sam.submit(page, "Withhold it", expect=400, words=WHY)
    assert "Somebody wrote something more" in again.text and desk.is_public()


def test_it_is_withheld_once_and_by_an_open_case(desk: Desk, sam: Person) -> None:
    desk.reports()
    page = sam.get(f"{desk.case_path()}/withhold")
    sam.submit(page, "Withhold it", words=WHY)
    assert "This case has been closed meanwhile." in sam.submit(page, "Withhold it", expect=400, words=WHY).text


def test_what_a_closed_case_did_not_withhold_it_does_not_put_back(desk: Desk, sam: Person) -> None:
    desk.reports()
    close(desk, sam)
    refused = sam.post(f"{desk.case_path()}/put-back", {"words": AGAIN}, expect=400)
    assert "This listing is not withheld" in refused.text


def test_a_report_that_was_on_its_way_opens_a_case_about_what_is_withheld(desk: Desk, sam: Person) -> None:
    token = desk.token()
    desk.reports()
    withhold(desk, sam)
    desk.reports("unsafe", "I came late.", token=token)
    page = sam.get(desk.case_path())
    assert "I came late." in page.text and "Nobody sees this listing now." in page.text
    assert "Withhold the listing" not in page.text
    seen = page.every("input", name="seen")[0].get("value", "")
    refused = sam.post(f"{desk.case_path()}/withhold", {"words": WHY, "seen": seen}, expect=400)
    assert "This listing is withheld already." in refused.text
    close(desk, sam)
    assert not desk.is_public()


def test_every_act_is_in_the_trail_in_words(desk: Desk, sam: Person, kim: Person) -> None:
    desk.reports()
    withhold(desk, sam)
    put_back(desk, kim)
    done = ["listing.withheld", "report.withheld", "listing.put-back", "report.put-back"]
    assert sorted(desk.acts()) == sorted(done)
    page = sam.get("/steward/audit")
    for words in ("withheld the listing and closed the case", "put the listing back"):
        assert words in page.text
