"""Mails about first messages and to whoever waits, as a mail server gets them (MAIL-02, MAIL-03, MAIL-04, MAIL-05)."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest

from app.plumbing.composing import composed
from app.plumbing.mailing import LEASE
from app.plumbing.outbox import OutboxMail
from app.plumbing.posting import Unreachable
from tests.enquiries.conftest import Post, link_in, policed
from tests.plumbing.mail_servers import HEAD, KEPT, Inbox, mail_is_taken, mailing_to, rows
from tests.plumbing.test_mailing import _closed_port, _dribbling
from tests.plumbing.test_outbox import ENDS_OF_LINES, HEADERS
from tests.signed_in import Person
from tests.visit import Page

ROSA, ADA = "rosa@example.org", "practice-0@example.org"
EVIL = "evil@example.net"
CANARY = "quokka"
# Every field in which somebody may write.
TYPED = ("own_words", "pay", "where", "safe_when", "never_words", "name", "reach")


def delivered(post: Post) -> list[EmailMessage]:
    """What waits, as a server gets it."""
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(post.database, inbox.port).send_due()
    assert inbox.addressed == [message["To"] for message in inbox.received]
    assert rows(post.database) == []
    return inbox.received


def only(post: Post, *recipients: str) -> list[EmailMessage]:
    """The same, and it is one message to each of these, with our headers and no other."""
    messages = delivered(post)
    assert sorted(message["To"] for message in messages) == sorted(recipients)
    for message in messages:
        assert set(message.keys()) <= HEADERS | {"X-Peer", "X-MailFrom", "X-RcptTo"}
        assert EVIL not in message.as_string() and message["Auto-Submitted"] == "auto-generated"
    return messages


def written(text: str) -> dict[str, str]:
    return dict.fromkeys(TYPED, text) | {"answer_by": "email", "email": ROSA}


@pytest.fixture
def ada(post: Post) -> Person:
    return Person(post.app, ADA)


def answers(post: Post, ada: Person, link: str, **fields: str) -> None:
    """Ada answers in her area, at length; both write on, and she ends it."""
    ada.be_signed_in(strong=True)
    with post.database.writing() as session:
        # What she is told of signing in from here is nothing of this.
        session.query(OutboxMail).filter(OutboxMail.subject.contains("browser")).delete()
    ada.get("/practitioner/messages")
    conversation = post.conversations()[-1]
    ada.post(f"/practitioner/messages/{conversation.id}/open", {})
    ada.post(f"/practitioner/messages/{conversation.id}/answer", {"given": "yes", "reason": ""} | fields)
    ada.post(f"/practitioner/messages/{conversation.id}/write", {"words": fields["words"]})
    post.visit.client.post(f"{link}/{conversation.id}/write", data={"words": fields["words"]})
    ada.post(f"/practitioner/messages/{conversation.id}/end", {})


def waits(post: Post, email: str) -> Page:
    """Somebody asks to be told of a search, with whatever they type as an address."""
    page = policed(post.visit.client.post("/tell-me/when", data={"asked": ["concern=anxiety"]}))
    token = page.every("input", name="token")[0].get("value", "")
    post.clock.shift(timedelta(seconds=5))
    form = {"asked": ["concern=anxiety"], "email": email, "token": token, "website": ""}
    return Page(post.visit.client.post("/tell-me/", data=form))


def test_no_end_of_a_line_in_a_message_or_an_answer_opens_a_header(post: Post, ada: Person) -> None:
    """MAIL-02."""
    for end in ENDS_OF_LINES:
        post.clock.shift(timedelta(days=8))
        link = post.sent(**written(f"Rosa{end}Bcc: {EVIL}{end}{end}<b>Hello</b>"))
        only(post, ADA)
        answers(post, ada, link, words=f"Yes{end}To: {EVIL}{end}{end}<b>Hello</b>")
        only(post, ROSA, ROSA, ROSA, ADA)


def test_no_end_of_a_line_in_an_address_makes_it_two(post: Post) -> None:
    """MAIL-02."""
    for end in ENDS_OF_LINES:
        typed = f"{ROSA}{end}Bcc: {EVIL}"
        assert post.send(answer_by="email", email=typed).status_code == 400
        assert waits(post, typed).status == 400
    assert (post.counted(), only(post)) == ((0, 0), [])


def test_nothing_that_a_seeker_types_is_mailed_to_what_they_typed(post: Post, ada: Person) -> None:
    """MAIL-03: nobody mails their own words to somebody else by giving that address as theirs."""
    link = post.sent(**written(f"Buy {CANARY}"))
    answers(post, ada, link, words=f"Buy {CANARY}")
    waits(post, ROSA)
    messages = delivered(post)
    assert [message["To"] for message in messages].count(ROSA) == 4
    for message in messages:
        assert CANARY not in message.as_string() + message.get_content()
        assert all(word.startswith("http") for word in message.get_content().split() if "example" in word)


def test_a_notice_is_the_same_whatever_was_written_and_by_whom(post: Post) -> None:
    """MAIL-04."""
    notices = []
    for words in ("", f"Nights are hard. {CANARY}"):
        post.clock.shift(timedelta(days=8))
        post.sent(own_words=words, name=words, pay=words)
        [message] = only(post, ADA)
        notices.append(re.sub(r"(/answer/)\S+", r"\1KEY", message.get_content()))
        notices.append(message["Subject"])
    assert notices[:2] == notices[2:]


def test_every_mail_is_plain_text_with_links_that_only_open_a_page(post: Post, ada: Person) -> None:
    """MAIL-04: no picture tells who opened it, and no link who followed it."""
    link = post.sent(**written("Hello"))
    answers(post, ada, link, words="Hello")
    waits(post, ROSA)
    messages = delivered(post)
    assert len(messages) == 6
    base = post.app.config["BASE_URL"]
    for message in messages:
        assert (message.get_content_type(), message.is_multipart()) == ("text/plain", False)
        links = re.findall(r"\w+:\S+/\S+", message.get_content())
        assert links and all(re.fullmatch(re.escape(base) + r"/[a-z-]+/[\w-]+", each) for each in links), links


def down(post: Post) -> Inbox:
    with pytest.raises(Unreachable):
        mailing_to(post.database, _closed_port()).send_due()
    return Inbox()


def slow(post: Post) -> Inbox:
    with _dribbling() as port, pytest.raises(Unreachable):
        mailing_to(post.database, port, patience=0.3).send_due()
    return Inbox()


def dropping(post: Post) -> Inbox:
    with mail_is_taken(Inbox(data=lambda _message: None)) as inbox, pytest.raises(Unreachable):
        mailing_to(post.database, inbox.port).send_due()
    return inbox


def kept_and_not_noted(post: Post) -> Inbox:
    """The worker dies after the server's yes: what it took is settled by nobody."""
    with mail_is_taken(Inbox(data=lambda _message: KEPT)) as inbox:
        mail = mailing_to(post.database, inbox.port)
        letter = mail._take()
        assert letter is not None
        with mail._post as way:
            way.hand_over(composed(letter, HEAD))
    return inbox


@pytest.mark.parametrize("trouble", [down, slow, dropping, kept_and_not_noted])
def test_a_notice_arrives_whatever_the_mail_server_did(post: Post, trouble: Callable[[Post], Inbox]) -> None:
    """MAIL-05: never lost, at most twice, and then under the same id."""
    link = post.sent()
    before = trouble(post).received
    assert "It has been sent" in post.visit.path(link).text
    post.clock.shift(LEASE + timedelta(minutes=1))
    messages = [*before, *delivered(post)]
    assert len(messages) == (2 if before else 1)
    assert len({message["Message-ID"] for message in messages}) == 1
    assert {(message["To"], message["Auto-Submitted"]) for message in messages} == {(ADA, "auto-generated")}
    post.clock.shift(timedelta(days=1))
    assert delivered(post) == []


def test_links_in_notices_lead_to_pages(post: Post) -> None:
    """MAIL-04: and opening one says nothing of what was written."""
    post.sent(**written(CANARY))
    [mail] = post.mail()
    assert CANARY not in post.visit.path(link_in(mail, "/answer/")).body
