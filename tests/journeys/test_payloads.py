"""FORM-07: whatever anybody wrote is only ever text in the browser of whoever reads it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from app.practitioners.intake import NewFact
from tests.enquiries.conftest import Post, post
from tests.enquiries.test_kept_apart import decide
from tests.journeys.conftest import served
from tests.journeys.payloads import PAYLOADS
from tests.records import practitioner, save
from tests.signed_in import Person

__all__ = ["post"]

_WATCH = """
window.wrong = [];
document.addEventListener('securitypolicyviolation', (event) => wrong.push(event.violatedDirective));
const isOurs = (node) => node.src.startsWith(location.origin + '/static/');
new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes]))
        if (node.nodeName === 'SCRIPT' && !isOurs(node)) wrong.push(node.outerHTML);
}).observe(document, { childList: true, subtree: true });
"""
# Whatever of it became an element, an address or a handler.
_FOUND = """() => {
    const strange = 'iframe, embed, object, base, marquee, meta[http-equiv=refresh i]';
    const leads = /^\\s*(javascript|vbscript|data):|evil\\.example/i;
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    const handlers = attributes.filter(({ name }) => name.startsWith('on'));
    const addresses = attributes.filter((a) => /href|src|action|data$/.test(a.name) && leads.test(a.value));
    const elements = [...document.querySelectorAll(strange)].map((element) => element.outerHTML);
    const named = [...handlers, ...addresses].map(({ name, value }) => `${name}=${value}`);
    return [...(globalThis.wrong ?? []), ...elements, ...named];
}"""
# No form sends half a character.
SENDABLE = [payload.encode("utf-8", "replace").decode() for payload in PAYLOADS]
_LINES = ("pay", "where", "safe_when", "never_words", "name", "reach")
# A message is at most so long.
_MOST = 1900


class Reader:
    """A page of a browser, and what went wrong on it."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        page.add_init_script(_WATCH)
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", self._note)

    def _note(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.site, "data:")):
            self.wrong.append(url)

    def reads(self, path: str, says: str) -> None:
        self.page.goto(self.site + path, wait_until="load")
        assert says in self.page.inner_text("main")
        self.wrong += self.page.evaluate(_FOUND)


@pytest.fixture
def reader(post: Post, browser: Browser) -> Iterator[Reader]:
    if not post.database.is_sqlite:
        pytest.skip("one database is enough for a browser")
    with served(post.app) as site:
        context = browser.new_context(locale="en-GB")
        yield Reader(context.new_page(), site)
        context.close()


def portions() -> Iterator[str]:
    """All of them, as many at a time as a message holds."""
    held = ""
    for payload in SENDABLE:
        if len(held) + len(payload) > _MOST:
            yield held
            held = ""
        held += f"{payload}\n"
    yield held


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", ["<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>', "<iframe>"])
def test_the_watch_sees_what_it_is_there_for(reader: Reader, payload: str) -> None:
    # On an empty page, where nothing of ours keeps it out.
    reader.page.set_content(f"<main>{payload}</main>")
    assert reader.page.evaluate(_FOUND) != []


def test_what_a_practitioner_writes_is_text(post: Post, reader: Reader) -> None:
    """FORM-07, in the name, in what stands below it and in the text, on the cards and on the page of a listing."""
    plain = [payload.replace("\0", "") for payload in SENDABLE]
    everything = "\n".join(plain)
    records = [practitioner(f"Person {n}", slug=f"person-{n}", headline=text) for n, text in enumerate(plain)]
    facts = [NewFact("concern", "anxiety")]
    whole = practitioner("The whole", slug="whole", about=everything, headline=everything[:200], facts=facts)
    named = [practitioner(text[:80] or "x", slug=f"named-{n}") for n, text in enumerate(plain[::4])]
    save(post.database, *records, *named, whole)
    for page in range(1, 6):
        reader.reads(f"/find?page={page}", "")
    reader.reads("/listings/whole", "<script>alert(1)</script>")
    for n in range(len(named)):
        reader.reads(f"/listings/named-{n}", "")
    assert reader.wrong == []


def test_what_is_written_to_and_fro_is_text(post: Post, reader: Reader) -> None:
    """FORM-07, in every field of a first message and in the answers of both sides."""
    ada = Person(post.app, "practice-0@example.org")
    ada.be_signed_in(strong=True)
    assert ada.reference is not None
    cookie = {"name": ada.cookies.name, "value": ada.reference, "domain": urlsplit(reader.site).hostname, "path": "/"}
    for portion in portions():
        line = portion[:190].replace("\n", " ")
        link = post.sent(own_words=portion, waits="yes", **dict.fromkeys(_LINES, line))
        decide(ada, ada.get("/practitioner/messages/apart"), "let-through", ["alone"])
        conversation = post.conversations()[-1]
        path = f"/practitioner/messages/{conversation.id}"
        ada.post(f"{path}/open", {})
        ada.post(f"{path}/answer", {"given": "yes", "reason": "", "words": portion})
        post.visit.client.post(f"{link}/{conversation.id}/write", data={"words": portion})
        says = portion.strip()[:9]
        reader.reads(link, says)
        reader.page.context.add_cookies([cookie])
        reader.reads(path, says)
        reader.page.context.clear_cookies()
    assert reader.wrong == []
