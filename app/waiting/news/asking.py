"""The page on which somebody asks for news of a search, and what becomes of its form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Flask, current_app, request
from sqlalchemy.orm import Session

from app.criteria.criteria import Criteria
from app.criteria.grammar import parse, serialise
from app.criteria.labels import labels_of
from app.criteria.question import question
from app.criteria.requests import asking
from app.criteria.sentence import Phrases
from app.criteria.wording import reader
from app.listings.requests import directory, live
from app.plumbing import clock, form_tokens
from app.plumbing.locale import locale_code
from app.plumbing.requests import database
from app.plumbing.words import gettext as _
from app.waiting.forms import JoinForm
from app.waiting.news import actions
from app.waiting.news.actions import NewsDesk
from app.waiting.news.requests import news_desk
from app.waiting.news.rules import MOST_FOUND
from app.waiting.news.sealing import Pairs

_PURPOSE = "news of a search"


@dataclass(frozen=True, slots=True)
class AskingPage:
    """What `news/ask.html` shows. `pairs` go along in the form; `too_wide` when it finds too many to be told of."""

    pairs: Pairs
    words: tuple[str, ...]
    form: JoinForm
    too_wide: bool
    problem: str | None = None


def asking_page(form: JoinForm | None = None) -> AskingPage:
    """The page for the search that this request's form holds."""
    pairs = _sent_pairs()
    if request.form.get("news") == "place":
        pairs = [*(pair for pair in pairs if pair[0] != "reduced_open"), ("reduced_open", "1")]
    criteria = criteria_of(pairs)
    wide = criteria.is_empty or asking("site").total(criteria) > MOST_FOUND
    blank = JoinForm(data={"token": _token()})
    return AskingPage(serialise(criteria), words_of(criteria), form or blank, wide)


def problem_with(page: AskingPage) -> str | None:
    """Ask as the form says; the sentence that says why not, or None."""
    form = page.form
    if form.website.data:
        # As if it had been taken, so that a machine learns nothing.
        return None
    if not form.validate():
        return _("Please look at this again. Nothing you wrote is lost.")
    try:
        token = form_tokens.read(current_app.config["SECRET_KEY"], _PURPOSE, form.token.data or "", clock.now())
        with database().writing() as session:
            actions.ask(session, news_desk(), token, page.pairs, found_now, form.email.data or "", locale_code())
    except form_tokens.TooSoon as soon:
        return soon.sentence
    except form_tokens.TooOld as old:
        form.token.data = _token()
        return old.sentence
    return None


def found_now(pairs: Pairs) -> frozenset[str] | None:
    """The ids that a search finds now; None when nothing is left of it, or it finds too many."""
    criteria = criteria_of(pairs)
    if criteria.is_empty:
        return None
    asks = asking("site")
    asked = asks.asked(replace(criteria, page=1, per_page=MOST_FOUND + 1))
    answer = asks.snapshot.answer(question(asked, asks.day, count=False), asks.known)
    return None if answer.total > MOST_FOUND else frozenset(hit.id for hit in answer.hits)


def look_round(session: Session, desk: NewsDesk) -> None:
    """Tell whoever has news, by the directory as it is at this moment and not as this thread has seen it before."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context():
        live().current(session, at_once=True)
        actions.look_round(session, desk, found_now)


def criteria_of(pairs: Iterable[tuple[str, str]]) -> Criteria:
    """What is asked, without how it is shown."""
    criteria = parse(pairs, directory().lexicon, current_app.config["DEFAULT_CURRENCY"]).criteria
    return replace(criteria, sort="best", page=1, per_page=Criteria().per_page)


def words_of(criteria: Criteria) -> tuple[str, ...]:
    """What is asked, a phrase for each criterion."""
    reads = reader()
    phrases = Phrases(labels_of(directory().lexicon, reads.code), reads)
    where = asking("site").asked(criteria).where
    return tuple(phrases.chip(key, value, criteria, where) for key, value in criteria.each())


def _sent_pairs() -> Pairs:
    """The pairs that came along: a field `asked` for each, its key and value with "=" between."""
    split = (text.partition("=") for text in request.form.getlist("asked"))
    return [(key, value) for key, _sign, value in split]


def _token() -> str:
    return form_tokens.issue(current_app.config["SECRET_KEY"], _PURPOSE, clock.now())
