"""The page of kept people, through the front door: what browsers send, broken or not, is answered calmly."""

import logging
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.finder.keeping import MOST, SIDE_BY_SIDE, read, token
from app.listings.models import PublishedListing
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.records import identity, language, offer, practitioner, premises, save
from tests.visit import CANARY, Page, Visit, police, text_of


def send(visit: Visit, *kept: object, expect: int = 200, **form: object) -> Page:
    """The page for these ids or tokens."""
    page = Page(visit.client.post("/shortlist", data={"kept": [str(one) for one in kept], **form}))
    assert page.status == expect
    police(page)
    return page


def names(page: Page) -> list[str]:
    return [text_of(link) for h2 in page.every("h2", class_="kept-name") for link in h2.iter("a")]


def columns(page: Page) -> list[str]:
    return [text_of(head) for head in page.every("th", role="columnheader")]


def row(page: Page, key: str) -> list[str]:
    """The answers to one question, without the names that lead them on a narrow screen."""
    [found] = page.every("tr", class_=f"compare-{key}")
    return [text_of(answers) for cell in found.iter("td") for answers in cell.iter("ul")]


@pytest.fixture
def changing(app: Flask) -> Visit:
    """A directory of one's own."""
    return Visit(app)


@pytest.fixture
def known(visit: Visit) -> list[UUID]:
    """The ids of some listings of the demonstration."""
    with visit.app.extensions["attune.database"].reading() as session:
        return list(session.scalars(select(PublishedListing.id).order_by(PublishedListing.id).limit(MOST + 5)))


def test_the_page_explains_itself_to_who_kept_nobody(visit: Visit) -> None:
    page = visit("finder.shortlist")
    assert "Nobody is kept here yet" in page.text
    assert [form.get("method") for form in page.every("form")] == ["post"]


def test_people_stand_in_the_order_they_were_kept(changing: Visit, database: Database) -> None:
    ids = save(database, practitioner("Ada One"), practitioner("Bo Two"), practitioner("Cy Three"))
    page = send(changing, *reversed(ids))
    assert names(page) == columns(page) == ["Cy Three", "Bo Two", "Ada One"]


def test_boxes_and_a_token_are_the_same_list(visit: Visit, known: list[UUID]) -> None:
    assert names(send(visit, *known[:4])) == names(send(visit, token(known[:4])))


def test_the_results_carry_the_boxes_and_one_form_for_them(visit: Visit) -> None:
    page = visit("finder.find")
    [form] = page.every("form", id="keep-form")
    boxes = page.every("input", name="kept")
    assert (form.get("method"), form.get("action")) == ("post", "/shortlist")
    assert len(boxes) == len(page.every("article", class_="card"))
    assert {box.get("form") for box in boxes} == {"keep-form"}


@pytest.mark.parametrize("do", ["earlier", "drop"])
def test_buttons_move_and_take_off(visit: Visit, known: list[UUID], do: str) -> None:
    first, second = names(send(visit, *known[:2]))
    after = {"earlier": [second, first], "drop": [first]}[do]
    assert names(send(visit, *known[:2], do=f"{do}:{known[1]}")) == after


def test_five_stand_side_by_side_of_more(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:8])
    assert columns(page) == names(page)[:SIDE_BY_SIDE]


def test_one_chooses_who_stands_side_by_side(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:8], choosing="1", compare=[str(known[6]), str(known[2])])
    assert columns(page) == [names(page)[2], names(page)[6]]


def test_choosing_too_many_is_said(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:8], choosing="1", compare=[str(one) for one in known[:6]])
    assert "the first 5 you chose are shown" in page.text
    assert len(columns(page)) == SIDE_BY_SIDE


def test_a_list_longer_than_a_list_is_said(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known)
    assert "A list holds up to 20" in page.text
    assert len(names(page)) == MOST


@pytest.mark.parametrize("junk", ["%%%", "قائمة", "<script>alert(1)</script>", "\x00", "A" * 300 + "!"])
def test_what_cannot_be_read_costs_nobody_else(visit: Visit, known: list[UUID], junk: str) -> None:
    page = send(visit, known[0], junk)
    assert "could not be read" in page.text
    assert len(names(page)) == 1


def test_an_unknown_id_costs_nobody_else(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, known[0], uuid4(), known[1])
    assert "1 entry of this list is not known here" in page.text
    assert len(names(page)) == 2


def test_a_removed_listing_is_said_to_be_removed(changing: Visit, database: Database) -> None:
    ada, bo = save(database, practitioner("Ada One"), practitioner("Bo Two"))
    with changing.app.extensions["attune.database"].writing() as session:
        session.get_one(Record, ada).status = "removed"
    page = send(changing, ada, bo)
    assert "1 person or service you kept has been removed" in page.text
    assert names(page) == ["Bo Two"]
    assert "Ada One" not in page.body


