"""Before a term is merged or retired: what that would touch, said in words."""

from dataclasses import dataclass

from app.moderation.vocabulary.actions import VocabularyRefused
from app.moderation.vocabulary.forms import named
from app.moderation.vocabulary.pages import TermLine, desk
from app.moderation.vocabulary.queries import touched
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext
from app.practitioners.parts import IDENTITY
from app.vocabulary.rules import may_go


@dataclass(frozen=True, slots=True)
class Retiring:
    """`asked`: what was written as the term that shall stand for it, None before anybody was asked; `into` its slug,
    empty for none. `would` says what happens, `refusal` why it cannot."""

    scheme: str
    key: str
    label: str
    asked: str | None
    into: str
    onward: TermLine | None
    would: tuple[str, ...]
    refusal: str | None
    offered: tuple[str, ...]
    may_go: bool


def retiring_page(scheme: str, slug: str, asked: str | None) -> Retiring:
    """What would happen if this term led to the one that was named, or to none."""
    here = desk()
    word, words = here.word(scheme, slug), here.lexicon.terms(scheme)
    onward, refusal = None, None
    if asked:
        try:
            onward = here.lexicon.term(scheme, named(here.lexicon, scheme, asked, "into"))
        except VocabularyRefused as refused:
            refusal = str(refused)
        else:
            if onward is not None and onward.slug == slug:
                refusal = _("“%(other)s” leads to “%(term)s” already, and nothing can lead to itself.", other=asked,
                            term=word.label)  # fmt: skip
            elif onward is not None and onward.retired:
                refusal = _("“%(other)s” is retired itself, and nothing stands for it.", other=onward.label)
    end = onward.slug if onward is not None and refusal is None else None
    return Retiring(
        scheme=scheme,
        key=slug,
        label=word.label,
        asked=asked,
        into=end or "",
        onward=here.line(onward) if onward is not None and end else None,
        would=() if asked is None or refusal else _would(here.session, scheme, slug, end),
        refusal=refusal,
        offered=tuple(other.label for other in words.values() if not other.retired and other.slug != slug),
        may_go=may_go(scheme, slug),
    )


def _would(session: object, scheme: str, slug: str, onward: str | None) -> tuple[str, ...]:
    counted = touched(session, scheme, slug, onward)  # type: ignore[arg-type]
    said = [
        ngettext("%(num)s listing states it,", "%(num)s listings state it,", counted.listings)
        + " "
        + ngettext("%(num)s of them public.", "%(num)s of them public.", counted.public)
    ]
    if onward is None:
        said.append(_("What they said stays with them, is seen by nobody, and their practitioners are told so."))
        said.append(_("Whoever searches for it is told that it is no longer used; the rest of their search is kept."))
        return tuple(said)
    if counted.both:
        both = ngettext("%(num)s of them states both:", "%(num)s of them state both:", counted.both)
        said.append(f"{both} {_of_both(scheme)}")
    if scheme in IDENTITY:
        said.append(_("Each fact is seen by those to whom it was given, and by nobody else."))
    said.append(_("Old addresses, kept searches and programs that ask for it are answered with the other term."))
    return tuple(said)


def _of_both(scheme: str) -> str:
    if scheme in IDENTITY:
        return _("what they let be seen of the other term stays exactly as it is.")
    return _("the stronger statement stays, once.")
