"""Every page a seeker can open, from the URL map, with things that are there: for what must hold on all of them."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

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
from app.organisations.collections.actions import Words, add, make
from app.organisations.models import Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.form_tokens import FormToken
from app.plumbing.outbox import OutboxMail
from app.practitioners.intake import NewFact
from app.practitioners.writing import Writing
from app.waiting.news import requests as news_requests
from app.waiting.news.actions import ask
from app.waiting.news.models import NewsRequest
from tests.enquiries.conftest import with_account
from tests.records import practitioner, save
from tests.visit import Page
from tests.waiting.conftest import full_offer, link_in

# What is no page: data for machines, pictures, and the way out.
_NO_PAGES = (
    "/api",
    "/hsds",
    "/oruk",
    "/fhir",
    "/oembed",
    "/widget",
    "/static",
    "/livez",
    "/readyz",
    "/photos",
    "/leave",
)
_NO_PAGES += ("/development/", "/gallery")
_DATA = (".csv", ".json", ".atom", ".xml", ".txt", ".zip")
# A search, and a service, whose names say all that a tab must not.
TELLING = "/find?concern=domestic-abuse&concern=depression&identity=black&faith=muslim&q=therapy"
FACTS = [NewFact("concern", "anxiety")]
SERVICE = "Leeds Depression and Trauma Therapy Centre"


def is_page(path: str) -> bool:
    """Whether a browser shows what is at an address, with our layout around it."""
    return not path.startswith(_NO_PAGES) and not urlsplit(path).path.endswith(_DATA)


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
        self.organisation_id = uuid4()
        with self.database.writing() as session:
            session.add(Organisation(id=self.organisation_id, name=SERVICE, status="approved", created_at=clock.now()))
        with_account(self.database, self.listing_id, "practice@example.org")
        self.collection_id = self._listed()

    def paths(self) -> list[str]:
        """An address of every public page, and of some that are not there."""
        given = {
            "slug": "ada-example",
            "offer_id": self.offer_id,
            "language": "ur",
            "listing_id": self.listing_id,
            "organisation_id": self.organisation_id,
            "collection_id": self.collection_id,
        }
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
        return [path for path in (*found, *more, *_NOT_THERE) if is_page(path)]

    def _listed(self) -> UUID:
        """An organisation has them on a list that anybody may read."""
        now = clock.now()
        body = Organisation(name="Harbour Collective", status="approved", created_at=now)
        with self.database.writing() as session:
            session.add(body)
            session.flush()
            words = Words("People we know", "Who has time for us.", "en", public=True)
            one = make(Writing(session, now, None), body.id, words)
            add(Writing(session, now, None), one, self.listing_id)
            return one.id

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
