"""The page on which a first message is written: whom it is for, what it may be about, and the letter it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, current_app
from werkzeug.datastructures import MultiDict

from app.criteria.labels import Labels, labels_of
from app.criteria.wording import reader
from app.enquiries.actions import NobodyReached, send
from app.enquiries.apart.weighing import WorkAsked, weighed
from app.enquiries.apart.work import Work
from app.enquiries.beginning import MOST_NEEDS, Beginning, beginning, ticked
from app.enquiries.forms import MessageForm, said
from app.enquiries.letter import Letter
from app.enquiries.people import Person, person
from app.enquiries.reading import need_words
from app.enquiries.requests import desk
from app.enquiries.rules import MOST_ADDRESSED
from app.enquiries.sending import Sending
from app.finder import addresses
from app.finder.first_message import Message, messages, speakers
from app.finder.quiet import Pairs
from app.listings.counts.rules import ENQUIRIES
from app.listings.counts.visits import count
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.plumbing import clock, form_tokens
from app.plumbing.boxes import SelectChoice
from app.plumbing.locale import locale_code
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _

# What somebody may say it is about besides what they searched for: what the people written to state themselves.
_NEEDS = ("concern", "community", "age_group")


@dataclass(frozen=True, slots=True)
class Composing:
    """Everything `enquiries/write.html` shows. `offered`: the listings asked for; `left_out`: how many of them take no
    messages here; `blank_address`: the form without what was searched for; `asked`: the terms that come from there."""

    people: tuple[Person, ...]
    left_out: int
    offered: tuple[str, ...]
    form: MessageForm
    messages: tuple[Message, ...]
    asked: tuple[str, ...] = ()
    blank_address: str | None = None
    problem: str | None = None
    work: Work | None = None


def composing(ids: Sequence[UUID], pairs: Pairs = (), sent: MultiDict[str, str] | None = None) -> Composing:
    """The page for these listings, after a search or as it was sent. Answers 404 when none of them takes messages."""
    ids = list(dict.fromkeys(ids))
    found = listings_by_id(database_session(), ids, "site")
    listings = [one for id in ids if isinstance(one := found.get(id), Listing) and one.takes_messages][:MOST_ADDRESSED]
    if not listings and sent is not None:
        raise NobodyThere(MessageForm(sent))
    if not listings:
        abort(404)
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    began = beginning(pairs if sent is None else ticked(sent.getlist("need"), sent.getlist("times")), labels, reads)
    form = MessageForm(sent)
    offered = [str(id) for id in ids]
    form.to.choices = [SelectChoice(str(listing.id), listing.name) for listing in listings]
    form.need.choices = _needs(began, listings, labels)
    form.times.choices = [SelectChoice(slug, labels.of("times", slug)) for slug in _times(began, labels)]
    if sent is None:
        form.to.data = [str(listing.id) for listing in listings]
        form.token.data = _token(offered)
        form.need.data, form.times.data = list(began.needs), list(began.times)
        form.pay.data, form.where.data = began.pay, began.where
    spoken = speakers(listings, reads.listed)
    return Composing(
        people=tuple(person(listing, pairs, labels) for listing in listings),
        left_out=len(ids) - len(listings),
        offered=tuple(offered),
        form=form,
        messages=messages(reads.code, spoken),
        asked=began.needs,
        blank_address=None if sent is not None or began.is_empty else addresses.message(ids),
    )


def sent_or_problem(page: Composing) -> str:
    """Send what the form holds: the key of the private link. Raises `NotSent` with one sentence for the page."""
    form = page.form
    if not form.validate():
        raise NotSent(_("Please look at this again. Nothing you wrote is lost."))
    try:
        token = form_tokens.read(_secret(), _purpose(page.offered), form.token.data or "", clock.now())
        # Before anything is held: to weigh is to read and to reckon.
        sending = weighed(
            database_session(),
            desk(),
            token,
            _sending(form),
            trapped=bool(form.website.data),
            proof=form.proof.data or "",
            rather_waits=form.waits.data == "yes",
        )
        with database().writing() as session:
            sent = send(session, desk(), token, sending)
    except WorkAsked as asked:
        raise NotSent(_("One more step, and it is sent. Nothing you wrote is lost."), asked.work) from None
    except form_tokens.TooSoon as soon:
        raise NotSent(soon.sentence) from None
    except form_tokens.TooOld as old:
        form.token.data = _token(page.offered)
        raise NotSent(old.sentence) from None
    except NobodyReached:
        raise NotSent(_("Nobody you chose takes messages here any more.")) from None
    # Only what was committed, and once: a form that comes again has reached nobody more.
    count(ENQUIRIES, sent.reached)
    return sent.key


class NobodyThere(LookupError):
    """Nobody whom a form that was sent is for takes messages any more; `written` is every text that was in it."""

    def __init__(self, form: MessageForm) -> None:
        super().__init__("nobody takes messages here any more")
        fields = (form.own_words, form.pay, form.where, form.safe_when, form.never_words, form.name, form.reach)
        self.written = tuple((field.label.text, text) for field in fields if (text := said(field.data)))


class NotSent(ValueError):
    """The message was not sent; the sentence says why, and everything that was written is still there. `work` is what
    the device may do first."""

    def __init__(self, sentence: str, work: Work | None = None) -> None:
        super().__init__(sentence)
        self.work = work


def _needs(began: Beginning, listings: Sequence[Listing], labels: Labels) -> list[SelectChoice]:
    """What was searched for first, then what all of them state, then what some do."""
    counted: dict[str, int] = {}
    for facet in _NEEDS:
        for listing in listings:
            for slug in listing.slugs(facet):
                counted[f"{facet}:{slug}"] = counted.get(f"{facet}:{slug}", 0) + 1
    stated = [term for term in sorted(counted, key=lambda term: -counted[term]) if term not in began.needs]
    return [SelectChoice(term, need_words(term, labels)) for term in (*began.needs, *stated[:MOST_NEEDS])]


def _times(began: Beginning, labels: Labels) -> list[str]:
    # The broad ones: who writes first need not say at which hour, and may have searched for one.
    terms = labels.terms("times")
    return [slug for slug in labels.offered("times") if terms[slug].parent is None or slug in began.times]


def _sending(form: MessageForm) -> Sending:
    letter = Letter(
        looking_for=tuple(form.need.data or ()),
        own_words=said(form.own_words.data),
        pay=said(form.pay.data),
        reduced=_REDUCED.get(form.reduced.data or ""),
        times=tuple(form.times.data or ()),
        where=said(form.where.data),
        by_mail=form.answer_by.data == "email",
        safe_when=said(form.safe_when.data),
        never=tuple(form.never.data or ()),
        never_words=said(form.never_words.data),
        name=said(form.name.data),
        reach=said(form.reach.data),
    )
    return Sending(
        practitioner_ids=tuple(UUID(id) for id in form.to.data or ()),
        letter=letter,
        address=form.email.data or None,
        locale=locale_code(),
    )


_REDUCED: Mapping[str, bool] = {"yes": True, "no": False}


def _token(offered: Sequence[str]) -> str:
    return form_tokens.issue(_secret(), _purpose(offered), clock.now())


def _purpose(offered: Sequence[str]) -> str:
    # Bound to whom the page was about (FORM-03).
    return f"first message to {' '.join(sorted(offered))}"


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
