"""The forms of the vocabulary desk: shape and presence."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.moderation.vocabulary.actions import VocabularyRefused, Wording
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.rules import LONGEST_NAME, MOST_SYNONYMS

_MOST_MEANING = 300
# Names of the fields for other languages of the interface.
_OTHER = "label_"


def _tidy(text: str | None) -> str | None:
    """One line without what nobody sees; None for nothing."""
    # The two joiners are nothing to see either, and part of how some scripts are written.
    kept = " ".join("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text or "").split())
    return kept or None


def _short(most: int) -> Length:
    return Length(max=most, message=_("Please write at most %(most)s characters.", most=most))


class WordingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What a term is called. `form_of` adds a field for each other language of the interface."""

    label = StringField(
        _l("What it is called"),
        [InputRequired(_l("Please write what it is called.")), _short(LONGEST_NAME)],
        filters=[_tidy],
    )
    meaning = StringField(
        _l("What it means, in one line"),
        [InputRequired(_l("Please say what it means, in one line.")), _short(_MOST_MEANING)],
        filters=[_tidy],
    )
    synonyms = TextAreaField(_l("What people type when they mean it, one a line"), render_kw={"rows": 8})

    def validate_synonyms(self, _field: Any) -> None:
        lines = self.lines()
        if len(lines) > MOST_SYNONYMS or any(len(line) > LONGEST_NAME for line in lines):
            raise ValidationError(
                _(
                    "Please write at most %(lines)s lines of %(most)s characters.",
                    lines=MOST_SYNONYMS,
                    most=LONGEST_NAME,
                )
            )

    def lines(self) -> list[str]:
        """The synonyms, each once."""
        tidied = (_tidy(line) for line in (self.synonyms.data or "").splitlines())
        return list(dict.fromkeys(text for text in tidied if text is not None))

    def wording(self) -> Wording:
        others = {f.short_name.removeprefix(_OTHER): f.data for f in self if f.short_name.startswith(_OTHER)}
        synonyms = [line for line in self.lines() if line != self.label.data]
        return Wording(self.label.data or "", self.meaning.data or "", synonyms, others)

    def refuse(self, refusal: VocabularyRefused) -> None:
        """Say why not, at the field it is about."""
        if refusal.field in self._fields:
            self._fields[refusal.field].errors = [str(refusal)]
        else:
            self.form_errors.append(str(refusal))


class AddForm(WordingForm):
    """A new term."""

    key = StringField(_l("Its key in addresses, for ever"), filters=[_tidy])
    heading = SelectField(_l("Under which heading"), coerce=lambda value: value or None, validate_choice=True)
    broader = StringField(_l("What it is a part of, if anything"), filters=[_tidy], render_kw={"list": "terms"})

    def broader_in(self, lexicon: Lexicon, scheme: str) -> str | None:
        """The slug of the broader term; raises VocabularyRefused for words that are none."""
        return None if self.broader.data is None else named(lexicon, scheme, self.broader.data, "broader")


class RetireForm(FlaskForm):  # type: ignore[misc]
    """What stands for a term from now on: its slug, or nothing."""

    into = HiddenField()


class BringBackForm(FlaskForm):  # type: ignore[misc]
    """One button."""


def named(lexicon: Lexicon, scheme: str, text: str, field: str) -> str:
    """The slug that somebody named by a key or a label."""
    word = lexicon.terms(scheme).get(text) or lexicon.named(scheme, text)
    if word is None:
        raise VocabularyRefused(_("“%(text)s” is not a term of this list.", text=text[:LONGEST_NAME]), field)
    return word.slug


def form_of(base: type[WordingForm], locales: Sequence[tuple[str, str]], word: Word | None = None, **more: Any) -> Any:
    """A form with a label for each of these (locale, name of the language), filled in from a term."""
    fields = {
        f"{_OTHER}{code}": StringField(
            _("What it is called in %(language)s", language=name), [_short(LONGEST_NAME)], filters=[_tidy]
        )
        for code, name in locales
    }
    data = more if word is None else _filled(word, [code for code, _name in locales]) | more
    return type(base.__name__, (base,), fields)(data=data)


def _filled(word: Word, locales: Sequence[str]) -> dict[str, Any]:
    others = {f"{_OTHER}{code}": word.translations[code][0] for code in locales if code in word.translations}
    return {"label": word.label, "meaning": word.meaning, "synonyms": "\n".join(word.synonyms)} | others
