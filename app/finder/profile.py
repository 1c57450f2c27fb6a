"""A listing's own page: everything it states, in the listing's order, and what it does not state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import abort, request
from markupsafe import Markup

from app.criteria.labels import Labels, facet_name, labels_of
from app.criteria.wording import Reader, reader
from app.finder import addresses, carrying, quiet
from app.finder.cards import language, line, source_line
from app.finder.first_message import Message, messages, speakers
from app.finder.offers import OfferView, offer_view
from app.finder.paying import Paying, paying
from app.finder.pictures import Portrait, portrait
from app.finder.prices import Mark
from app.finder.replying import Answering, answering
from app.finder.structured import structured
from app.finder.vouched import VouchLine, vouched
from app.listings.counts.visits import count_view
from app.listings.findable import Seen, seen_by_slug
from app.listings.listing import Fact, Listing, Registration, RunBy
from app.listings.requests import directory
from app.listings.source import Gone, Moved
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

_IDENTITY = ("gender", "identity", "faith")
# Long lists stand side by side under the offers, short ones beside them.
_WIDE = ("concern", "approach", "community")
_NARROW = ("language", *_IDENTITY, "age_group", "contact_mode")


@dataclass(frozen=True, slots=True)
class Item:
    """A stated term; `detail` is its level or training, `own_words` what the person says of it themselves."""

    words: str
    detail: str | None
    own_words: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a title; `note` says how to read them."""

    key: str
    title: str
    terms: tuple[Item, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register entry with what was checked, when and by whom, and how; `meaning` says what the body is."""

    body: str
    meaning: str | None
    number: str
    standing: Mark
    how: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything `listings/listing.html` shows. `tab` is what the browser writes into its history (PRIV-06)."""

    id: str
    slug: str
    name: str
    tab: str
    portrait: Portrait
    line: str
    headline: str | None
    about: tuple[str, ...]
    offers: tuple[OfferView, ...]
    paying: Paying
    wide: tuple[Section, ...]
    narrow: tuple[Section, ...]
    registers: tuple[RegisterView, ...]
    seen_in: str | None
    source: str | None
    source_url: str | None
    website: str | None
    phone: str | None
    dialled: str | None
    run_by: RunBy | None
    fictional: bool
    confirmed: str | None
    updated: str
    messages: tuple[Message, ...]
    receives_messages: bool
    # Where to write a first message, and how it is answered; None when messages are not taken here.
    write_address: str | None
    answering: Answering | None
    # Who vouches for them.
    vouches: tuple[VouchLine, ...]
    # What search engines are told in their own words, and whether they may take the page up at all.
    structured: Markup | None = None
    findable: bool = False


def profile_page(slug: str) -> Profile | Moved:
    """The profile at this address, or where it has moved. Answers 404 and 410 itself."""
    found = seen_by_slug(database_session(), slug)
    if found is None:
        abort(404)
    if isinstance(found, Gone):
        abort(410)
    if isinstance(found, Moved):
        return found
    count_view(found.here.id)
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    return _for_search_engines(profile(found.here, labels, reads), found, labels, reads)


def _for_search_engines(page: Profile, seen: Seen, labels: Labels, reads: Reader) -> Profile:
    """The page with what search engines may know of it; one of the quiet search tells them nothing."""
    # Of who did not agree to be found elsewhere only the page speaks; a demonstration shows how it would be.
    if quiet.here() or not (seen.here.found_elsewhere or seen.here.fictional):
        return page
    told = structured(seen.elsewhere, labels, reads)
    return replace(page, structured=told, findable=seen.findable and not request.args)


def profile(listing: Listing, labels: Labels, reads: Reader) -> Profile:
    """The profile of a listing for one reader."""
    source = listing.source
    offers = tuple(offer_view(offer, labels, reads) for offer in listing.offers)
    return Profile(
        id=str(listing.id),
        slug=listing.slug,
        name=listing.name,
        # A person's name says nothing; that of a service often says what for.
        tab=listing.name if listing.kind == "individual" else _("A listing"),
        portrait=portrait(listing.id, listing.photo, _("Photo of %(name)s", name=listing.name)),
        line=line(listing, labels),
        headline=listing.headline,
        about=tuple(part.strip() for part in (listing.about or "").split("\n") if part.strip()),
        offers=offers,
        paying=paying([offer.price.facts for offer in offers], labels, reads, currency=reads.currency),
        wide=tuple(_section(listing, key, labels) for key in _WIDE),
        narrow=tuple(
            _section(listing, key, labels) for key in _NARROW if key not in _IDENTITY or listing.facts.get(key)
        ),
        registers=tuple(register_view(entry, labels, reads) for entry in listing.registers),
        seen_in=_seen_in(listing.may_see_people_in, labels, reads),
        source=None if source is None else source_line(source, reads),
        source_url=None if source is None else _web(source.url),
        website=None if source is None else _web(source.website),
        phone=None if source is None else source.phone,
        dialled=_dialled(source.phone) if source is not None and source.phone else None,
        run_by=listing.run_by,
        fictional=listing.fictional,
        confirmed=None if listing.confirmed_on is None else reads.ago(listing.confirmed_on),
        updated=reads.day(listing.updated_at.date()),
        messages=messages(reads.code, speakers([listing], reads.listed)),
        receives_messages=listing.receives_messages,
        write_address=addresses.message([listing.id], carrying.here()) if listing.takes_messages else None,
        answering=_answering(listing),
        vouches=vouched(listing, labels, reads),
    )


def _answering(listing: Listing) -> Answering | None:
    days = listing.promised_days
    return None if days is None else answering(listing.name, days, listing.replies)


def _section(listing: Listing, key: str, labels: Labels) -> Section:
    in_their_words = _("As they say it themselves.")
    notes = {
        "approach": _("With the training they state."),
        "community": _("Whom they work with and know about. This does not say who they are."),
    }
    terms = tuple(_item(key, fact, labels) for fact in _facts(listing, key, labels))
    return Section(key, _titles()[key], terms, in_their_words if key in _IDENTITY else notes.get(key))


def _facts(listing: Listing, key: str, labels: Labels) -> Sequence[Fact]:
    """Facts in the listing's own order; ages from the youngest on."""
    facts = listing.facts.get(key, ())
    if key != "age_group":
        return facts
    order = labels.in_order(key, [fact.slug for fact in facts])
    return sorted(facts, key=lambda fact: order.index(fact.slug))


def _titles() -> dict[str, str]:
    return {key: facet_name(key) for key in (*_WIDE, *_NARROW)} | {"concern": _("What they help with")}


def _item(key: str, fact: Fact, labels: Labels) -> Item:
    address = addresses.facet(key, fact.slug)
    if key == "language":
        return Item(language(fact, labels), None, fact.own_words, address)
    detail = fact.detail
    return Item(labels.of(key, fact.slug), stated_detail(detail) if detail else None, fact.own_words, address)


def stated_detail(detail: str) -> str:
    """What is stated of a term: the words of known answers, anything else as the practitioner wrote it."""
    return {
        "introductory": _("introductory training"),
        "trained": _("trained"),
        "certified": _("certified"),
        "supervisor": _("supervises it"),
        "experience": _("by experience of working together"),
        "training": _("by training"),
        "lived-experience": _("by lived experience"),
    }.get(detail, detail.replace("-", " ").replace("_", " "))


def register_view(entry: Registration, labels: Labels, reads: Reader) -> RegisterView:
    """An entry as it stands today; who looked is always a steward, whose name is nobody's business."""
    day = None if entry.checked_on is None else reads.day(entry.checked_on)
    standing = {
        "checked": Mark(_("checked by a steward"), stated=True, detail=day),
        "stated": Mark(_("stated by the listing, not checked by us"), stated=False),
        "not_found": Mark(_("not found in the register when we looked"), stated=False, detail=day),
        "lapsed": Mark(_("has run out"), stated=False, detail=day and _("last looked up on %(day)s", day=day)),
    }.get(entry.status, Mark(_("not checked by us"), stated=False))
    how = None
    if entry.status == "checked":
        how = _how(entry.method)
        if entry.holds_until is not None:
            how = _("%(how)s; holds until %(day)s", how=how, day=reads.day(entry.holds_until))
    term = labels.terms("register").get(entry.body)
    meaning = None if term is None else term.meaning_in(reads.code)
    return RegisterView(labels.of("register", entry.body), meaning, entry.number, standing, how)


def _how(method: str | None) -> str:
    return {
        "public-register": _("looked up in the body’s own public register"),
        "asked-the-body": _("asked of the body itself"),
        "document-seen": _("by seeing the document"),
    }.get(method or "", _("looked up with the body"))


def _seen_in(codes: Sequence[str], labels: Labels, reads: Reader) -> str | None:
    return reads.listed(labels.jurisdiction(code) for code in codes) if codes else None


def _web(url: str | None) -> str | None:
    """A web address that may be a link: other schemes stay unsaid."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def _dialled(phone: str) -> str:
    return "".join(character for character in phone.split("x")[0] if character.isdigit() or character == "+")
