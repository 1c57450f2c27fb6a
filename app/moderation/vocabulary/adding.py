"""Adding a term: the form, with what a key would be, and the act."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort

from app.moderation.vocabulary import actions
from app.moderation.vocabulary.actions import VocabularyRefused
from app.moderation.vocabulary.forms import AddForm, form_of
from app.moderation.vocabulary.pages import desk, interface_languages
from app.plumbing.requests import database
from app.plumbing.words import gettext as _
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.rules import CLOSED, key_from


@dataclass(frozen=True, slots=True)
class Adding:
    """What `moderation/add-term.html` shows; `offered` are the terms it may be a part of."""

    scheme: str
    label: str
    lexicon: Lexicon
    form: Any
    offered: tuple[str, ...]


def adding_page(scheme: str, label: str | None) -> Adding:
    """The form, perhaps with a label that practitioners suggested."""
    lexicon = desk().lexicon
    if scheme not in lexicon.schemes or scheme in CLOSED:
        abort(404)
    words = [word for word in lexicon.terms(scheme).values() if not word.retired]
    form = form_of(AddForm, interface_languages(), label=label)
    headings = dict.fromkeys(word.heading for word in words)
    form.heading.choices = [(heading or "", heading or _("No heading")) for heading in headings]
    return Adding(scheme, lexicon.schemes[scheme][0], lexicon, form, tuple(word.label for word in words))


def added(page: Adding, steward: UUID) -> str | None:
    """Add what was sent; its key, or None when it was refused, which the form then says."""
    form = page.form
    key = form.key.data or key_from(page.scheme, form.label.data)
    try:
        broader = form.broader_in(page.lexicon, page.scheme)
        with database().writing() as session:
            actions.add(session, page.scheme, key, form.wording(), form.heading.data, broader, steward)
    except VocabularyRefused as refusal:
        form.refuse(refusal)
        return None
    return key
