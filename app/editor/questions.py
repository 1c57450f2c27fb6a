"""What is asked, in order. One line here and a part in `practitioners/parts.py` is one more page."""

from collections.abc import Sequence
from typing import Final

from app.editor.asked import Asked
from app.editor.kinds.choices import Choices, OfSelf, SeenIn
from app.editor.kinds.fees import Fee, Terms
from app.editor.kinds.meant import Consent, Meant
from app.editor.kinds.places import Access, Where
from app.editor.kinds.question import Question
from app.editor.kinds.rows import Languages, Registers
from app.editor.kinds.ways import How, Payers, Reduced, When
from app.editor.kinds.written import Found, Promise, Rhythm, Who, Words
from app.plumbing.words import lazy_gettext as _l

OF_RECORD: Final[tuple[Question, ...]] = (
    Who("who", _l("Who is this listing about?"), _l("The name you work under. Your legal name is asked for nowhere.")),
    Choices("profession", _l("What are you?"), _l("The titles you may use. Tick all that are true.")),
    Registers(
        "registers",
        _l("Which registers are you on?"),
        _l("We look entries up in the register itself. Until then they read as stated by you."),
    ),
    Words("words", _l("What would you like people to read first?"), _l("Write as you would speak to somebody.")),
    Languages("language", _l("Which languages do you work in?"), _l("And how well, so that nobody is promised more.")),
    Choices("approach", _l("How do you work?"), _l("Only what you would use with somebody tomorrow.")),
    Meant(
        "training",
        "approach",
        _l("What stands behind each approach?"),
        _l("People read this beside the approach."),
        (
            ("introductory", _l("An introductory training")),
            ("trained", _l("A full training")),
            ("certified", _l("Certified by the method's own body")),
            ("supervisor", _l("I supervise or teach it")),
        ),
    ),
    Choices("concern", _l("What do you help with?"), _l("What you have helped people with, and would again.")),
    Meant(
        "focus",
        "concern",
        _l("What do you know especially well?"),
        _l("A few. Somebody who is good at everything helps nobody to choose."),
        (("specialist", _l("I know this especially well")),),
    ),
    Choices(
        "community",
        _l("Whom do you know how to work with?"),
        _l("Communities you know. This does not say who you are; that is asked later, and only if you like."),
    ),
    Meant(
        "basis",
        "community",
        _l("What does that rest on?"),
        _l("“Lived experience” tells people who look here something about you. It is shown nowhere else."),
        (
            ("lived-experience", _l("Lived experience")),
            ("training", _l("Training")),
            ("supervised-practice", _l("Practice under supervision")),
            ("willing-to-learn", _l("I am willing to learn")),
        ),
    ),
    Choices("age_group", _l("Which ages do you see?")),
    SeenIn(
        "seen_in",
        _l("Where may people be during sessions at a distance?"),
        _l("Where your title and insurance let you see somebody by video or phone."),
        scheme="region",
    ),
    Choices("contact_mode", _l("How may people reach you?"), _l("Many people cannot or will not phone.")),
    Promise(
        "promise",
        _l("Within how many days do you answer a first message?"),
        _l("Whoever writes is told. When the time is over they are free to look on; a short no in time is an answer."),
    ),
    OfSelf(
        "gender",
        _l("Your gender, if you like to say"),
        _l("Nobody needs to answer. Nobody sees it until you say by whom."),
    ),
    OfSelf(
        "identity",
        _l("Who you are, if you like to say"),
        _l("Heritage, orientation, experience: what people look for in whom they trust. Nobody sees it yet."),
    ),
    OfSelf("faith", _l("Your faith or worldview, if you like to say"), _l("Nobody sees it until you say by whom.")),
    OfSelf("pronouns", _l("Your pronouns"), _l("Nobody sees them until you say by whom.")),
    Consent(
        "consent",
        _l("Who may see what about you?"),
        _l(
            "Each by itself. Take any of it back here at any time; it is gone from here within seconds. A program that "
            "has it may keep it."
        ),
    ),
    Found(
        "found",
        _l("May search engines show your page?"),
        _l("Whoever looks for your name may then come upon it. Taken back, it is out here at once, and there in days."),
    ),
    Rhythm(
        "rhythm",
        _l("How often shall we ask whether it is still right?"),
        _l("One click in a mail says yes. What nobody confirms fades: first it says so, then it is no longer found."),
    ),
)

OF_OFFER: Final[tuple[Question, ...]] = (
    How("how", _l("How is one seen?")),
    Fee("fee", _l("What does it cost?"), _l("People search by what they can pay, and are shown the rule.")),
    Terms("terms", _l("How does the fee work?")),
    Reduced(
        "reduced",
        _l("How many reduced places are there?"),
        _l("Leave it empty if you would rather decide each time: people read “ask”."),
    ),
    Payers("payers", _l("Who else may pay?")),
    When("when", _l("When, and is there room?")),
)

OF_PREMISES: Final[tuple[Question, ...]] = (
    Where("where", _l("Where do you see people?"), _l("The address is shown only as closely as you choose.")),
    Access(
        "access",
        _l("How does one get in?"),
        _l("Only what you have looked at. What is not answered reads as not stated, never as yes."),
    ),
)

# What sending needs, and what people look at first: a draft is led through these. The others can be answered before or
# after, and most of them while a steward looks at it.
_FIRST: Final = frozenset(
    {"who", "profession", "registers", "words", "language", "concern", "contact_mode", "how", "fee", "terms", "when"}
    | {"where"}
)

# What is asked of practitioners and of no service.
_OF_A_PERSON: Final = frozenset(
    {"profession", "registers", "training", "focus", "basis", "promise", "gender", "identity", "faith", "pronouns"}
    | {"consent", "seen_in"}
)

_ALL: Final = {"record": OF_RECORD, "offer": OF_OFFER, "premises": OF_PREMISES}


def question_at(of: str, address: str) -> Question | None:
    """The question of this address about a record, an offer or a place."""
    return next((question for question in _ALL[of] if question.address == address), None)


def comes_first(question: Question) -> bool:
    """Whether it is asked before a listing is sent."""
    return question.key in _FIRST


def on_the_way(question: Question, asked: Asked) -> Sequence[Question]:
    """The questions among which one goes on and back: of a draft those that come first, or those that can wait."""
    questions = asked_now(question.part.of, asked)
    if asked.record is not None and asked.record.status != "draft":
        return questions
    return [other for other in questions if comes_first(other) == comes_first(question)]


def asked_now(of: str, asked: Asked) -> Sequence[Question]:
    """The questions that are asked as things stand, in order."""
    return [question for question in _ALL[of] if is_asked(question, asked)]


def is_asked(question: Question, asked: Asked) -> bool:
    """Whether it is asked of this record, as things stand: of a service nothing that only a person can say."""
    return question.applies(asked) and not (asked.is_service and question.key in _OF_A_PERSON)
