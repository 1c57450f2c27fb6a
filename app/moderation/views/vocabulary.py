"""The vocabulary desk: the terms, and what stewards decide about them."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.access.visitors import account_id
from app.moderation.views import moderation
from app.moderation.vocabulary import actions
from app.moderation.vocabulary.actions import VocabularyRefused
from app.moderation.vocabulary.adding import added, adding_page
from app.moderation.vocabulary.forms import BringBackForm, RetireForm, WordingForm, form_of
from app.moderation.vocabulary.pages import (
    desk,
    interface_languages,
    scheme_page,
    schemes_page,
    suggestions_page,
    term_page,
)
from app.moderation.vocabulary.retiring import retiring_page
from app.plumbing.requests import database


@moderation.get("/steward/vocabulary")
@for_stewards
def vocabulary() -> str:
    """All lists of terms."""
    return render_template("moderation/vocabulary.html", page=schemes_page(request.args.get("q", "")))


@moderation.get("/steward/vocabulary/own-words")
@for_stewards
def own_words() -> str:
    """Words that practitioners use for themselves again and again."""
    return render_template("moderation/own-words.html", lines=suggestions_page())


@moderation.get("/steward/vocabulary/<scheme>")
@for_stewards
def scheme(scheme: str) -> str:
    """One list of terms."""
    return render_template("moderation/scheme.html", page=scheme_page(scheme, request.args.get("q", "")))


@moderation.route("/steward/vocabulary/<scheme>/add", methods=["GET", "POST"])
@for_stewards
def add_term(scheme: str) -> Response | tuple[str, int]:
    """A new term."""
    page = adding_page(scheme, request.args.get("label"))
    if page.form.validate_on_submit() and (key := added(page, account_id())) is not None:
        return redirect(url_for("moderation.term", scheme=scheme, slug=key, done="added"), 303)
    return render_template("moderation/add-term.html", page=page), 400 if page.form.errors else 200


@moderation.get("/steward/vocabulary/<scheme>/terms/<slug>")
@for_stewards
def term(scheme: str, slug: str) -> str:
    """One term, and everything that was done to it."""
    return render_template("moderation/term.html", page=term_page(scheme, slug), form=BringBackForm())


@moderation.route("/steward/vocabulary/<scheme>/terms/<slug>/words", methods=["GET", "POST"])
@for_stewards
def word_term(scheme: str, slug: str) -> Response | tuple[str, int]:
    """What a term is called."""
    word = desk().word(scheme, slug)
    form = form_of(WordingForm, interface_languages(), word)
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                actions.relabel(session, scheme, slug, form.wording(), account_id())
            return redirect(url_for("moderation.term", scheme=scheme, slug=slug, done="worded"), 303)
        except VocabularyRefused as refusal:
            form.refuse(refusal)
    return render_template("moderation/word-term.html", word=word, form=form), 400 if form.errors else 200


@moderation.route("/steward/vocabulary/<scheme>/terms/<slug>/retire", methods=["GET", "POST"])
@for_stewards_again
def retire_term(scheme: str, slug: str) -> Response | tuple[str, int]:
    """Merge a term into another, or retire it: first what that touches, then the act."""
    form = RetireForm()
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                actions.retire(session, scheme, slug, form.into.data or None, account_id())
            return redirect(url_for("moderation.term", scheme=scheme, slug=slug, done="retired"), 303)
        except VocabularyRefused as refusal:
            form.form_errors.append(str(refusal))
    page = retiring_page(scheme, slug, request.values.get("into"))
    form.into.data = page.into
    return render_template("moderation/retire-term.html", page=page, form=form), 400 if form.errors else 200


@moderation.post("/steward/vocabulary/<scheme>/terms/<slug>/bring-back")
@for_stewards_again
def bring_term_back(scheme: str, slug: str) -> Response | tuple[str, int]:
    """A merged or retired term can be chosen again."""
    form = BringBackForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        with database().writing() as session:
            actions.bring_back(session, scheme, slug, account_id())
        return redirect(url_for("moderation.term", scheme=scheme, slug=slug, done="back"), 303)
    except VocabularyRefused as refusal:
        form.form_errors.append(str(refusal))
    return render_template("moderation/term.html", page=term_page(scheme, slug), form=form), 400
