"""A letter and what was said after it, as either side reads them in its own language."""

from dataclasses import dataclass, replace

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.enquiries.forms import NEVER
from app.enquiries.letter import Letter
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.requests import desk
from app.plumbing.monthly_keys import Sealed
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the form and its answer: phrases of ours, and words of the seeker's own."""

    label: str
    phrases: tuple[str, ...]
    own: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Something one side wrote, and the day."""

    author: str
    text: str
    day: str


def letter_of(enquiry: Enquiry) -> Letter:
    """What was written, as far as it can still be read: after a backup was brought back without its keys, nothing."""
    try:
        letter = desk().seals.open_letter(enquiry.id, enquiry.letter_sealed)
    except Sealed:
        return Letter(own_words=_("What was written here can no longer be read."))
    # Who made us forget their address hears nothing by mail.
    return replace(letter, by_mail=letter.by_mail and enquiry.address_sealed is not None)


def lines_of(letter: Letter, labels: Labels) -> tuple[Line, ...]:
    """What a letter says, in the order of the form; what was not said is left out, but the fee and the answer."""
    never = tuple(str(NEVER[slug]) for slug in letter.never if slug in NEVER)
    lines = (
        Line(
            _("What it is about"),
            tuple(need_words(term, labels) for term in letter.looking_for),
            letter.own_words,
        ),
        Line(_("Fee"), (_reduced(letter.reduced),), letter.pay),
        Line(_("Times"), tuple(labels.of("times", slug) for slug in letter.times)),
        Line(_("Where"), (), letter.where),
        Line(_("How to answer safely"), (_answering(letter.by_mail),), letter.safe_when),
        Line(_("What must not happen"), never, letter.never_words),
        Line(_("Name"), (), letter.name),
        Line(_("Another way to reach them"), (), letter.reach),
    )
    return tuple(line for line in lines if line.phrases or line.own)


def need_words(term: str, labels: Labels) -> str:
    """A term as "concern:anxiety" in words that are no riddle by themselves: what is looked for in a therapist must not
    read as what the seeker says of themselves."""
    facet, _colon, slug = term.partition(":")
    label = labels.of(facet, slug)
    if facet in ("gender", "identity", "faith", "pronouns"):
        return _("The therapist: %(what)s", what=label)
    if facet == "language":
        return _("In this language: %(what)s", what=label)
    return _("Paid by: %(what)s", what=label) if facet == "payer" else label


def said_in(conversation: Conversation, reads: Reader) -> tuple[Said, ...]:
    """What was written after the first message; what can no longer be opened is left out."""
    said = []
    for words in conversation.words:
        try:
            text = desk().seals.open_words(words.id, words.text_sealed)
        except Sealed:
            continue
        said.append(Said(words.author, text, reads.day(words.written_at.date())))
    return tuple(said)


def _reduced(reduced: bool | None) -> str:
    if reduced is None:
        return _("Whether a reduced fee is needed is not said")
    return _("A reduced fee is needed") if reduced else _("No reduced fee is needed")


def _answering(by_mail: bool) -> str:
    if by_mail:
        return _("Answer here: a mail that says nothing tells them that there is something new")
    return _("Answer here: they come back by a private link")
