"""Storms: five hundred reports are one case, one mail and a bounded number of rows, and hide nothing (threat T3)."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from app.moderation.reports.actions import NotThere, find_nothing_wrong, report
from app.moderation.reports.letters import tell_stewards
from app.moderation.reports.models import ReportCase, ReportCount, ReportText
from app.moderation.reports.queries import case_by_id, counts_of
from app.moderation.reports.rules import MOST_NOTICES_A_DAY, MOST_TEXTS, MOST_TEXTS_A_DAY, digest
from app.plumbing import clock
from app.plumbing.form_tokens import FormToken
from app.practitioners.models import Practitioner
from tests.moderation.reports.conftest import DESK, NAME, Desk
from tests.records import practitioner, save
from tests.signed_in import Person, letters

WRITERS, EACH = 8, 20


def sent(desk: Desk, reason: str = "unsafe", sealed: bytes | None = b"sealed", listing_id: UUID | None = None) -> None:
    """As the form does it, behind the door."""
    with desk.app.app_context(), desk.database.writing() as session:
        token = FormToken(uuid4().bytes, clock.now())
        report(session, token, listing_id or desk.listing_id, reason, sealed, tell_stewards)


def test_five_hundred_reports_are_one_case_and_the_listing_stays(desk: Desk, sam: Person) -> None:
    for number in range(500):
        sent(desk, "hateful" if number % 5 else "unsafe")
    assert desk.is_public()
    assert (len(desk.cases()), desk.counts()) == (1, {"hateful": 400, "unsafe": 100})
    assert desk.texts() == 2 * MOST_TEXTS
    assert len(letters(desk.app)) == 1
    page = sam.get(DESK)
    assert "1 case waits" in page.text and "500 reports" in page.text
    page = sam.get(page.link(NAME))
    assert "Hateful or misleading words 400" in page.text
    assert "400 more were counted" in page.text


def test_texts_are_read_page_by_page(desk: Desk, sam: Person) -> None:
    for number in range(12):
        desk.reports("other", f"Words {number}.")
    first = sam.get(desk.case_path())
    second = sam.get(first.link("Next"))
    assert (len(first.every("blockquote")), len(second.every("blockquote"))) == (10, 2)
    sam.get(desk.case_path() + "?page=99999999999999999999")


def test_a_flood_under_one_reason_leaves_room_for_what_is_said_under_another(desk: Desk) -> None:
    for _report in range(MOST_TEXTS + 5):
        sent(desk, "hateful")
    sent(desk, "unsafe")
    assert desk.texts() == MOST_TEXTS + 1


def test_of_a_day_no_more_is_kept_than_a_disk_holds(desk: Desk) -> None:
    """As if a flood had gone over many listings, all but the last two texts of it."""
    sent(desk)
    flood = {"case_id": desk.cases()[0].id, "reason": "other", "sealed": b"sealed", "received_on": clock.today()}
    with desk.database.writing() as session:
        session.execute(insert(ReportText), [{"id": uuid4(), **flood} for _text in range(MOST_TEXTS_A_DAY - 2)])
    for listing_id in save(desk.database, practitioner("Zoe"), practitioner("Bea")):
        sent(desk, listing_id=listing_id)
    assert (len(desk.cases()), desk.texts(), desk.counts()) == (3, MOST_TEXTS_A_DAY, {"unsafe": 3})
    desk.clock.shift(timedelta(days=1))
    sent(desk)
    assert desk.texts() == MOST_TEXTS_A_DAY + 1


def test_each_steward_who_may_decide_gets_one_mail_without_a_word_of_it(desk: Desk, sam: Person) -> None:
    kim = desk.steward("kim@example.org")
    with desk.database.writing() as session:
        session.get_one(Practitioner, desk.listing_id).account_id = kim.account.id
    for _time in range(3):
        desk.reports("unsafe", "canary words")
    [mail] = letters(desk.app)
    assert mail.recipient == sam.email
    assert f"{mail.subject} {mail.body}".count(DESK) == 1
    assert not any(word in mail.body for word in ("canary", NAME, "unsafe", "Unsafe"))


def test_a_flood_over_many_listings_is_no_flood_of_mail(desk: Desk, sam: Person) -> None:
    others = save(desk.database, *(practitioner(f"Person {number}") for number in range(MOST_NOTICES_A_DAY + 5)))
    for listing_id in others:
        sent(desk, listing_id=listing_id)
    mails = letters(desk.app, sam.email)
    assert len(mails) == MOST_NOTICES_A_DAY
    assert sum("until tomorrow" in mail.body for mail in mails) == 1
    desk.clock.shift(timedelta(days=1))
    sent(desk)
    assert len(letters(desk.app, sam.email)) == MOST_NOTICES_A_DAY + 1


class _Crowd:
    """Many at once, each report and each decision a transaction of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.failures: list[BaseException] = []
        self.closed = 0

    def report(self, writers: int, *, while_closing: bool = False) -> None:
        threads = [threading.Thread(target=self._safely, args=(self._send,)) for _writer in range(writers)]
        for thread in threads:
            thread.start()
        while while_closing and any(thread.is_alive() for thread in threads):
            self._safely(self._close)
        for thread in threads:
            thread.join()

    def _safely(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:
            self.failures.append(failure)

    def _send(self) -> None:
        for _time in range(EACH):
            sent(self.desk)

    def _close(self) -> None:
        with self.desk.database.writing() as session:
            case_id = session.scalar(select(ReportCase.id).where(ReportCase.closed_at.is_(None)))
            if case_id is not None and case_by_id(session, case_id, to_decide=True) is not None:
                seen = digest({count.reason: count.kept for count in counts_of(session, case_id)})
                find_nothing_wrong(session, case_id, uuid4(), seen, "All is well.")
                self.closed += 1


def test_eight_at_once_open_one_case(desk: Desk, sam: Person) -> None:
    crowd = _Crowd(desk)
    crowd.report(WRITERS)
    assert crowd.failures == []
    assert (len(desk.cases()), desk.counts()) == (1, {"unsafe": WRITERS * EACH})
    assert desk.texts() == MOST_TEXTS
    assert len(letters(desk.app, sam.email)) == 1


def test_no_report_is_lost_while_cases_are_closed(desk: Desk) -> None:
    crowd = _Crowd(desk)
    crowd.report(WRITERS, while_closing=True)
    assert crowd.failures == []
    with desk.database.reading() as session:
        assert session.scalar(select(func.sum(ReportCount.number))) == WRITERS * EACH
    cases = desk.cases()
    assert crowd.closed == sum(case.closed_at is not None for case in cases) > 0
    assert len(cases) - crowd.closed <= 1


def test_the_database_itself_allows_one_open_case(desk: Desk) -> None:
    with pytest.raises(IntegrityError), desk.database.writing() as session:
        for _case in range(2):
            session.add(ReportCase(listing_id=desk.listing_id, opened_on=clock.today()))


def test_nothing_is_counted_about_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotThere):
        sent(desk, listing_id=uuid4())
    assert desk.cases() == []
