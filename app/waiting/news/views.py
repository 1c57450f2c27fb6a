"""Pages by which somebody asks for news of a search. None sets a cookie; no address says what was asked."""

from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.criteria.grammar import serialise
from app.criteria.wording import reader
from app.plumbing import clock
from app.plumbing.monthly_keys import Sealed
from app.plumbing.requests import database_session
from app.waiting.forms import JoinForm
from app.waiting.news.actions import answer, asked_of
from app.waiting.news.asking import asking_page, criteria_of, problem_with, words_of
from app.waiting.news.queries import request_by_key
from app.waiting.news.requests import news_desk
from app.waiting.news.rules import until
from app.waiting.pressing import pressed

news = Blueprint("news", __name__, url_prefix="/tell-me")
LONGEST = 32 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `news/request.html` shows."""

    confirmed: bool
    words: tuple[str, ...]
    pairs: list[tuple[str, str]]
    day: str


@news.after_request
def keep_to_oneself(response: Response) -> Response:
    """What somebody wants to hear of is kept by no cache and found by no search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@news.route("/when", methods=["GET", "POST"])
@public
def form() -> str:
    """The form, for the search that was sent along; without one it says where to begin. Nothing is changed."""
    request.max_content_length = LONGEST
    return render_template("news/ask.html", page=asking_page())


@news.post("/")
@public
def send() -> Response | tuple[str, int]:
    """Take the form; whatever the address, the answer is the same."""
    request.max_content_length = LONGEST
    page = asking_page(JoinForm(request.form))
    problem = problem_with(page)
    if problem is None:
        return redirect(url_for("waiting.asked"), 303)
    return render_template("news/ask.html", page=replace(page, problem=problem)), 400


@news.get("/<key>")
@public
def wanted(key: str) -> str | tuple[str, int]:
    """Where the link in a mail leads: what was asked, and buttons. Looking changes nothing."""
    found = request_by_key(database_session(), key, clock.now())
    try:
        pairs = [] if found is None else asked_of(news_desk(), found)
    except Sealed:
        found, pairs = None, []
    if found is None:
        return render_template("waiting/run_out.html"), 404
    criteria = criteria_of(pairs)
    day = reader().day(until(found.asked_at, found.renewed_at).date())
    page = Wanted(found.confirmed_at is not None, words_of(criteria), serialise(criteria), day)
    return render_template("news/request.html", page=page)


@news.post("/<key>")
@public
def decide(key: str) -> Response | tuple[str, int]:
    """A button of that page."""
    return pressed(lambda session, given: answer(session, news_desk(), key, given), url_for("news.wanted", key=key))
