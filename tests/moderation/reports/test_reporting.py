"""Reporting a listing: by anybody, without a cookie, in any script, and never by a machine (issue 4, point 8)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.credentials.actions import state_registration
from app.models import TABLES
from app.moderation.reports.models import ReportText
from app.moderation.reports.rules import LONGEST, REASONS
from app.practitioners.models import Record
from tests.moderation.reports.conftest import NAME, Desk, change, policed
from tests.records import practitioner, save
from tests.signed_in import Person, letters
from tests.visit import text_of

SCRIPTS = [
    "Sie war nicht registriert – und sagte es nicht.",
    "او به تماس من پاسخ نداد؛ می‌خواهم بدانید.",
    "उसने मुझसे ज़्यादा पैसे माँगे। क्‍या यह ठीक है?",
    "她说的和写的不一样。",
    "👩🏽‍⚕️ 👨‍👩‍👧 ‏עברית",
]


def test_every_listing_leads_to_the_form(desk: Desk) -> None:
    page = desk.visit("finder.listing", slug=desk.slug)
    assert page.link("Something is wrong with this listing") == desk.path


def test_a_report_needs_no_cookie_and_opens_a_case(desk: Desk) -> None:
    response = desk.send("no-answer", client=desk.app.test_client(use_cookies=False))
    assert (response.status_code, response.headers["Location"]) == (303, "/reported")
    assert "Set-Cookie" not in response.headers
    assert "cannot tell you what they decide" in desk.visit.path("/reported").text
    assert (len(desk.cases()), desk.counts()) == (1, {"no-answer": 1})


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_that_is_offered_is_taken(desk: Desk, reason: str) -> None:
    offered = [e.get("value") for e in desk.visit.path(desk.path).every("input", name="reason")]
    assert reason in offered and len(offered) == len(REASONS)
    desk.reports(reason)
    assert desk.counts() == {reason: 1}


@pytest.mark.parametrize("words", SCRIPTS)
def test_words_in_any_script_are_read_as_they_were_written(desk: Desk, sam: Person, words: str) -> None:
    desk.reports("other", words)
    page = sam.get(desk.case_path())
    assert [text_of(e) for e in page.every("blockquote")] == [words]


def test_words_are_kept_where_only_this_installation_reads_them(desk: Desk) -> None:
    desk.reports("unsafe", "canary words")
    with desk.database.reading() as session:
        rows = [row for table in TABLES for row in session.execute(table.select()).all()]
        [kept] = session.scalars(select(ReportText)).all()
    assert not any("canary" in str(row) for row in rows)
    assert (kept.reason, b"canary" in kept.sealed) == ("unsafe", False)


def test_nothing_tells_who_reported_or_at_what_hour(desk: Desk) -> None:
    columns = {table.name: set(table.columns.keys()) for table in TABLES}
    assert columns["report_case"] == {"id", "listing_id", "opened_on", "closed_at", "outcome"}
    assert columns["report_count"] == {"case_id", "reason", "number", "kept"}
    assert columns["report_text"] == {"id", "case_id", "reason", "sealed", "received_on"}
    desk.reports()
    assert desk.acts() == []


def test_nobody_is_asked_who_they_are(desk: Desk) -> None:
    page = desk.visit.path(desk.path)
    asked = {e.get("name") for tag in ("input", "textarea", "select") for e in page.every(tag)}
    assert asked == {"token", "reason", "words", "website"}


def test_the_page_says_where_else_to_turn(desk: Desk) -> None:
    assert "names no professional register" in desk.visit.path(desk.path).text
    change(desk, lambda session, record: state_registration(session, record.id, "bacp", "123456", actor=None))
    page = desk.visit.path(desk.path)
    assert "BACP" in page.text and "not an emergency service" in page.text
    assert page.link("People you can reach now") == "/urgent-help"
    assert "Leave now" in text_of(page.every("body")[0])


def test_no_choice_is_one_sentence_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = policed(desk.send("", "He shouted at me."))
    assert page.status == 400
    assert "Please choose what is wrong." in page.text
    assert "He shouted at me." in text_of(page.every("textarea")[0])
    assert desk.cases() == []


def test_a_choice_is_not_lost_with_too_many_words(desk: Desk) -> None:
    page = policed(desk.send("hateful", "x" * (LONGEST + 1)))
    assert (page.status, "at most 2,000 characters" in page.text) == (400, True)
    [chosen] = [e.get("value") for e in page.every("input", name="reason") if e.get("checked") is not None]
    assert chosen == "hateful"


def test_a_line_ends_once_however_the_browser_sends_it(desk: Desk) -> None:
    desk.reports("other", "\r\n".join(["x"] * (LONGEST // 2)))
    assert desk.texts() == 1


def test_a_reason_that_is_not_offered_is_refused(desk: Desk) -> None:
    assert desk.send("delete everybody").status_code == 400
    assert desk.cases() == []


def test_a_machine_that_fills_in_everything_reports_nothing(desk: Desk) -> None:
    assert desk.send(website="http://buy.example").status_code == 303
    assert desk.cases() == []


def test_a_machine_that_is_too_quick_waits_and_a_person_sends_once_more(desk: Desk) -> None:
    token = desk.token()
    page = policed(desk.send("unsafe", "Twice.", token=token))
    assert (page.status, "very quick" in page.text, desk.cases()) == (400, True, [])
    desk.clock.shift(timedelta(seconds=5))
    desk.reports("unsafe", "Twice.", token=page.every("input", name="token")[0].get("value", ""))


def test_a_page_that_lay_open_long_is_sent_once_more(desk: Desk) -> None:
    token = desk.token()
    desk.clock.shift(timedelta(hours=3))
    page = policed(desk.send("unsafe", "Late.", token=token))
    assert "open for a long time" in page.text and "Late." in page.body
    desk.clock.shift(timedelta(seconds=5))
    desk.reports("unsafe", "Late.", token=page.every("input", name="token")[0].get("value", ""))


@pytest.mark.parametrize("token", ["", "x", "0.0.0", "é"])
def test_a_made_up_token_reports_nothing(desk: Desk, token: str) -> None:
    assert desk.send(token=token).status_code == 400
    assert desk.cases() == []


def test_a_form_of_one_listing_does_not_report_another(desk: Desk) -> None:
    save(desk.database, practitioner("Grace Example", slug="grace"))
    token = desk.token()
    desk.clock.shift(timedelta(seconds=5))
    assert desk.send(token=token, path="/listings/grace/report").status_code == 400


def test_a_form_sent_twice_counts_once(desk: Desk) -> None:
    token = desk.token()
    desk.clock.shift(timedelta(seconds=5))
    for _time in range(2):
        desk.reports("unsafe", "Once.", token=token)
    assert (desk.counts(), desk.texts()) == ({"unsafe": 1}, 1)


def test_what_is_sent_from_another_site_is_refused(desk: Desk) -> None:
    token = desk.token()
    desk.clock.shift(timedelta(seconds=5))
    form = {"reason": "unsafe", "token": token}
    answer = desk.visit.client.post(desk.path, data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, desk.cases()) == (403, [])


def test_a_former_address_leads_to_the_form_of_the_present_one(desk: Desk) -> None:
    token = desk.token()
    change(desk, lambda _session, record: setattr(record, "slug", "another-name"))
    page = desk.visit.path(desk.path, expect=302)
    assert page.response.headers["Location"] == "/listings/another-name/report"
    desk.clock.shift(timedelta(seconds=5))
    assert policed(desk.send("", token=token)).status == 400
    desk.reports(token=token)
    assert desk.counts() == {"unsafe": 1}


@pytest.mark.parametrize("slug", ["nobody", "%00", "%ff"])
def test_there_is_no_form_about_nobody(desk: Desk, slug: str) -> None:
    desk.visit.path(f"/listings/{slug}/report", expect=404)
    assert desk.visit.client.post("/listings/nobody/report", data={"reason": "unsafe"}).status_code == 404


def test_hiding_while_somebody_writes_does_not_keep_the_report_away(desk: Desk) -> None:
    token = desk.token()
    change(desk, lambda _session, record: setattr(record, "status", "paused"))
    desk.visit.path(desk.path, expect=410)
    desk.clock.shift(timedelta(seconds=5))
    desk.reports("unsafe", token=token)
    assert desk.counts() == {"unsafe": 1}
    assert desk.send("", token=token).status_code == 410


def test_who_was_removed_while_somebody_wrote_is_gone(desk: Desk) -> None:
    token = desk.token()
    change(desk, lambda session, record: session.delete(record))
    desk.clock.shift(timedelta(seconds=5))
    assert desk.send(token=token).status_code == 410


def test_removing_a_listing_takes_along_what_was_reported_of_it(desk: Desk) -> None:
    desk.reports("unsafe", "Something.")
    change(desk, lambda session, record: session.delete(record))
    with desk.database.reading() as session:
        assert session.scalars(select(Record)).all() == []
    assert (desk.cases(), desk.counts(), desk.texts()) == ([], {}, 0)


def test_whoever_is_listed_hears_nothing_of_a_report(desk: Desk) -> None:
    desk.reports("unsafe", "Something.")
    assert letters(desk.app, "ada@example.org") == []
    person = Person(desk.app, "ada@example.org")
    person.be_signed_in()
    assert "report" not in person.get("/practitioner/history").text.lower()


def test_the_form_is_for_no_search_engine(desk: Desk) -> None:
    page = desk.visit.path(desk.path)
    assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert NAME in page.text
