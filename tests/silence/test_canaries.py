"""PRIV-01, the canary sweep: after a whole journey through the real server no byte of what was typed is in what it
logged, its folder, its temporary files, the log of its database, its letters, or what it says when it breaks."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from pysqlite3 import dbapi2 as sqlite

from tests.plumbing.mail_servers import Inbox, mail_is_taken
from tests.silence.at_rest import found, in_folder
from tests.silence.conftest import PRACTICE, Instance
from tests.silence.serving import PATIENCE, Answer, Server, serving, until


class Canaries:
    """Texts and addresses that nobody else types; each begins alike, and goes on with where it was typed."""

    stems = ("QuokkaZoö", "wombatpost")

    def __call__(self, where: str) -> str:
        return f"{self.stems[0]} {where}!"

    def address(self, where: str) -> str:
        return f"{self.stems[1]}-{where}@example.org"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_is_taken(Inbox()) as found:
        yield found


def sent(server: Server, page: Answer, path: str, fields: dict[str, object]) -> Answer:
    """A form filled in by a person."""
    return patiently(server, path, {"token": page.field("token"), "website": ""} | fields, 303)


def patiently(server: Server, path: str, fields: dict[str, object], expect: int, **how: str) -> Answer:
    """A form is taken some seconds after it was opened."""
    last = time.monotonic() + PATIENCE
    while "That was very quick" in (answer := server.ask("POST", path, fields, **how)).text and time.monotonic() < last:
        time.sleep(0.2)
    assert answer.status == expect, answer.text
    return answer


def searches(server: Server, word: Canaries) -> None:
    asked = {key: word(key) for key in ("q", "near", "pay", "gender", "identity", "faith", "language")}
    assert server.get(f"/find?{urlencode(asked)}").status == 200
    assert server.get(f"/find?{urlencode({'near': 'LS6 3HN', 'q': word('text'), 'gender': 'woman'})}").status == 200
    server.post("/find", {"say": word("sentence")})
    quiet = server.post("/r", {"q": word("quiet"), "near": word("quiet place")}).headers["Location"]
    assert server.get(quiet).status == 200
    server.get(f"/r/{quote(word('spoilt'))}")
    server.get(f"/api/v1/listings?{urlencode({'q': word('api')})}")
    said = b'{"say": "%s"}' % word("understood").encode()
    server.ask("POST", "/api/v1/understanding", said, **{"Content-Type": "application/json"})
    assert server.get(f"/listings/ada?from={quote(word('profile'))}").status == 200
    assert server.get(f"/listings/{quote(word('nobody'))}").status == 404
    server.post("/shortlist", {"kept": [word("kept")]}, expect=200)
    server.post("/together", {"kept": [word("together")], "in": word("language")}, expect=400)
    for spoilt in (f"GET /find?q={word('line')} HTTP/9.9", f"GET / HTTP/1.1\r\nBad {word('head')}"):
        assert b" 400 " in server.told(spoilt.encode() + b"\r\n\r\n").splitlines()[0]


@dataclass(frozen=True)
class Forms:
    """Forms that were opened some time before they are sent, since a person needs some seconds."""

    message: Answer
    news: Answer
    waiting: Answer
    report: Answer
    broken: Answer


def opened(server: Server, here: Instance, word: Canaries) -> Forms:
    return Forms(
        server.get(f"/message/{here.listing}?need={quote(word('need'))}"),
        server.post("/tell-me/when", {"asked": [f"q={word('news')}", "gender=woman"]}, expect=200),
        server.get(f"/waiting-list/join/{here.offer}"),
        server.get("/listings/ada/report"),
        server.post("/tell-me/when", {"asked": ["gender=woman"]}, expect=200),
    )


def writes(server: Server, here: Instance, form: Answer, word: Canaries, inbox: Inbox) -> None:
    fields = {name: word(name) for name in ("own_words", "pay", "where", "safe_when", "never_words", "name")}
    fields |= {"answer_by": "email", "email": word.address("seeker"), "need": "concern:anxiety"}
    mine = sent(server, form, "/message", {"offered": here.listing, "to": here.listing} | fields).headers["Location"]
    answering = mailed(server, inbox, PRACTICE, "/answer/")
    server.post(answering, {"given": "yes", "reason": "", "words": word("answer")})
    page = server.get(mine).text
    assert fields["own_words"] in page
    [writing] = re.findall(rf'action="({re.escape(mine)}/[^"]*/write)"', page)
    server.post(writing, {"words": word("back")})


def waits(server: Server, here: Instance, forms: Forms, word: Canaries) -> None:
    pairs = re.findall(r'name="asked" value="([^"]*)"', forms.news.text)
    assert any(word("news") in pair for pair in pairs)
    sent(server, forms.news, "/tell-me/", {"asked": pairs, "email": word.address("news")})
    sent(server, forms.waiting, f"/waiting-list/join/{here.offer}", {"email": word.address("waits")})
    sent(server, forms.report, "/listings/ada/report", {"reason": "other", "words": word("report")})
    assert "do not belong together" in signs_in(server, word.address("signs"), word("password")).text


def signs_in(server: Server, address: str, password: str, **how: str) -> Answer:
    """Somebody tries to, in a browser that keeps the cookie it needs for that."""
    page = server.ask("GET", "/account/sign-in", **how)
    fields = {"csrf_token": page.field("csrf_token"), "email": address, "password": password}
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    return server.ask("POST", "/account/sign-in", fields, Cookie=cookie, **how)


def breaks(server: Server, here: Instance, form: Answer, word: Canaries) -> None:
    """A listing cannot be read: an error that nobody foresaw. Then the database loses a table under the server, and
    its driver quotes what it could not write."""
    in_database(here, "UPDATE published_listing SET document = 'broken'")
    answers = [server.get(f"/find?{urlencode({'gender': 'woman', 'note': word('broken address')})}")]
    answers.append(server.ask("POST", "/shortlist", {"kept": here.listing, "note": word("broken form")}))
    assert [answer.status for answer in answers] == [500, 500]
    in_database(here, "ALTER TABLE spent_form_token RENAME TO nowhere")
    fields = {"token": form.field("token"), "asked": ["gender=woman"], "email": word.address("broken"), "website": ""}
    path = f"/tell-me/?{urlencode({'q': word('lost address')})}"
    answers.append(patiently(server, path, fields | {"note": word("lost form")}, 503))
    assert found(word.stems, [("what it says", answer.text.encode()) for answer in answers]) == {}


def in_database(here: Instance, statement: str) -> None:
    with closing(sqlite.connect(here.folder / "instance" / "attune.sqlite3", timeout=PATIENCE)) as database, database:
        database.execute(statement)


def mailed(server: Server, inbox: Inbox, to: str, begins: str) -> str:
    """Where the first letter to an address leads."""
    until(f"no letter to {to}", lambda: to in inbox.addressed, server.process)
    texts = [m.get_content() for m in inbox.received if m["To"] == to]
    [path] = re.findall(rf"https?://[^/\s]+({re.escape(begins)}\S*)", texts[0])
    return str(path)


def letters(inbox: Inbox) -> list[tuple[str, bytes]]:
    """What was mailed, without the address each went to, which its own head must name."""
    return [
        (f"letter {number}", message.as_bytes().replace(message["To"].encode(), b""))
        for number, message in enumerate(inbox.received)
    ]


def test_a_whole_journey_leaves_no_word_anywhere(instance: Instance, inbox: Inbox) -> None:
    word = Canaries()
    with serving(instance.folder, MAIL_URL=f"smtp://127.0.0.1:{inbox.port}") as server:
        forms = opened(server, instance, word)
        searches(server, word)
        writes(server, instance, forms.message, word, inbox)
        waits(server, instance, forms, word)
        breaks(server, instance, forms.broken, word)
        until("the letters do not come", lambda: len(inbox.received) >= 4, server.process)
        log = instance.folder / "instance" / "attune.sqlite3-wal"
        until("the log stays", lambda: found(word.stems, [("log", log.read_bytes())]) == {}, server.process)
        said = (instance.folder / "said" / "stderr").read_bytes()
        assert b"unforeseen_error" in said and b"database_unusable" in said
        assert found(word.stems, [*in_folder(instance.folder), *letters(inbox)]) == {}
        server.end()
    assert found(word.stems, in_folder(instance.folder)) == {}
