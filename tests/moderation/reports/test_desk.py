"""The desk of reports: what a steward sees of a case, what they can do about it, and what follows."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.listings.publishing import publish
from app.moderation.reports.rules import KEPT_AFTER_CLOSING
from app.organisations.intake import NewService, write_services
from app.organisations.models import Organisation
from app.plumbing import clock
from app.practitioners.models import Practitioner
from tests.moderation.reports.conftest import DESK, NAME, Desk
from tests.records import practitioner, save
from tests.signed_in import Person, letters
from tests.visit import Page, text_of

CLOSE, ASK = "Nothing is wrong: close it", "Ask the practitioner"


def decide(sam: Person, page: Page, words: str, *, expect: int = 200, **button: str) -> Page:
    """Send the form of a case by one of its buttons."""
    sam.page = page
    seen = page.every("input", name="seen")[0].get("value", "")
    return sam.post(page.response.request.path, {"seen": seen, "words": words, **button}, expect=expect)


def close(desk: Desk, sam: Person, words: str = "Looked up: all as stated.") -> Page:
    return decide(sam, sam.get(desk.case_path()), words, nothing_wrong=CLOSE)


def ada(desk: Desk) -> Person:
    person = Person(desk.app, "ada@example.org")
    person.be_signed_in()
    return person


def names(page: Page) -> list[str]:
    return [text_of(h2) for ol in page.every("ol", class_="due") for h2 in ol.iter("h2")]


def test_nothing_reported_is_said_so(sam: Person) -> None:
    assert "Nothing waits." in sam.get(DESK).text
    assert "No case has been closed yet." in sam.get(f"{DESK}/closed").text
    assert "No listing is withheld." in sam.get(f"{DESK}/withheld").text
    assert "0 cases wait" in sam.get("/steward").text


def test_a_case_shows_what_was_said_beside_the_listing(desk: Desk, sam: Person) -> None:
    desk.reports("other-charges", "£80 instead of £60.")
    desk.reports("unsafe")
    assert "1 case waits" in sam.get("/steward").text
    page = sam.get(sam.get(DESK).link(NAME))
    assert "They charge something other than what is shown 1" in page.text
    assert "£80 instead of £60." in page.text
    assert "The listing as everybody sees it now" in page.text
    assert "2 reports" in page.text


def test_the_oldest_comes_first(desk: Desk, sam: Person) -> None:
    save(desk.database, practitioner("Zoe Example", slug="zoe"), practitioner("Bea Example", slug="bea"))
    for path in ("/listings/zoe/report", desk.path, "/listings/bea/report", "/listings/zoe/report"):
        desk.reports(path=path)
        desk.clock.shift(timedelta(days=1))
    sam.be_signed_in(strong=True)
    assert names(sam.get(DESK)) == ["Zoe Example", NAME, "Bea Example"]


def test_many_cases_are_shown_page_by_page(desk: Desk, sam: Person) -> None:
    for number in range(21):
        save(desk.database, practitioner(f"Person {number:02}", slug=f"person-{number}"))
        desk.reports(path=f"/listings/person-{number}/report")
    first = sam.get(DESK)
    assert len(names(first)) == 20
    second = sam.get(first.link("Next"))
    assert sorted([*names(first), *names(second)]) == [f"Person {number:02}" for number in range(21)]
    sam.get(f"{DESK}?page=-3")


def test_nothing_wrong_closes_the_case_and_changes_nothing_else(desk: Desk, sam: Person) -> None:
    desk.reports()
    page = close(desk, sam)
    assert "This case is closed: nothing wrong found." in page.text
    assert "Looked up: all as stated." in page.text
    assert desk.is_public() and letters(desk.app, "ada@example.org") == []
    assert "Nothing waits." in sam.get(DESK).text
    assert desk.acts()[-1] == "report.nothing-wrong"


def test_after_that_a_report_opens_another_case(desk: Desk, sam: Person) -> None:
    desk.reports()
    close(desk, sam)
    desk.reports("hateful")
    assert [case.outcome for case in desk.cases()] == ["nothing-wrong", None]
    page = sam.get(desk.case_path())
    assert "nothing wrong found" in page.text
    assert len(letters(desk.app, sam.email)) == 2


def test_closed_cases_are_found_by_name(desk: Desk, sam: Person) -> None:
    for name, slug in (("Zoe 100% Example", "zoe"), ("Bea Example", "bea")):
        save(desk.database, practitioner(name, slug=slug))
        desk.reports(path=f"/listings/{slug}/report")
        close(desk, sam)
    page = sam.get(f"{DESK}/closed")
    assert names(page) == ["Bea Example", "Zoe 100% Example"]
    assert names(sam.submit(page, "Find", name="zoe 100%")) == ["Zoe 100% Example"]
    # What no database keeps is dropped from what is typed; a sign that means "anything" elsewhere means itself.
    assert names(sam.submit(page, "Find", name="\0%")) == ["Zoe 100% Example"]
    for name in ("%a%", "_oe"):
        assert "No closed case is about a listing of that name." in sam.submit(page, "Find", name=name).text


def test_a_question_reaches_the_practitioner_without_a_word_of_the_report(desk: Desk, sam: Person) -> None:
    desk.reports("not-who-they-say", "canary words")
    page = decide(sam, sam.get(desk.case_path()), "Please add your register entry.", ask=ASK)
    assert "asked the practitioner" in page.text
    [mail] = letters(desk.app, "ada@example.org")
    assert "Please add your register entry." in mail.body
    assert "canary" not in mail.body and "/practitioner" in mail.body
    assert desk.is_public()
    assert "the practitioner was asked on" in sam.get(DESK).text
    assert desk.acts()[-1] == "report.asked"


@pytest.mark.parametrize("button", [{}, {"nothing_wrong": CLOSE, "ask": ASK}])
def test_it_is_one_decision(desk: Desk, sam: Person, button: dict[str, str]) -> None:
    desk.reports()
    page = decide(sam, sam.get(desk.case_path()), "Because.", expect=400, **button)
    assert "Please close the case or ask the practitioner." in page.text
    assert "Because." in text_of(page.every("textarea")[0])


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 2001])
def test_a_decision_needs_its_reason_in_words(desk: Desk, sam: Person, words: str) -> None:
    desk.reports()
    page = decide(sam, sam.get(desk.case_path()), words, expect=400, nothing_wrong=CLOSE)
    assert ("at most 2,000" if words.startswith("x") else "Please say why") in page.text
    assert desk.cases()[0].outcome is None


def test_words_that_came_while_somebody_looked_are_looked_at(desk: Desk, sam: Person) -> None:
    desk.reports("other", "One.")
    page = sam.get(desk.case_path())
    desk.reports("other", "Two.")
    again = decide(sam, page, "Because.", expect=400, nothing_wrong=CLOSE)
    assert "Somebody wrote something more" in again.text and "Two." in again.text
    decide(sam, again, "Because.", nothing_wrong=CLOSE)


def test_reports_without_words_keep_no_case_open(desk: Desk, sam: Person) -> None:
    """Who goes on sending them could otherwise keep stewards from ever deciding."""
    desk.reports("hateful")
    page = sam.get(desk.case_path())
    desk.reports("hateful")
    decide(sam, page, "Because.", nothing_wrong=CLOSE)
    assert desk.counts() == {"hateful": 2}


def test_it_is_decided_once(desk: Desk, sam: Person) -> None:
    desk.reports()
    page, kim = sam.get(desk.case_path()), desk.steward("kim@example.org")
    close(desk, kim)
    again = decide(sam, page, "Not so.", expect=400, nothing_wrong=CLOSE)
    assert "This case has been closed meanwhile." in again.text


def test_what_was_written_goes_thirty_days_after_the_decision_and_the_counts_stay(desk: Desk, sam: Person) -> None:
    desk.reports("unsafe", "Something.")
    close(desk, sam)
    desk.reports("other", "Of another case.")
    desk.clock.shift(KEPT_AFTER_CLOSING)
    desk.goes_round()
    assert (desk.texts(), desk.counts()) == (1, {"unsafe": 1, "other": 1})
    sam.be_signed_in(strong=True)
    page = sam.get(desk.case_path(0))
    assert "Nothing is here." in page.text and "1 report" in page.text


def test_until_then_it_is_there(desk: Desk, sam: Person) -> None:
    desk.reports("unsafe", "Something.")
    close(desk, sam)
    desk.clock.shift(KEPT_AFTER_CLOSING - timedelta(seconds=1))
    desk.goes_round()
    assert desk.texts() == 1


def test_nobody_keeps_an_imported_listing_so_nobody_is_asked(desk: Desk, sam: Person) -> None:
    service = practitioner("Open Door", slug="open-door", kind="community_service")
    body = Organisation(id=uuid4(), name="A charity", created_at=clock.now())
    with desk.database.writing() as session:
        session.add(body)
        session.flush()
        write_services(session, [NewService(service, body.id)])
        publish(session, [service.id])
    desk.reports("no-answer", path="/listings/open-door/report")
    page = sam.get(desk.case_path())
    assert "there is nobody to ask" in page.text
    assert page.every("input", name="ask") == []
    refused = decide(sam, page, "Please?", expect=400, ask=ASK)
    assert "there is nobody to ask" in refused.text
    decide(sam, refused, "The number is right.", nothing_wrong=CLOSE)


def test_a_demonstration_is_reported_like_any_other(desk: Desk, sam: Person) -> None:
    save(desk.database, practitioner("Made Up", slug="made-up", fictional=True))
    desk.reports(path="/listings/made-up/report")
    assert names(sam.get(DESK)) == ["Made Up Fictional"]
    close(desk, sam)


def own(desk: Desk, sam: Person) -> None:
    with desk.database.writing() as session:
        session.get_one(Practitioner, desk.listing_id).account_id = sam.account.id


@pytest.mark.parametrize("act", ["", "/withhold", "/put-back"])
def test_nobody_decides_about_their_own_listing_or_reads_what_was_said(desk: Desk, sam: Person, act: str) -> None:
    """T5: and the attempt is in the trail."""
    own(desk, sam)
    desk.reports("unsafe", "Something.")
    sam.get(desk.case_path() + act, expect=403)
    for words in ("Because.", ""):
        sent = {"words": words, "nothing_wrong": CLOSE, "seen": ""}
        sam.post(desk.case_path() + act, sent, expect=403)
        assert desk.acts()[-1] == "report.own-case-refused"
    assert desk.acts().count("report.own-case-refused") == 2
    assert desk.cases()[0].outcome is None and desk.is_public()
    assert names(sam.get(DESK)) == []
    assert "0 cases wait" in sam.get("/steward").text


def test_a_practitioner_has_no_business_here(desk: Desk) -> None:
    desk.reports()
    for path in (DESK, f"{DESK}/closed", desk.case_path(), f"{desk.case_path()}/withhold"):
        ada(desk).get(path, expect=404)


def test_a_case_that_is_not_there_is_not_found(desk: Desk, sam: Person) -> None:
    for act in ("", "/withhold", "/put-back"):
        sam.get(f"{DESK}/{uuid4()}{act}", expect=404)
        sam.post(f"{DESK}/{uuid4()}{act}", {"words": "Because.", "nothing_wrong": CLOSE}, expect=404)
