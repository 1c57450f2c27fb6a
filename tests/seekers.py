"""Every page a seeker can open, from the URL map, with things that are there: for what must hold on all of them."""

from datetime import timedelta
from uuid import uuid4

import time_machine
from flask import Flask

from app.access.permissions import Permission
from app.enquiries import requests as enquiries
from app.enquiries.actions import send
from app.enquiries.answering import answer
from app.enquiries.letter import Letter
from app.enquiries.models import Conversation
from app.enquiries.rules import State
from app.enquiries.sending import Sending
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.form_tokens import FormToken
from app.plumbing.outbox import OutboxMail
from app.practitioners.intake import NewFact
from app.waiting.news import requests as news_requests
from app.waiting.news.actions import ask
from app.waiting.news.models import NewsRequest
from tests.enquiries.conftest import with_account
from tests.records import practitioner, save
from tests.visit import Page
from tests.waiting.conftest import full_offer, link_in

# What is no page: data for machines, pictures, and the way out.
_NO_PAGES = ("/api", "/static", "/livez", "/readyz", "/photos", "/leave", "/development", "/gallery")
# A search, and a service, whose names say all that a tab must not.
TELLING = "/find?concern=domestic-abuse&concern=depression&identity=black&faith=muslim&q=therapy"
FACTS = [NewFact("concern", "anxiety")]
SERVICE = "Leeds Depression and Trauma Therapy Centre"


class Furnished:
    """A directory in which each public page has something to show."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.database: Database = app.extensions["attune.database"]
        self.offer_id, self.listing_id = uuid4(), uuid4()
        save(
            self.database,
            practitioner(
                "Ada Example",
                slug="ada-example",
                id=self.listing_id,
                offers=[full_offer(id=self.offer_id)],
                facts=FACTS,
            ),
            practitioner(SERVICE, slug="a-service", kind="clinic"),
        )
        with_account(self.database, self.listing_id, "practice@example.org")

    def paths(self) -> list[str]:
        """An address of every public page, and of some that are not there."""
        given = {"slug": "ada-example", "offer_id": self.offer_id, "language": "ur", "listing_id": self.listing_id}
        keys = {"waiting.entry": self._waiting_key(), **self._keys()}
        adapter = self.app.url_map.bind("localhost")
        found = []
        for rule in self.app.url_map.iter_rules():
            view = self.app.view_functions[rule.endpoint]
            if view.permission is not Permission.PUBLIC or "GET" not in (rule.methods or ()):
                continue
            given["key"] = keys.get(rule.endpoint, "nothing")
            values = {name: given.get(name, uuid4() if name.endswith("_id") else "nothing") for name in rule.arguments}
            found.append(adapter.build(rule.endpoint, values))
        more = ["/find?language=pa&near=Leeds", "/find?language=haw&pay=1", TELLING, "/listings/a-service"]
        return [path for path in (*found, *more, *_NOT_THERE) if not path.startswith(_NO_PAGES)]

    def _waiting_key(self) -> str:
        """Somebody asks to be told of a place, as the page has it, and gets a link."""
        client, path = self.app.test_client(), f"/waiting-list/join/{self.offer_id}"
        token = Page(client.get(path)).every("input", name="token")[0].get("value", "")
        with time_machine.travel(clock.now() + timedelta(seconds=5), tick=True):
            sent = client.post(path, data={"email": "seeker@example.org", "website": "", "token": token})
        assert sent.status_code == 303
        with self.database.writing() as session:
            [mail] = session.query(OutboxMail).all()
            session.delete(mail)
        return link_in(mail).rpartition("/")[2]

    def _keys(self) -> dict[str, str]:
        """Of a message that was sent and answered, and of a search somebody wants news of; by endpoint."""
        number, now = uuid4(), clock.now()
        letter = Letter(looking_for=("concern:anxiety",), own_words="Nights are hard.")
        sending = Sending((self.listing_id,), letter, "seeker@example.org", "en")
        desk, news = enquiries.of(self.app), news_requests.of(self.app)
        with self.app.app_context(), self.database.writing() as session:
            mine = send(session, desk, FormToken(number.bytes, now), sending)
            session.flush()
            [conversation] = session.query(Conversation).all()
            answer(session, desk, conversation, State.WAITING_LIST)
            ask(
                session,
                news,
                FormToken(uuid4().bytes, now),
                [("concern", "anxiety")],
                lambda _pairs: None,
                "s@example.org",
                "en",
            )
            session.flush()
            [wanted] = session.query(NewsRequest).all()
        return {
            "enquiries.follow": mine.key,
            "enquiries.mailed_link": desk.seals.mailed_key_of(number, 1),
            "enquiries.quick_answer": desk.seals.answering_key_of(conversation.id),
            "news.wanted": news.seals.key_of(wanted.id),
        }


_NOT_THERE = ("/no-such-page", "/listings/nobody-at-all", "/waiting-list/nothing", "/your-link/nothing")