def test_only_who_is_there_goes_on_with_the_list(changing: Visit, database: Database) -> None:
    [bo] = save(database, practitioner("Bo Two"))
    [place] = send(changing, uuid4(), bo, "%%").every("div", id="shortlist")
    assert read(place.get("data-kept", "")).ids == (bo,)


def test_more_than_any_list_is_refused(visit: Visit) -> None:
    page = Page(visit.client.post("/shortlist", data={"kept": "A" * 20_000}))
    assert page.status == 413
    assert "more than we can take" in page.text


def test_what_was_not_agreed_to_for_this_site_is_nowhere(changing: Visit, database: Database) -> None:
    secret = identity("identity", "survivor", "api")
    secret.own_words = CANARY
    ada = practitioner("Ada One", identity_facts=[secret, identity("faith", "sikh", "widget")])
    bo = practitioner("Bo Two", identity_facts=[identity("gender", "woman", "site")])
    page = send(changing, *save(database, ada, bo))
    assert row(page, "identity") == ["Not stated", "Woman"]
    assert not {"survivor", "Survivor", "Sikh"} & set(page.body.split())


def test_no_answer_is_blank(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:5])
    assert "" not in [text_of(cell) for cell in page.every("td") if "compare-corner" not in cell.get("class", "")]
    assert len(page.every("tr")) == 16


def test_answers_say_which_way_of_being_seen_they_are_about(changing: Visit, database: Database) -> None:
    offers = [
        offer(session="individual", format="video", currency="GBP", standard=6000),
        offer(session="group", format="video", currency="GBP", standard=1500),
    ]
    [cell] = row(send(changing, *save(database, practitioner(offers=offers))), "price")
    assert cell.startswith("One person, video call £60 a session")
    assert "Group, video call £15 a session" in cell


def test_rows_that_do_not_differ_are_marked(changing: Visit, database: Database) -> None:
    both = [practitioner(name, facts=[language("pa")]) for name in ("Ada One", "Bo Two")]
    page = send(changing, *save(database, *both))
    assert all("same" in found.get("class", "") for found in page.every("tr", class_="compare-language"))


def test_an_address_is_as_close_as_was_chosen(changing: Visit, database: Database) -> None:
    place = premises(53.8, -1.55, address=CANARY, postcode=CANARY, locality="Leeds")
    ada = practitioner(premises=[place], offers=[offer(format="in-person", premises_id=place.id)])
    assert "Leeds" in row(send(changing, *save(database, ada)), "place")[0]


def test_paper_and_plain_text_say_the_same(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:3])
    [sheet] = page.every("div", class_="sheet")
    text = text_of(page.every("textarea", id="plain-text")[0])
    answers = [text_of(each) for tag in ("dd", "li") for each in sheet.iter(tag)]
    assert len(answers) > 20
    assert [answer for answer in answers if answer not in text] == []
    assert "116 123" in text
    assert all(name in text for name in names(page))


def test_the_link_to_hand_on_names_the_list_behind_the_sign(visit: Visit, known: list[UUID]) -> None:
    page = send(visit, *known[:3])
    link = text_of(page.every("textarea", id="share-link")[0])
    assert link == f"{visit.app.config['BASE_URL']}/shortlist#kept={token(known[:3])}"


@pytest.fixture
def told() -> Iterator[list[str]]:
    """Everything logged during a test, with all that its records hold."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(str(vars(record)))

    keep, logger = Keep(), logging.getLogger("attune")
    before = logger.level
    logger.setLevel("DEBUG")
    logger.addHandler(keep)
    yield lines
    logger.removeHandler(keep)
    logger.setLevel(before)


def test_nothing_of_a_list_is_logged(visit: Visit, known: list[UUID], told: list[str]) -> None:
    send(visit, token(known[:2]), str(known[2]))
    assert "finder.sent_list" in " ".join(told)
    assert not [line for line in told for secret in (token(known[:2]), str(known[2])) if secret in line]


def test_nothing_of_a_list_is_kept_on_the_way(visit: Visit, known: list[UUID]) -> None:
    headers = send(visit, *known[:2]).response.headers
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]


def test_sending_a_list_changes_nothing(changing: Visit, database: Database) -> None:
    [ada] = save(database, practitioner())
    with database.reading() as session:
        before = session.scalar(select(func.max(PublishedListing.sequence)))
    send(changing, ada, do=f"drop:{ada}")
    with database.reading() as session:
        assert session.scalar(select(func.max(PublishedListing.sequence))) == before
